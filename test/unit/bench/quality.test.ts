// The judge of the layout benchmark: crossings, lengths and overlaps of drawings that can be checked by hand.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { crossings, qualityOf } from '../../bench/layout/quality.ts';

const line = fc
  .array(fc.integer({ min: -50, max: 50 }), { minLength: 4, maxLength: 8 })
  .map((points) => points.slice(0, points.length - (points.length % 2)));

describe('quality', () => {
  it('counts a cross once, and neither a shared beginning nor a line that only ends at another', () => {
    assert.equal(
      crossings([
        [0, 0, 10, 10],
        [0, 10, 10, 0],
      ]),
      1,
    );
    assert.equal(
      crossings([
        [0, 0, 10, 10],
        [0, 0, 10, 0],
      ]),
      0,
    );
    assert.equal(
      crossings([
        [0, 0, 10, 0],
        [5, 0, 5, 10],
      ]),
      0,
    );
    assert.equal(
      crossings([
        [0, 0, 10, 10, 20, 0],
        [0, 5, 20, 5],
      ]),
      2,
    );
    assert.equal(crossings([[0, 0, 10, 10, 0, 10, 10, 0]]), 0);
  });

  it('counts as comparing each with each does', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const segments = lines.flatMap((points, owner) =>
          Array.from({ length: points.length / 2 - 1 }, (_, index) => ({
            owner,
            ends: points.slice(2 * index, 2 * index + 4),
          })),
        );
        let expected = 0;
        segments.forEach((a, index) => {
          for (const b of segments.slice(index + 1))
            if (a.owner !== b.owner && cross(a.ends, b.ends)) expected++;
        });
        assert.equal(crossings(lines), expected);
      }),
    );
  });

  it('measures length, area and overlaps', () => {
    const problem = { widths: [10, 10, 10], heights: [10, 10, 10], from: [0], to: [2] };
    const drawing = { x: [0, 5, 30], y: [0, 5, 0], lines: [[10, 5, 13, 9, 30, 9]] };
    assert.deepEqual(qualityOf(problem, drawing), { crossings: 0, length: 22, area: 600, overlaps: 1 });
  });
});

/** Whether each of two segments has the other's ends on both of its sides. */
function cross(a: readonly number[], b: readonly number[]): boolean {
  const [ax = 0, ay = 0, bx = 0, by = 0] = a;
  const [cx = 0, cy = 0, dx = 0, dy = 0] = b;
  const side = (x1: number, y1: number, x2: number, y2: number, x: number, y: number) =>
    Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
  return (
    side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) < 0 &&
    side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) < 0
  );
}
