// The part of a call that goes when one of its keyword arguments goes.

/**
 * From an argument's value (offsets into the code) to all that goes with it: its keyword, and the comma before it or,
 * for a first argument, after it. Undefined for an argument without keyword: those behind it would take its place.
 */
export function spanOfArgument(
  code: string,
  start: number,
  end: number,
): { readonly start: number; readonly end: number } | undefined {
  const keyword = /[A-Za-z_]\w*\s*=\s*$/.exec(code.slice(0, start));
  if (!keyword) return undefined;
  const before = /,\s*$/.exec(code.slice(0, keyword.index));
  if (before) return { start: before.index, end };
  const after = /^\s*,\s*/.exec(code.slice(end));
  return { start: keyword.index, end: end + (after?.[0].length ?? 0) };
}
