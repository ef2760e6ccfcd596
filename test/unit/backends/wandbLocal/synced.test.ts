// Offline runs that the real SDK synced: what their folders and the server say of one artifact is one node.

import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '../../../../src/backends/backend.ts';
import { lineageFile } from '../../../../src/backends/lineageFile/lineageFile.ts';
import { several } from '../../../../src/backends/several.ts';
import { localRuns } from '../../../../src/backends/wandbLocal/localRuns.ts';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import { nodeHost } from '../../../../src/cli/nodeHost.ts';
import { toJson } from '../../../../src/lineage/export/json.ts';
import type { ArtifactVersion, Lineage } from '../../../../src/lineage/model.ts';
import { inEnglish } from '../../../../src/lineage/sentence.ts';
import { titleOf } from '../../../../src/lineage/title.ts';
import { repository, temporaryFolder } from '../../../support/hosts/paths.ts';
import { oneFile } from '../../../support/local/memoryFiles.ts';
import { askOracle, type OracleEdge } from '../../../support/sdk/oracle.ts';
import { runPython } from '../../../support/sdk/runPython.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';

const { signal } = new AbortController();

describe('offline runs that were synced', function () {
  this.timeout(300_000);
  let folder = '';
  let project = '';
  let server: WandbServer;
  let oracle: readonly OracleEdge[] = [];

  before('run the real SDK', async () => {
    folder = await temporaryFolder('synced');
    project = join(folder, 'project');
    await mkdir(project);
    server = await startWandbServer();
    const setting = { cwd: project, home: join(folder, 'home'), server };
    await runPython({ ...setting, script: join(repository, 'test', 'support', 'sdk', 'synced.py') });
    oracle = await askOracle('ada/synced', setting);
    assert.deepEqual(server.unknown, []);
  });
  after(async () => {
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const local = () => localRuns(nodeHost(), [project]);
  const remote = () =>
    wandbServer({
      ...{ host: nodeHost(), url: server.url, key: server.key },
      scopes: [{ entity: 'ada', project: 'synced' }],
    });

  async function around(...backends: readonly Backend[]): Promise<Lineage> {
    const all = several(backends);
    await all.learnAll(signal);
    const runs = await all.runs(undefined, signal);
    const ids = runs.items.map((run) => run.id);
    // Asked the other way round as well, since an answer may come from either side.
    const versions = [...(await all.around(ids, signal)).nodes.values()].filter(isVersion);
    return all.around([...ids, ...versions.map(({ id }) => id)], signal);
  }

  function edgesOf({ nodes, edges }: Lineage) {
    const title = (id: Parameters<typeof nodes.get>[0]) => {
      const node = nodes.get(id);
      return node ? titleOf(node) : id;
    };
    return edges
      .map(({ kind, from, to }) => ({ kind, from: title(from), to: title(to) }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }

  const isVersion = (node: { readonly kind: string }): node is ArtifactVersion => node.kind === 'version';

  it('are not numbered by their folders alone', async () => {
    const versions = [...(await around(local())).nodes.values()].filter(isVersion);
    assert.deepEqual(versions.map(({ name, version }) => [name, version]).sort(), [
      ...Array(3).fill(['data', undefined]),
      ['empty', undefined],
    ]);
  });

  for (const [title, backends] of [
    ['a server', () => [remote(), local()]],
    ['a server that is asked last', () => [local(), remote()]],
  ] as const)
    it(`are what the server says, edge for edge and no more, beside ${title}`, async () => {
      const lineage = await around(...backends());
      assert.deepEqual(edgesOf(lineage), oracle);
      assert.equal(oracle.length, 4);
      const data = [...lineage.nodes.values()].filter(isVersion);
      assert.ok(data.every(({ recorded }) => recorded.length === 2));
      assert.ok(
        data.every(({ notes }) =>
          /the same content tells that it is this one/.test(notes.map(inEnglish).join()),
        ),
      );
      // What it was called when it was logged does not hide what it is called now.
      const aliases = new Map(data.map((it) => [titleOf(it), it.aliases]));
      assert.deepEqual(aliases.get('data:v0'), ['early']);
    });

  it('are what a lineage file says', async () => {
    const text = JSON.stringify(toJson(await around(remote()), false));
    assert.doesNotMatch(text, /version:content/);
    const files = oneFile(() => new TextEncoder().encode(text));
    const lineage = await around(lineageFile({ ...nodeHost(), files }, '/x.lineage.json'), local());
    assert.deepEqual(edgesOf(lineage), oracle);
  });
});
