// Whether a run is going, by what its folder proves.

import assert from 'node:assert/strict';
import { type Evidence, stateOf } from '../../../../src/backends/wandbLocal/state.ts';

const second = 1000;
const now = 1_795_000_000_000;

function silentFor(silence: number, evidence: Partial<Evidence> = {}): string {
  return stateOf({ exit: undefined, process: undefined, writtenAt: now - silence, ...evidence }, now);
}

describe('the state of a run', () => {
  const exit = { exitCode: 0, runtime: 1, notComplete: false };

  it('is what its end says, however fresh it is and whatever lives', () => {
    for (const process of ['alive', 'gone', undefined] as const) {
      assert.equal(silentFor(0, { exit, process }), 'finished');
      assert.equal(silentFor(0, { exit: { ...exit, exitCode: 1 }, process }), 'failed');
    }
  });

  it('is not what an end says that was none: it was preempted and goes on', () => {
    const preempted = { ...exit, notComplete: true };
    assert.equal(silentFor(second, { exit: preempted }), 'running');
    assert.equal(silentFor(3600 * second, { exit: preempted }), 'unknown');
  });

  it('is crashed once its process is gone and had the time to write its last', () => {
    assert.equal(silentFor(5 * second, { process: 'gone' }), 'running');
    assert.equal(silentFor(11 * second, { process: 'gone' }), 'crashed');
  });

  it('is running in silence while its process lives, but not for the process of another day', () => {
    assert.equal(silentFor(3600 * second, { process: 'alive' }), 'running');
    assert.equal(silentFor(25 * 3600 * second, { process: 'alive' }), 'unknown');
  });

  it('is running while it writes, and then unknown, where nobody can tell of its process', () => {
    assert.equal(silentFor(100 * second), 'running');
    assert.equal(silentFor(130 * second), 'unknown');
  });
});
