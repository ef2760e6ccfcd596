// A second start against the test server: drawn from what was kept, then asked anew in light questions.

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Notebook, openNotebook } from '../../../../src/backends/notebook.ts';
import { recall } from '../../../../src/backends/recall.ts';
import { remembered } from '../../../../src/backends/remembered.ts';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import { cacheIn } from '../../../../src/cli/nodeCache.ts';
import { walk } from '../../../../src/lineage/walk.ts';
import { problemTexts } from '../../../support/problemTexts.ts';
import { generateProject } from '../../../support/wandbServer/generateProject.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import { hostWith, signal } from './world.ts';

const scope = { entity: 'ada', project: 'p' };

describe('a second start with a W&B server', () => {
  let server: WandbServer;
  let folder = '';
  beforeEach(async () => {
    server = await startWandbServer({ state: generateProject({ ...scope, runs: 120 }) });
    folder = await mkdtemp(join(tmpdir(), 'artifact-lineage-again-'));
  });
  const opened: Notebook[] = [];
  afterEach(async () => {
    // One that is left open writes a while later.
    for (const notebook of opened.splice(0)) {
      await notebook.flush();
      notebook.close();
    }
    await server.close();
    await rm(folder, { recursive: true, force: true });
    assert.deepEqual(server.unknown, []);
  });

  function start() {
    const notebook = openNotebook(cacheIn(folder), server.url, Date.now);
    opened.push(notebook);
    const waiting: (() => void)[] = [];
    let settled: (() => void) | undefined;
    let changes = 0;
    const queries: string[] = [];
    const host = hostWith(async (url, init) => {
      queries.push(String(init?.body));
      return fetch(url, init);
    });
    const memory = recall({
      notebook,
      now: Date.now,
      quiet: (work) => void waiting.push(work),
      changed: () => {
        changes++;
        settled?.();
      },
    });
    const backend = remembered(
      wandbServer({ host, url: server.url, key: server.key, scopes: [scope], memory }),
      memory,
    );
    const picture = async () => {
      const best = await backend.find({ collection: 'net', alias: 'v0' }, signal);
      assert.ok(best);
      const { items } = await backend.runs(undefined, signal);
      const { lineage } = await walk(best.id, backend.around, { limit: 1000 }, signal);
      return { runs: items.map(({ name, state }) => `${name} ${state}`), lineage };
    };
    const anew = async () => {
      for (const work of waiting.splice(0)) work();
      await new Promise<void>((resolve) => {
        settled = resolve;
      });
    };
    return { picture, notebook, anew, queries, changes: () => changes, backend };
  }

  it('draws what was kept without a request, then what has changed, by light questions', async () => {
    const first = start();
    const before = await first.picture();
    await first.notebook.flush();
    server.requests.length = 0;

    const second = start();
    const kept = await second.picture();
    assert.deepEqual(kept.runs, before.runs);
    assert.deepEqual([...kept.lineage.nodes.keys()].sort(), [...before.lineage.nodes.keys()].sort());
    assert.deepEqual([...kept.lineage.nodes.values()], [...before.lineage.nodes.values()]);
    assert.deepEqual(server.requests, []);

    const newest = server.state.runs.at(-1);
    assert.ok(newest);
    newest.displayName = 'renamed';
    await second.anew();
    assert.equal(second.changes(), 1);
    const now = await second.picture();
    assert.equal(now.runs[0], 'renamed finished');
    assert.equal(now.lineage.edges.length, before.lineage.edges.length);
    const around = second.queries.filter((it) => it.includes('query Around'));
    assert.ok(around.length > 0);
    for (const query of around)
      for (const fact of ['digest', 'createdBy', 'config ', 'summaryMetrics', 'fileCount'])
        assert.equal(query.includes(fact), false, `${fact} was asked for again`);
    const answered = () => server.requests.reduce((sum, { sent }) => sum + sent, 0);
    assert.ok(answered() > 0);
  });

  it('reads a run anew that has logged more, and a version that is used by more', async () => {
    const first = start();
    await first.picture();
    await first.notebook.flush();
    const [ingest, train] = server.state.runs;
    const [data] = server.state.artifacts;
    assert.ok(ingest && train && data);
    ingest.used.push({ artifact: server.state.artifacts[1]?.id ?? '', usedAs: [] });
    const second = start();
    await second.picture();
    await second.anew();
    const { lineage } = await second.picture();
    const edge = `version:ada/p/net:v0 run:ada/p/${ingest.name}`;
    assert.ok(lineage.edges.some(({ from, to }) => `${from} ${to}` === edge));
  });

  it('shows what was kept while the server is away, and what is there when it is back', async () => {
    const first = start();
    const before = await first.picture();
    await first.notebook.flush();
    server.switches.always = { status: 404, body: 'nothing here' };
    const second = start();
    await second.picture();
    await second.anew();
    assert.deepEqual((await second.picture()).runs, before.runs);
    assert.match((await problemTexts(second.backend)).join(), /no W&B server at .* read before is shown/);
    server.switches.always = undefined;
    const third = start();
    await third.picture();
    const newest = server.state.runs.at(-1);
    if (newest) newest.state = 'failed';
    await third.anew();
    assert.match((await third.picture()).runs[0] ?? '', /failed$/);
    assert.deepEqual(await problemTexts(third.backend), []);
  });
});
