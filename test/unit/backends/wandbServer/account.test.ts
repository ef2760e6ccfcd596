// Who a key belongs to and which projects there are, asked of the test W&B server.

import assert from 'node:assert/strict';
import { listProjects, readAccount } from '../../../../src/backends/wandbServer/account.ts';
import { createClient } from '../../../../src/backends/wandbServer/client.ts';
import { anyGoing, isLive } from '../../../../src/backends/wandbServer/going.ts';
import { grow } from '../../../support/wandbServer/grown.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import { hostWith, key, signal } from './world.ts';

describe('an account of a W&B server', () => {
  let server: WandbServer;
  const client = (given = key) => createClient({ host: hostWith(fetch), url: server.url, key: given });

  beforeEach(async () => {
    const { state, project } = grow();
    for (let index = 0; index < 230; index++) project('lab', `p${index}`);
    project('ada', 'own');
    state.user.teams.push('lab');
    server = await startWandbServer({ state, key });
  });
  afterEach(async () => {
    assert.deepEqual(server.unknown, []);
    await server.close();
  });

  it('is known by its name, its entity and its teams', async () => {
    assert.deepEqual(await readAccount(client(), signal), {
      username: 'ada',
      entity: 'ada',
      teams: ['lab'],
    });
  });

  it('is not there for a key that the server does not know', async () => {
    await assert.rejects(readAccount(client('x'.repeat(40)), signal), { trouble: 'signedOut' });
  });

  it('has projects in each entity, read to the end; an entity that is not there has none', async () => {
    assert.deepEqual(await listProjects(client(), 'ada', signal), ['own']);
    const all = await listProjects(client(), 'lab', signal);
    assert.deepEqual([all.length, all[0], all.at(-1)], [230, 'p0', 'p229']);
    assert.deepEqual(await listProjects(client(), 'nobody', signal), []);
  });
});

describe('answers that go out of date by themselves', () => {
  const run = (state: string) => ({ kind: 'run' as const, state });

  it('are the newest runs, and those in which a run goes on', () => {
    assert.ok(isLive({ items: [run('finished')] }, 'runs [null,null]'));
    assert.ok(isLive({ items: [run('finished')] }, 'runs [null,{"state":["failed"]}]'));
    assert.ok(!isLive({ items: [run('finished')] }, 'runs ["page 2",null]'));
    assert.ok(isLive({ items: [run('finished'), run('running')] }, 'runs ["page 2",null]'));
    assert.ok(isLive({ nodes: [run('running')], edges: [] }, 'step run:a/b/c'));
    assert.ok(!isLive({ nodes: [run('finished'), run('running')], edges: [] }, 'step run:a/b/c'));
    assert.ok(!isLive(undefined, 'find "x"'));
    assert.ok(anyGoing([run('finished'), run('pending')]));
    assert.ok(!anyGoing([run('finished')]));
  });
});
