// Which files can hold a reference at all, told by a search for a few words.

import { wandbCalls } from './calls.ts';

const words = [...new Set(wandbCalls.map((call) => call.name))].filter((name) => name.includes('_'));
/** Text without any of these has no reference: the package's name, or a call that belongs to it alone. */
const markers: readonly string[] = [
  'wandb',
  'Wandb',
  ...words.filter((word) => !/^(?:log|download)_/.test(word)),
];

/** Whether a file can hold a reference at all: a search for a few words, in UTF-8 bytes or decoded text. */
export function mayMatter(content: string | Uint8Array): boolean {
  const text = typeof content === 'string' ? content : new TextDecoder('latin1').decode(content);
  return markers.some((marker) => text.includes(marker));
}
