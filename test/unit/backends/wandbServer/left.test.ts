// A lineage that nobody looks at any more is not read on: over real HTTP, against a generated lineage.

import assert from 'node:assert/strict';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import type { ArtifactName } from '../../../../src/lineage/name.ts';
import { walk } from '../../../../src/lineage/walk.ts';
import { generate } from '../../../support/lineage/generate.ts';
import { stateOf } from '../../../support/wandbServer/fromLineage.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import { hostWith, signal } from './world.ts';

const origin: ArtifactName = { entity: 'ada', project: 'project-0', collection: 'raw-0-0', alias: 'v0' };

describe('a walk over a server', () => {
  let server: WandbServer;
  beforeEach(async () => {
    server = await startWandbServer({ state: stateOf(generate(300, 1)) });
    server.switches.latency = 5;
  });
  afterEach(() => server.close());

  async function begin() {
    const backend = wandbServer({ host: hostWith(fetch), url: server.url, key: server.key, scopes: [] });
    const found = await backend.find(origin, signal);
    assert.ok(found);
    const before = server.requests.length;
    const asked = () => server.requests.length - before;
    /** Leaves after so many steps. */
    const walkFor = (steps: number) => {
      const view = new AbortController();
      let done = 0;
      const around: typeof backend.around = async (ids, inner) => {
        if (done++ === steps) view.abort(new Error('The view is closed.'));
        return backend.around(ids, inner);
      };
      return walk(found.id, around, { limit: 10_000 }, view.signal);
    };
    return { backend, asked, walkFor };
  }

  it('asks nothing more once its view is closed', async () => {
    const whole = await begin();
    await whole.walkFor(Number.POSITIVE_INFINITY);
    const all = whole.asked();
    const { backend, asked, walkFor } = await begin();
    await assert.rejects(walkFor(2), /The view is closed/);
    const then = asked();
    // Whoever asks after it waits in the same line: what was to be asked before it would have been.
    for (let times = 0; times < 3; times++) await backend.findRuns(`nobody-${times}`, signal);
    assert.ok(asked() <= then + 3, `${asked()} requests after ${then}`);
    assert.ok(then < all - 3, `${then} of ${all} requests`);
  });
});
