// Words for people: a translating function handed in by whoever shows them, and plain numbers as text.

import { filled, type Sentence } from '../lineage/sentence.ts';

/** Translates a message whose holes are `{0}`, `{1}`, …; the same contract as VS Code's `l10n.t`. */
export type Say = (message: string, ...values: (string | number)[]) => string;

/** Fills the holes without translating. */
export const english: Say = (message, ...values) => filled(message, values);

/** A sentence in the words of whoever shows it. */
export function told({ text, values }: Sentence, translate: Say): string {
  return translate(
    text,
    ...values.map((value) => (typeof value === 'object' ? told(value, translate) : value)),
  );
}

/** How long ago a moment was, e.g. `2 h ago`; both in milliseconds since 1970. */
export function ago(moment: number, now: number, say: Say): string {
  const seconds = Math.max(0, (now - moment) / 1000);
  if (seconds < 60) return say('just now');
  if (seconds < 3600) return say('{0} min ago', Math.floor(seconds / 60));
  if (seconds < 86_400) return say('{0} h ago', Math.floor(seconds / 3600));
  if (seconds < 86_400 * 60) return say('{0} d ago', Math.floor(seconds / 86_400));
  if (seconds < 86_400 * 730) return say('{0} months ago', Math.floor(seconds / (86_400 * 30)));
  return say('{0} years ago', Math.floor(seconds / (86_400 * 365)));
}

/** A size in bytes as people write it, e.g. `1.2 MB` (powers of 1000). */
export function bytes(size: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** A span of milliseconds, e.g. `3 min 20 s`. */
export function duration(span: number): string {
  const seconds = Math.max(0, Math.round(span / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
