// The signs on a tile's edges, and its age.
import assert from 'node:assert/strict';
import { ageOf } from '../../../webview/age.ts';
import { tileMarks } from '../../../webview/tileMarks.ts';
import { tileText } from '../../../webview/tileSize.ts';
import { tile } from './pictures.ts';

const side = { hidden: 0, expanded: false, joined: false };
const box = { id: 'x', x: 0, y: 0, width: 200, height: 46 };
const marks = (facts: Parameters<typeof tile>[1]) =>
  tileMarks({ ...tile('x:v0', facts), upstream: side, downstream: side }, box);

describe('signs on a tile', () => {
  it('stand beside each other, what may lie beyond below', () => {
    const all = marks({ declared: true, newer: ['x:v1'], registries: ['Best'], open: true });
    assert.deepEqual(
      all.map(({ part, y }) => [part, y]),
      [
        ['both', 0],
        ['registry', 0],
        ['newer', 0],
        ['more', 46],
      ],
    );
    assert.equal(new Set(all.slice(0, 3).map(({ x }) => x)).size, 3);
  });
  it('say that an alias has moved instead of that there is a newer version', () =>
    assert.deepEqual(
      marks({ newer: ['x:v5'], moved: [{ asked: 'x:latest', now: 'v5' }] }).map(({ part }) => part),
      ['moved'],
    ));
  it('are none on a plain tile', () => assert.deepEqual(marks({}), []));
});

describe('the age of a tile', () => {
  const now = Date.UTC(2026, 5, 1);
  const ago = (days: number) => ageOf(now - days * 86_400_000, now, 'en');
  it('is short, in the largest unit that is full', () =>
    assert.deepEqual(
      [ago(400), ago(70), ago(15), ago(3), ago(0.2)],
      ['1 yr', '2 mths', '2 wks', '3 days', '4 hr'],
    ));
  it('is not told of what has just begun, or lies ahead', () =>
    assert.deepEqual([ago(0), ago(-3)], ['', '']));
  it('has its own room beside the detail', () => {
    const letters = (text: string) => text.length * 7;
    const run = { title: 'r', detail: 'train · finished', state: 'finished', kind: 'run' } as const;
    assert.ok(tileText(run, letters, '3 days').width > tileText(run, letters).width);
    const long = { ...run, detail: 'd'.repeat(99) };
    assert.ok(tileText(long, letters, '3 days').width <= 244);
  });
});
