// When a W&B server is asked again by itself: what goes on, while somebody sees it; what is lost, until it is back.

import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { Recovery } from '../../../src/editor/recovery.ts';
import { ServerWatch, type Window } from '../../../src/editor/serverWatch.ts';

const second = 1000;
const hour = 3600 * second;

/** A window that can be left and come back to. */
function openWindow() {
  const listeners = new Set<(state: Window['state']) => void>();
  const window = {
    state: { focused: true, active: true },
    onDidChangeWindowState: (listener: (state: Window['state']) => void) => {
      listeners.add(listener);
      return { dispose: () => listeners.delete(listener) };
    },
  };
  const focus = (focused: boolean) => {
    window.state = { focused, active: focused };
    for (const listener of listeners) listener(window.state);
  };
  return { window: window as Window, focus, listeners };
}

/** Lets time pass as a machine does that is awake; promises settle in between. */
async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= second) {
    mock.timers.tick(Math.min(left, second));
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
  }
}

/** The clock goes on, timers do not: a lid that was closed. */
const sleep = (milliseconds: number) => mock.timers.setTime(Date.now() + milliseconds);

/** The seconds since the beginning at which something was done, while time passes. */
function diary() {
  const began = Date.now();
  const at: number[] = [];
  return { at, write: () => at.push((Date.now() - began) / second) };
}

/** Time stands still but where a test lets it pass. */
function stopClocks(): void {
  beforeEach(() =>
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'], now: 1_700_000_000_000 }),
  );
  afterEach(() => mock.timers.reset());
}

describe('the watch over what goes on at a server', () => {
  stopClocks();

  function watching(changed: () => boolean, going = () => true) {
    const { window, focus, listeners } = openWindow();
    const { at, write } = diary();
    const look = async () => {
      write();
      return changed();
    };
    return { at, focus, listeners, watch: new ServerWatch(window, look, going) };
  }

  it('looks soon, then ever more rarely while nothing changes, and soon again once something does', async () => {
    let news = false;
    const { at, watch } = watching(() => news);
    watch.see('runs', true);
    await pass(900 * second);
    assert.deepEqual(at, [15, 45, 105, 225, 465, 765]);
    news = true;
    await pass(315 * second);
    assert.deepEqual(at.slice(6), [1065, 1080, 1095, 1110, 1125, 1140, 1155, 1170, 1185, 1200, 1215]);
    watch.dispose();
  });

  it('does not look while no view is seen or the window is left, and counts what was waited for', async () => {
    const { at, watch, focus } = watching(() => true);
    await pass(hour);
    assert.deepEqual(at, []);
    watch.see('runs', true);
    watch.see('map', true);
    await pass(second);
    assert.equal(at.length, 1);
    watch.see('runs', false);
    await pass(15 * second);
    assert.equal(at.length, 2);
    watch.see('map', false);
    await pass(hour);
    assert.equal(at.length, 2);
    watch.see('map', true);
    focus(false);
    await pass(hour);
    assert.equal(at.length, 2);
    focus(true);
    await pass(second);
    assert.equal(at.length, 3);
    watch.dispose();
  });

  it('looks rarely while nothing goes on', async () => {
    const { at, watch } = watching(
      () => true,
      () => false,
    );
    watch.see('runs', true);
    await pass(900 * second);
    assert.deepEqual(at, [300, 600, 900]);
    watch.dispose();
  });

  it('looks as soon as the machine has woken up', async () => {
    const { at, watch } = watching(() => false);
    watch.see('runs', true);
    await pass(470 * second);
    assert.deepEqual(at, [15, 45, 105, 225, 465]);
    sleep(hour);
    await pass(5 * second);
    assert.equal(at.length, 6);
    watch.dispose();
  });

  it('goes on after a look that failed, and ends with its owner', async () => {
    const { window, listeners } = openWindow();
    let looks = 0;
    const look = () => {
      looks++;
      return Promise.reject(new Error('no network'));
    };
    const watch = new ServerWatch(window, look, () => true);
    watch.see('runs', true);
    await pass(50 * second);
    assert.equal(looks, 2);
    watch.dispose();
    assert.equal(listeners.size, 0);
    await pass(hour);
    assert.equal(looks, 2);
  });
});

describe('the return of a server', () => {
  stopClocks();

  function recovering() {
    const { window, focus, listeners } = openWindow();
    const { at, write } = diary();
    let networks = 'wlan0 10.0.0.2';
    const recovery = new Recovery(window, write, () => networks);
    const join = (network: string) => {
      networks = network;
    };
    return { at, focus, join, listeners, recovery };
  }

  it('is looked for ever more rarely while each attempt fails', async () => {
    const { at, recovery } = recovering();
    recovery.heard('unreachable');
    for (let tried = 0; tried < 7; ) {
      await pass(second);
      if (at.length > tried) {
        tried = at.length;
        recovery.heard('unreachable');
      }
    }
    assert.deepEqual(at, [15, 45, 105, 225, 465, 765, 1065]);
    recovery.dispose();
  });

  it('is looked for once, however many questions fail, and no more after a good answer', async () => {
    const { at, recovery } = recovering();
    for (let failed = 0; failed < 20; failed++) recovery.heard('unreachable');
    await pass(16 * second);
    assert.deepEqual(at, [15]);
    recovery.heard('unreachable');
    recovery.heard(undefined);
    await pass(hour);
    assert.deepEqual(at, [15]);
    recovery.heard('unreachable');
    await pass(15 * second);
    assert.equal(at.length, 2);
    recovery.dispose();
  });

  it('is looked for at once after sleep, on another network, and when somebody comes back to the window', async () => {
    for (const better of ['sleep', 'network', 'focus'] as const) {
      const { at, focus, join, recovery } = recovering();
      recovery.heard('unreachable');
      await pass(15 * second);
      recovery.heard('unreachable');
      await pass(10 * second);
      assert.deepEqual(at, [15], better);
      if (better === 'sleep') sleep(hour);
      if (better === 'network') join('eth0 192.168.1.7');
      if (better === 'focus') focus(true);
      await pass(5 * second);
      assert.equal(at.length, 2, better);
      // The waits begin anew with the better time.
      recovery.heard('unreachable');
      await pass(15 * second);
      assert.equal(at.length, 3, better);
      recovery.dispose();
    }
  });

  it('is not looked for where time alone cures nothing, nor before a busy server lets us', async () => {
    const { at, focus, listeners, recovery } = recovering();
    recovery.heard('signedOut');
    recovery.heard('refused');
    await pass(hour);
    assert.deepEqual(at, []);
    recovery.heard('tooManyRequests');
    focus(true);
    await pass(14 * second);
    assert.deepEqual(at, []);
    await pass(second);
    assert.deepEqual(at, [3615]);
    recovery.dispose();
    assert.equal(listeners.size, 0);
  });
});
