// What was added, removed and changed between two sets of named things.

export interface Changes<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
  readonly changed: readonly { readonly before: T; readonly after: T }[];
  /** How many are the same in both. */
  readonly same: number;
}

/** Compares by key, in the order of `before`, then of what is new in `after`. */
export function changes<T>(
  before: ReadonlyMap<string, T>,
  after: ReadonlyMap<string, T>,
  equal: (a: T, b: T) => boolean,
): Changes<T> {
  const removed: T[] = [];
  const changed: { before: T; after: T }[] = [];
  let same = 0;
  for (const [key, old] of before) {
    const fresh = after.get(key);
    if (fresh === undefined) removed.push(old);
    else if (equal(old, fresh)) same++;
    else changed.push({ before: old, after: fresh });
  }
  const added = [...after].flatMap(([key, fresh]) => (before.has(key) ? [] : [fresh]));
  return { added, removed, changed, same };
}

/** A value and the way to it, e.g. `optimizer.lr`. */
export interface Value {
  readonly key: string;
  readonly value: unknown;
}

/** Compares nested values leaf by leaf; lists are one value. A missing record is an empty one. */
export function valueChanges(
  before: Readonly<Record<string, unknown>> | undefined,
  after: Readonly<Record<string, unknown>> | undefined,
): Changes<Value> {
  return changes(
    leaves(before ?? {}),
    leaves(after ?? {}),
    (a, b) => JSON.stringify(sorted(a.value)) === JSON.stringify(sorted(b.value)),
  );
}

function leaves(record: Readonly<Record<string, unknown>>): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const open: Value[] = Object.entries(record).map(([key, value]) => ({ key, value }));
  // The list grows while it is walked; nesting is as deep as somebody made it.
  for (const { key, value } of open) {
    const inner = isRecord(value) ? Object.entries(value) : [];
    if (inner.length === 0) found.set(key, { key, value });
    else open.push(...inner.map(([name, own]) => ({ key: `${key}.${name}`, value: own })));
  }
  return found;
}

/** The order of keys says nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, own]) => [key, sorted(own)]),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
