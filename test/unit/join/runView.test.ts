// The Runs view's arrangement: conditions, orders, groups, and the rows that stand for them.

import assert from 'node:assert/strict';
import { runRows, viewRows } from '../../../src/join/runRows.ts';
import {
  groupRuns,
  parseRunView,
  plainView,
  type RunView,
  selectRuns,
  valueCounts,
  withCondition,
  withoutCondition,
} from '../../../src/join/runView.ts';
import { english } from '../../../src/join/say.ts';
import { run } from '../../support/lineage/build.ts';

const runs = [
  run('fit-1', { jobType: 'train', startedAt: 1, endedAt: 9, tags: ['big', 'old'] }),
  run('fit-10', { jobType: 'train', startedAt: 3, endedAt: 4, state: 'failed', sweep: 'abc' }),
  run('fit-2', { jobType: 'evaluate', startedAt: 2, user: 'ada', program: 'evaluate.py' }),
  run('lost', {}),
];
const scriptOf = (it: (typeof runs)[number]) => it.program;
const names = (view: Partial<RunView>) =>
  selectRuns(runs, { ...plainView, ...view }, scriptOf).map((it) => it.name);
const context = { now: 7_200_000, say: english };

describe('the view of runs', () => {
  it('sorts by start, name and length; what is unknown comes last where it cannot be known', () => {
    assert.deepEqual(names({}), ['fit-10', 'fit-2', 'fit-1', 'lost']);
    assert.deepEqual(names({ order: 'oldest' }), ['lost', 'fit-1', 'fit-2', 'fit-10']);
    assert.deepEqual(names({ order: 'name' }), ['fit-1', 'fit-2', 'fit-10', 'lost']);
    assert.deepEqual(names({ order: 'longest' }), ['fit-1', 'fit-10', 'fit-2', 'lost']);
  });

  it('takes conditions on one field as alternatives and fields together', () => {
    const train = { field: 'jobType', value: 'Train' } as const;
    assert.deepEqual(names({ conditions: [train] }), ['fit-10', 'fit-1']);
    assert.deepEqual(names({ conditions: [train, { field: 'jobType', value: 'evaluate' }] }).length, 3);
    assert.deepEqual(names({ conditions: [train, { field: 'state', value: 'failed' }] }), ['fit-10']);
    assert.deepEqual(names({ conditions: [{ field: 'tag', value: 'old' }] }), ['fit-1']);
    assert.deepEqual(names({ conditions: [{ field: 'name', value: 'T-1' }] }), ['fit-10', 'fit-1']);
    assert.deepEqual(names({ conditions: [{ field: 'script', value: 'evaluate.py' }] }), ['fit-2']);
  });

  it('groups by a field, the unknown last', () => {
    const groups = groupRuns(runs, 'jobType', scriptOf);
    assert.deepEqual(
      groups.map(({ value, runs: members }) => [value, members.length]),
      [
        ['train', 2],
        ['evaluate', 1],
        [undefined, 1],
      ],
    );
  });

  it('counts values, the most common first', () => {
    assert.deepEqual(valueCounts(runs, 'state', scriptOf), [
      ['finished', 3],
      ['failed', 1],
    ]);
  });

  it('reads back what it kept, and the plain view from anything else', () => {
    const view: RunView = {
      grouping: 'sweep',
      order: 'name',
      conditions: [{ field: 'tag', value: 'big' }],
    };
    assert.deepEqual(parseRunView(JSON.parse(JSON.stringify(view))), view);
    for (const odd of [undefined, null, 3, 'x', [], { grouping: 'moon', order: 1, conditions: [{}, null] }])
      assert.deepEqual(parseRunView(odd), plainView);
  });

  it('adds a condition once and removes it', () => {
    const condition = { field: 'tag', value: 'big' } as const;
    const once = withCondition(withCondition(plainView, condition), condition);
    assert.deepEqual(once.conditions, [condition]);
    assert.deepEqual(withoutCondition(once, condition), plainView);
  });
});

describe('rows of the Runs view', () => {
  const text = (view: Partial<RunView>, more = false) =>
    runRows(runs, { ...plainView, ...view }, scriptOf, more, context).map(
      (row) => `${row.label} | ${row.description ?? ''}`,
    );

  it('stand in groups with counts of what goes on and went wrong', () => {
    assert.deepEqual(text({ grouping: 'jobType' }, true), [
      'train | 2+ runs · 1 failed',
      'evaluate | 1+ runs',
      'No job type | 1+ runs',
    ]);
    assert.deepEqual(text({ grouping: 'sweep' }), ['abc | 1 run · 1 failed', 'No sweep | 3 runs']);
  });

  it('say when nothing meets the filter, and how far was read', () => {
    const conditions = [{ field: 'user', value: 'eve' }] as const;
    assert.deepEqual(text({ conditions }), ['No run meets the filter. | ']);
    assert.deepEqual(text({ conditions }, true), ['None of the 4 newest runs meets the filter. | ']);
  });

  it('name each condition and an unusual order, each of which can be removed', () => {
    const conditions = [
      { field: 'state', value: 'failed' },
      { field: 'name', value: 'fit' },
    ] as const;
    const rows = viewRows({ ...plainView, order: 'longest', conditions }, context);
    assert.deepEqual(
      rows.map(({ label, menu }) => [label, menu]),
      [
        ['State: failed', 'removable'],
        ['Name holds “fit”', 'removable'],
        ['Longest first', 'removable'],
      ],
    );
    assert.deepEqual(viewRows(plainView, context), []);
  });
});
