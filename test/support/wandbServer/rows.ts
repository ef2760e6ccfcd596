// Finds rows of the state by a key without going through all of them: an index for each list, grown as the list grows.

interface Index {
  /** Rows of the list that are in the index. */
  count: number;
  readonly rows: Map<string, unknown[]>;
}

const indexes = new WeakMap<readonly unknown[], Map<string, Index>>();

/** The rows whose key is `value`, in the order of the list. A row's key never changes; `name` tells keys apart. */
export function rowsBy<T>(
  list: readonly T[],
  name: string,
  keyOf: (row: T) => string,
  value: string,
): readonly T[] {
  const own = indexes.get(list) ?? new Map<string, Index>();
  indexes.set(list, own);
  const index = own.get(name) ?? { count: 0, rows: new Map() };
  own.set(name, index);
  for (; index.count < list.length; index.count++) {
    const row = list[index.count] as T;
    const key = keyOf(row);
    const rows = index.rows.get(key);
    if (rows) rows.push(row);
    else index.rows.set(key, [row]);
  }
  return (index.rows.get(value) ?? []) as T[];
}

/** To be called when rows have left a list. */
export function forgetRows(list: readonly unknown[]): void {
  indexes.delete(list);
}
