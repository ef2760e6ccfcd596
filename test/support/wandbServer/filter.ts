// The query language of W&B's `filters` (a part of MongoDB's, as a JSON text) and `order` (`+key`, `-key`).
import { refusal } from './refusal.ts';

/** The value of a key of a row; undefined for absent. Throws a refusal for a key that rows do not have. */
export type Get<T> = (row: T, key: string) => unknown;

/** The rows that match, in the order asked for. Throws a refusal for what it does not understand. */
export function select<T>(
  rows: readonly T[],
  { filters, order }: { readonly filters?: string | null; readonly order?: string | null },
  get: Get<T>,
): readonly T[] {
  const condition = filters ? parse(filters) : {};
  const kept = rows.filter((row) => matches(row, condition, get));
  if (!order) return kept;
  const descending = order.startsWith('-');
  const key = order.replace(/^[+-]/, '');
  const sorted = kept.map((row) => ({ row, by: get(row, key) })).sort((a, b) => compare(a.by, b.by));
  const ordered = sorted.map(({ row }) => row);
  return descending ? ordered.reverse() : ordered;
}

function matches<T>(row: T, condition: object, get: Get<T>): boolean {
  return Object.entries(condition).every(([key, value]) => {
    const parts: readonly object[] = Array.isArray(value) ? value : [];
    if (key === '$and') return parts.every((it) => matches(row, it, get));
    if (key === '$or') return parts.some((it) => matches(row, it, get));
    if (key === '$nor') return !parts.some((it) => matches(row, it, get));
    if (key === '$not') return !matches(row, value, get);
    if (key.startsWith('$')) throw refusal(400, `unknown filter operator ${key}`);
    return holds(get(row, key), value);
  });
}

function holds(actual: unknown, wanted: unknown): boolean {
  if (!isObject(wanted)) return equal(actual, wanted);
  return Object.entries(wanted).every(([operator, value]) => {
    switch (operator) {
      case '$eq':
        return equal(actual, value);
      case '$ne':
        return !equal(actual, value);
      case '$gt':
        return compare(actual, value) > 0;
      case '$gte':
        return compare(actual, value) >= 0;
      case '$lt':
        return compare(actual, value) < 0;
      case '$lte':
        return compare(actual, value) <= 0;
      case '$in':
        return Array.isArray(value) && value.some((it) => equal(actual, it));
      case '$nin':
        return Array.isArray(value) && !value.some((it) => equal(actual, it));
      case '$exists':
        return (actual !== undefined && actual !== null) === Boolean(value);
      case '$regex':
        return texts(actual).some((it) => new RegExp(String(value)).test(it));
      case '$not':
        return !holds(actual, value);
      default:
        throw refusal(400, `unknown filter operator ${operator}`);
    }
  });
}

/** A list, such as a run's tags, equals each of its members. */
function equal(actual: unknown, wanted: unknown): boolean {
  if (Array.isArray(actual)) return actual.some((it) => equal(it, wanted));
  return (actual ?? null) === wanted;
}

function texts(value: unknown): readonly string[] {
  return (Array.isArray(value) ? value : [value]).filter((it) => typeof it === 'string');
}

/** Numbers by size, all else as text; what is absent comes first. */
function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [a ?? '', b ?? ''].map(String);
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null) return {};
    if (isObject(value)) return value;
  } catch {
    // Refused below.
  }
  throw refusal(400, `filters is not a JSON object: ${text}`);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
