// How old something is, in few letters of the reader's language: `3 days`, `2 mths`.

const hour = 3_600_000;
const units = [
  ['year', 365.25 * 24 * hour],
  ['month', 30.44 * 24 * hour],
  ['week', 7 * 24 * hour],
  ['day', 24 * hour],
  ['hour', hour],
  ['minute', hour / 60],
] as const;

/** Both moments in milliseconds since 1970; empty for what is not a minute old, or comes from a clock ahead of ours. */
export function ageOf(at: number, now: number, language: string): string {
  const age = now - at;
  const [unit, length] = units.find(([, least]) => age >= least) ?? [];
  if (!unit || !length) return '';
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' });
  return format.format(Math.floor(age / length));
}
