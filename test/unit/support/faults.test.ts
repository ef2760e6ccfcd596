// The switches of the test W&B server, and the projects that are generated for it.
import assert from 'node:assert/strict';
import { generate } from '../../support/lineage/generate.ts';
import { stateOf } from '../../support/wandbServer/fromLineage.ts';
import { generateProject } from '../../support/wandbServer/generateProject.ts';
import {
  startWandbServer,
  type WandbServer,
  type WandbServerOptions,
} from '../../support/wandbServer/server.ts';
import { proxyPage, tooMany } from '../../support/wandbServer/switches.ts';

const runs =
  'query Runs { project(name: "p", entityName: "ada") { runs(first: 50) { edges { node { name } } } } }';

describe('the switches of the test W&B server', () => {
  let server: WandbServer;
  const start = async (options: WandbServerOptions = {}) => {
    server = await startWandbServer({
      state: generateProject({ entity: 'ada', project: 'p', runs: 60 }),
      ...options,
    });
    return server;
  };
  afterEach(() => server.close());

  async function ask(query: string) {
    const headers = { Authorization: `Basic ${Buffer.from(`api:${server.key}`).toString('base64')}` };
    const body = JSON.stringify({ query });
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }

  it('answer with faults in turn, and then as ever', async () => {
    const { switches } = await start();
    switches.next.push(tooMany(3), proxyPage, { status: 503 }, 'cut');
    const limited = await ask(runs);
    assert.deepEqual([limited.status, limited.headers.get('retry-after')], [429, '3']);
    assert.match((await ask(runs)).text, /^<!doctype/);
    assert.equal((await ask(runs)).status, 503);
    await assert.rejects(ask(runs));
    assert.equal((await ask(runs)).status, 200);
    assert.deepEqual(
      server.requests.map(({ status }) => status),
      [429, 200, 503, 0, 200],
    );
  });

  it('never answer, or late', async () => {
    const { switches, url } = await start();
    switches.always = 'hang';
    const hung = fetch(`${url}/graphql`, { method: 'POST', body: '{}', signal: AbortSignal.timeout(50) });
    await assert.rejects(hung, { name: 'TimeoutError' });
    switches.always = undefined;
    switches.latency = 30;
    const begun = performance.now();
    await ask(runs);
    assert.ok(performance.now() - begun >= 29);
  });

  it('fail in one field beside others that have data, cut pages and refuse what is too much', async () => {
    const { switches } = await start();
    switches.failing.set('Project.runs', 403);
    const partial = await ask(`{ viewer { username } project(name: "p") { name runs { totalCount } } }`);
    assert.equal(partial.status, 403);
    const { data, errors } = JSON.parse(partial.text);
    assert.deepEqual(data, { viewer: { username: 'ada' }, project: { name: 'p', runs: null } });
    assert.deepEqual(errors[0].path, ['project', 'runs']);
    switches.failing.clear();
    switches.pageSize = 7;
    assert.equal(JSON.parse((await ask(runs)).text).data.project.runs.edges.length, 7);
    switches.mostFields = 1;
    assert.equal((await ask('{ a: viewer { username } b: viewer { username } }')).status, 413);
  });

  it('make it older: fields, arguments and features that it does not have', async () => {
    const { switches } = await start({ without: ['Run.sweepName', 'Project.runs(first)'] });
    const reply = await ask(runs);
    assert.equal(reply.status, 400);
    assert.match(reply.text, /Unknown argument \\"first\\" on field \\"Project.runs\\"/);
    const field = '{ project(name: "p") { run(name: "r0000000") { sweepName } } }';
    assert.match((await ask(field)).text, /Cannot query field \\"sweepName\\" on type \\"Run\\"/);
    switches.features = ['CLIENT_IDS'];
    switches.version = '0.58.0';
    const info = JSON.parse(
      (
        await ask(
          '{ serverInfo { features { name } latestLocalVersionInfo { versionOnThisInstanceString } } }',
        )
      ).text,
    ).data.serverInfo;
    assert.deepEqual(info, {
      features: [{ name: 'CLIENT_IDS' }],
      latestLocalVersionInfo: { versionOnThisInstanceString: '0.58.0' },
    });
  });
});

describe('generated projects', () => {
  it('have as many runs as asked for, the same for a seed', () => {
    const made = (count: number, seed: number) =>
      generateProject({ entity: 'ada', project: 'p', runs: count, seed });
    assert.equal(made(100, 1).runs.length, 100);
    assert.deepEqual(made(300, 1), made(300, 1));
    assert.notDeepEqual(made(300, 1), made(300, 2));
    assert.equal(made(100_000, 1).runs.length, 100_000);
  });

  it('record a lineage edge for edge', () => {
    const lineage = generate(200, 1);
    const state = stateOf(lineage);
    const count = (kind: string) => lineage.edges.filter((edge) => edge.kind === kind).length;
    const sum = (of: (run: (typeof state.runs)[number]) => number) =>
      state.runs.reduce((total, run) => total + of(run), 0);
    assert.equal(
      sum((run) => run.used.length),
      count('used'),
    );
    assert.equal(
      sum((run) => run.logged.length),
      count('logged'),
    );
    assert.equal(state.memberships.length - state.artifacts.length, count('linked'));
  });
});
