// A row that says something instead of standing for something.

import type { Row } from './outline.ts';

/** A row that only says something, e.g. what could not be read. */
export function noticeRow(text: string): Row {
  return { id: `notice ${text}`, label: text, tooltip: text, icon: 'warning', children: 'none' };
}
