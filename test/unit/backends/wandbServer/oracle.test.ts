// Our edges are those that the real SDK tells, edge for edge, of what the real SDK has written.

import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend, Page } from '../../../../src/backends/backend.ts';
import { serverVersionId } from '../../../../src/backends/wandb/ids.ts';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import type { NodeId, WholeScope } from '../../../../src/lineage/model.ts';
import { repository, temporaryFolder } from '../../../support/hosts/paths.ts';
import { askOracle, type OracleEdge } from '../../../support/sdk/oracle.ts';
import { pythonEnvironment } from '../../../support/sdk/pythonEnvironment.ts';
import { runPython } from '../../../support/sdk/runPython.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import { emptyState, fromJson } from '../../../support/wandbServer/state.ts';
import { hostWith, signal } from './world.ts';

/** So many that lists come in several pages, for the SDK and for us. */
const sweepRuns = 200;

async function all<T>(ask: (cursor: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return items;
}

/** All edges of all runs and versions of the projects, as the oracle names them. */
async function edgesOf(backend: Backend): Promise<readonly OracleEdge[]> {
  const runs = await all((cursor) => backend.runs(cursor, signal));
  const collections = await all((cursor) => backend.collections(cursor, signal));
  const versions = await Promise.all(
    collections.map((collection) => all((cursor) => backend.versions(collection, cursor, signal))),
  );
  const ids: readonly NodeId[] = [...runs, ...versions.flat()].map(({ id }) => id);
  const { edges, open } = await backend.around([...new Set(ids)], signal);
  assert.deepEqual([...open], []);
  return edges.map(({ kind, from, to }) => ({ kind, from: bare(from), to: bare(to) })).sort(byText);
}

const bare = (id: NodeId) => id.slice(id.indexOf(':') + 1);
const byText = (a: OracleEdge, b: OracleEdge) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

describe('the edges that the real SDK tells', function () {
  this.timeout(600_000);
  let folder: string;
  let server: WandbServer;
  const run = () => ({ cwd: folder, home: join(folder, 'home'), server });

  before(async () => {
    await pythonEnvironment();
    folder = await temporaryFolder('oracle');
  });
  afterEach(async () => {
    await server.close();
    assert.deepEqual(server.unknown, []);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function compare(...scopes: readonly WholeScope[]): Promise<readonly OracleEdge[]> {
    const lists: (readonly OracleEdge[])[] = [];
    for (const { entity, project } of scopes)
      lists.push(await askOracle(`${entity}/${project}`, run(), true));
    const told = new Map(lists.flat().map((edge) => [JSON.stringify(edge), edge]));
    const backend = wandbServer({ host: hostWith(fetch), url: server.url, key: server.key, scopes });
    const own = await edgesOf(backend);
    assert.deepEqual(own, [...told.values()].sort(byText));
    return own;
  }

  it("are ours for the guide's pipeline", async () => {
    server = await startWandbServer({
      state: fromJson(await readFile('test/fixtures/sample/server.json', 'utf8')),
    });
    assert.equal((await compare({ entity: 'ada', project: 'mnist-lineage' })).length, 5);
  });

  it('are ours for versions, aliases, a registry, and runs that resume or fail', async () => {
    server = await startWandbServer();
    await runPython({ ...run(), script: join(repository, 'test', 'support', 'sdk', 'versions.py') });
    assert.equal((await compare({ entity: 'ada', project: 'versions' })).length, 8);
  });

  it('are ours for a team: a sweep, two entities, a circle, deleted and pending versions', async () => {
    const state = emptyState();
    state.user.teams.push('lab');
    server = await startWandbServer({ state });
    const script = join(repository, 'test', 'support', 'sdk', 'team.py');
    await runPython({ ...run(), script, args: [String(sweepRuns)] });
    server.switches.failing.set('Mutation.commitArtifact', 403);
    const cutOff = join(repository, 'test', 'support', 'sdk', 'pending.py');
    await runPython({ ...run(), script: cutOff });
    server.switches.failing.clear();
    const edges = await compare({ entity: 'ada', project: 'vision' }, { entity: 'lab', project: 'speech' });
    const count = (kind: string) => edges.filter((edge) => edge.kind === kind).length;
    // Deleted versions keep their edges; what was logged again was logged by both.
    assert.deepEqual(
      [count('logged'), count('used'), count('linked')],
      [2 + sweepRuns + 1 + 1 + 1, sweepRuns + 1 + 1 + 3, 3],
    );
    const [pending, ...others] = state.artifacts.filter((it) => it.state === 'PENDING');
    assert.deepEqual(others, []);
    const backend = wandbServer({ host: hostWith(fetch), url: server.url, key: server.key, scopes: [] });
    const lost = await backend.around([serverVersionId(pending?.id ?? '')], signal);
    const [node] = lost.nodes.values();
    assert.ok(node?.kind === 'version');
    assert.deepEqual([node.name, node.state, node.version], ['lost', 'pending', undefined]);
    assert.equal(state.runs.filter(({ sweepName }) => sweepName === 'sw33p001').length, sweepRuns);
    assert.ok(edges.some(({ kind, from }) => kind === 'used' && from === 'ada/vision/cache:v0'));
  });
});
