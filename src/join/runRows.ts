// The rows of the Runs view: what narrows and sorts the list, then the runs, by group where they are grouped.

import type { Run } from '../lineage/model.ts';
import { stateWord } from './looks.ts';
import { noticeRow } from './noticeRow.ts';
import type { OutlineContext, Row } from './outline.ts';
import { runRow } from './outline.ts';
import {
  type Condition,
  type Field,
  type Grouping,
  groupRuns,
  type Order,
  type RunGroup,
  type RunView,
  type ScriptOf,
  selectRuns,
} from './runView.ts';
import type { Say } from './say.ts';

/** What a row that narrows or sorts the list stands for: removing it undoes that. */
export type Removable = { readonly condition: Condition } | { readonly order: true };

export interface RemovableRow extends Row {
  readonly removes: Removable;
}

/** A group's row keeps its runs, so that its children are at hand. */
export interface GroupRow extends Row {
  readonly runs: readonly Run[];
}

/** The rows above the runs: each condition and an order other than the usual one. */
export function viewRows(view: RunView, { say }: OutlineContext): readonly RemovableRow[] {
  const order: readonly RemovableRow[] =
    view.order === 'newest'
      ? []
      : [removable(orderWord(view.order, say), say('order'), 'sort-precedence', { order: true })];
  const conditions = view.conditions.map((condition) =>
    removable(
      conditionText(condition, say),
      say('filter'),
      'filter',
      { condition },
      `${condition.field} ${condition.value}`,
    ),
  );
  return [...conditions, ...order];
}

function removable(
  label: string,
  description: string,
  icon: string,
  removes: Removable,
  id = 'order',
): RemovableRow {
  return { id: `removable ${id}`, label, description, icon, menu: 'removable', removes, children: 'none' };
}

/** The runs that the view lets through, as rows or as groups of them; a sentence where it lets none through. */
export function runRows(
  runs: readonly Run[],
  view: RunView,
  scriptOf: ScriptOf,
  more: boolean,
  context: OutlineContext,
): readonly (Row | GroupRow)[] {
  const { say } = context;
  const selected = selectRuns(runs, view, scriptOf);
  if (selected.length === 0 && view.conditions.length > 0)
    return [
      noticeRow(
        more
          ? say('None of the {0} newest runs meets the filter.', runs.length)
          : say('No run meets the filter.'),
      ),
    ];
  const { grouping } = view;
  if (grouping === 'none') return selected.map((run) => runRow(run, context));
  return groupRuns(selected, grouping, scriptOf).map((group) => groupRow(group, grouping, more, context));
}

function groupRow(
  { value, runs }: RunGroup,
  grouping: Exclude<Grouping, 'none'>,
  more: boolean,
  { say }: OutlineContext,
): GroupRow {
  const known = value && valueWord(grouping, value, say);
  const count = more ? `${runs.length}+` : `${runs.length}`;
  const failed = runs.filter(({ state }) => state === 'failed' || state === 'crashed').length;
  const going = runs.filter(({ state }) => state === 'running').length;
  return {
    id: `group ${grouping} ${value ?? ''}`,
    label: known ?? unknownWord(grouping, say),
    description: [
      count === '1' ? say('1 run') : say('{0} runs', count),
      going > 0 && grouping !== 'state' ? say('{0} running', going) : undefined,
      failed > 0 && grouping !== 'state' ? say('{0} failed', failed) : undefined,
    ]
      .filter(Boolean)
      .join(' · '),
    icon: groupIcons[grouping],
    runs,
    children: 'open',
  };
}

const groupIcons: Readonly<Record<Exclude<Grouping, 'none'>, string>> = {
  jobType: 'briefcase',
  script: 'file-code',
  state: 'pulse',
  user: 'account',
  sweep: 'search-fuzzy',
  group: 'group-by-ref-type',
};

function unknownWord(grouping: Exclude<Grouping, 'none'>, say: Say): string {
  const words: Readonly<Record<Exclude<Grouping, 'none'>, string>> = {
    jobType: say('No job type'),
    script: say('Script unknown'),
    state: say('State unknown'),
    user: say('User unknown'),
    sweep: say('No sweep'),
    group: say('No group'),
  };
  return words[grouping];
}

/** A field's name as people read it. */
export function fieldWord(field: Field, say: Say): string {
  const words: Readonly<Record<Field, string>> = {
    state: say('State'),
    jobType: say('Job type'),
    script: say('Script'),
    user: say('User'),
    sweep: say('Sweep'),
    group: say('Group'),
    tag: say('Tag'),
    name: say('Name'),
  };
  return words[field];
}

/** A field's value as people read it. */
export function valueWord(field: Field, value: string, say: Say): string {
  return field === 'state' ? stateWord({ state: value as Run['state'] }, say) : value;
}

export function orderWord(order: Order, say: Say): string {
  const words: Readonly<Record<Order, string>> = {
    newest: say('Newest first'),
    oldest: say('Oldest first'),
    name: say('By name'),
    longest: say('Longest first'),
  };
  return words[order];
}

function conditionText({ field, value }: Condition, say: Say): string {
  return field === 'name'
    ? say('Name holds “{0}”', value)
    : `${fieldWord(field, say)}: ${valueWord(field, value, say)}`;
}
