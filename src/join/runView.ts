// How the list of runs is shown: narrowed by conditions, sorted, and grouped; plain data that outlives a session.

import type { Run } from '../lineage/model.ts';

export const fields = ['state', 'jobType', 'script', 'user', 'sweep', 'group', 'tag', 'name'] as const;
export const groupings = ['none', 'jobType', 'script', 'state', 'user', 'sweep', 'group'] as const;
export const orders = ['newest', 'oldest', 'name', 'longest'] as const;

export type Field = (typeof fields)[number];
export type Grouping = (typeof groupings)[number];
export type Order = (typeof orders)[number];

/** A run meets it when one of the field's values is `value`, letters in any case; a name, when it holds `value`. */
export interface Condition {
  readonly field: Field;
  readonly value: string;
}

export interface RunView {
  readonly grouping: Grouping;
  readonly order: Order;
  /** Those on one field are alternatives; every field must be met. */
  readonly conditions: readonly Condition[];
}

export const plainView: RunView = { grouping: 'none', order: 'newest', conditions: [] };

/** The path of the workspace's script that a run executed, else what its tracker wrote down. */
export type ScriptOf = (run: Run) => string | undefined;

/** Reads a view that was kept; what is not understood is as in the plain view. */
export function parseRunView(kept: unknown): RunView {
  if (typeof kept !== 'object' || kept === null) return plainView;
  const { grouping, order, conditions } = kept as Record<string, unknown>;
  return {
    grouping: groupings.find((it) => it === grouping) ?? plainView.grouping,
    order: orders.find((it) => it === order) ?? plainView.order,
    conditions: Array.isArray(conditions) ? conditions.filter(isCondition) : [],
  };
}

function isCondition(kept: unknown): kept is Condition {
  if (typeof kept !== 'object' || kept === null) return false;
  const { field, value } = kept as Record<string, unknown>;
  return fields.some((it) => it === field) && typeof value === 'string';
}

/** What a run has in a field; nothing when that is not known. */
export function valuesOf(run: Run, field: Field, scriptOf: ScriptOf): readonly string[] {
  if (field === 'tag') return run.tags ?? [];
  const value = field === 'script' ? scriptOf(run) : run[field];
  return value ? [value] : [];
}

/** The runs that meet every condition, in the view's order. */
export function selectRuns(runs: readonly Run[], view: RunView, scriptOf: ScriptOf): readonly Run[] {
  const byField = gather(view.conditions, (it) => it.field);
  const meets = (run: Run) =>
    [...byField].every(([field, wanted]) => {
      const values = valuesOf(run, field, scriptOf).map((it) => it.toLowerCase());
      return wanted.some(({ value }) => {
        const low = value.toLowerCase();
        return values.some((it) => (field === 'name' ? it.includes(low) : it === low));
      });
    });
  return runs.filter(meets).sort(comparisons[view.order]);
}

type Comparison = (a: Run, b: Run) => number;
const newest: Comparison = (a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0);
const comparisons: Readonly<Record<Order, Comparison>> = {
  newest,
  oldest: (a, b) => -newest(a, b),
  name: (a, b) => a.name.localeCompare(b.name, undefined, { numeric: true }) || newest(a, b),
  longest: (a, b) => took(b) - took(a) || newest(a, b),
};

function took({ startedAt, endedAt }: Run): number {
  return startedAt === undefined || endedAt === undefined ? -1 : endedAt - startedAt;
}

export interface RunGroup {
  /** What its runs share; undefined for those of which that is not known. */
  readonly value: string | undefined;
  readonly runs: readonly Run[];
}

/** Runs gathered by a field, the groups in the order of their first runs and the unknown last. */
export function groupRuns(
  runs: readonly Run[],
  field: Exclude<Grouping, 'none'>,
  scriptOf: ScriptOf,
): readonly RunGroup[] {
  const groups = gather(runs, (run) => valuesOf(run, field, scriptOf)[0]);
  return [...groups]
    .map(([value, members]) => ({ value, runs: members }))
    .sort((a, b) => Number(a.value === undefined) - Number(b.value === undefined));
}

/** The values of a field among runs with how many runs have each, the most common first. */
export function valueCounts(
  runs: readonly Run[],
  field: Field,
  scriptOf: ScriptOf,
): readonly (readonly [value: string, count: number])[] {
  const values = runs.flatMap((run) => valuesOf(run, field, scriptOf));
  return [...gather(values, (it) => it)]
    .map(([value, all]) => [value, all.length] as const)
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], undefined, { numeric: true }));
}

/** A view with one condition more; the same one twice is one. */
export function withCondition(view: RunView, condition: Condition): RunView {
  return { ...view, conditions: [...withoutCondition(view, condition).conditions, condition] };
}

export function withoutCondition(view: RunView, { field, value }: Condition): RunView {
  return { ...view, conditions: view.conditions.filter((it) => it.field !== field || it.value !== value) };
}

function gather<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
