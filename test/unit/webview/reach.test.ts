// What lies upstream and downstream of a tile.
import assert from 'node:assert/strict';
import { onTheWay, reach } from '../../../webview/reach.ts';

const edges = (...pairs: readonly string[]) =>
  pairs.map((pair) => ({ from: pair.slice(0, 1), to: pair.slice(1) }));

describe('reach', () => {
  it('finds true ancestors and descendants, not cousins', () => {
    const { upstream, downstream } = reach(edges('ab', 'bc', 'ax', 'yc', 'cd'), 'b');
    assert.deepEqual([...upstream], ['a']);
    assert.deepEqual([...downstream].sort(), ['c', 'd']);
  });

  it('survives cycles', () => {
    const { upstream, downstream } = reach(edges('ab', 'ba', 'aa'), 'a');
    assert.deepEqual([...upstream].sort(), ['a', 'b']);
    assert.deepEqual([...downstream].sort(), ['a', 'b']);
  });

  it('lights only arrows on a way through the tile', () => {
    const all = edges('ab', 'bc', 'ac', 'cd', 'yc');
    const around = reach(all, 'b');
    assert.deepEqual(
      all.filter((edge) => onTheWay(around, 'b', edge)).map(({ from, to }) => from + to),
      ['ab', 'bc', 'cd'],
    );
  });
});
