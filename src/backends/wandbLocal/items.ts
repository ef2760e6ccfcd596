// Config and summary as the records change them: items with a key or a path of keys, and JSON text for a value.

import type { Item } from './generated/records.ts';
import { parseJson } from './jsonText.ts';

interface Change {
  readonly update: readonly Item[];
  readonly remove: readonly Item[];
}

/** With `latestLast` the keys stand in the order in which they were last written. */
export function applyChange(
  into: Map<string, unknown>,
  change: Change | undefined,
  latestLast = false,
): void {
  for (const item of change?.update ?? []) {
    const path = pathOf(item);
    const [head = ''] = path;
    const before = into.get(head);
    if (latestLast && into.delete(head)) into.set(head, before);
    set(into, path, parseJson(item.valueJson));
  }
  for (const item of change?.remove ?? []) set(into, pathOf(item), undefined);
}

function pathOf({ key, nestedKey }: Item): readonly string[] {
  return nestedKey.length > 0 ? nestedKey : [key];
}

function set(into: Map<string, unknown>, [head, ...rest]: readonly string[], value: unknown): void {
  if (head === undefined) return;
  if (rest.length > 0) into.set(head, nested(into.get(head), rest, value));
  else if (value === undefined) into.delete(head);
  else into.set(head, value);
}

function nested(before: unknown, [head = '', ...rest]: readonly string[], value: unknown): unknown {
  const known = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {};
  const inner = rest.length > 0 ? nested((known as Record<string, unknown>)[head], rest, value) : value;
  const entries = Object.entries(known).filter(([key]) => key !== head);
  return Object.fromEntries(inner === undefined ? entries : [...entries, [head, inner]]);
}
