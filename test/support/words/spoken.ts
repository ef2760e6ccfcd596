// Our words in the language of the run, found by their English: what a journey looks for on the screen.

import { english as pageWords } from '../../../webview/words.ts';
import { language } from '../workbench/circumstances.ts';
import { files, mapPrefix, readTable } from './words.ts';

/** A text of ours; what is not ours, the editor's own words and names among it, stays as it is. */
export function spoken(text: string): string {
  const [category, title] = text.split(/(?<=^Lineage): /);
  if (title !== undefined) return `${spoken(category ?? '')}: ${spoken(title)}`;
  const [only = text, ...others] = table().get(text) ?? [];
  if (others.length > 0)
    throw new Error(`"${text}" is said in several ways: ${[only, ...others].join(', ')}.`);
  return only;
}

/** A message of ours with its holes filled. */
export function said(text: string, ...values: readonly (string | number)[]): string {
  if (!table().has(text)) throw new Error(`Nobody says "${text}".`);
  return spoken(text).replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)]));
}

/** Any message of ours that begins so in English, whatever fills its holes. Of long texts the first paragraph. */
export function saying(beginning: string): RegExp {
  const found = [...table()].flatMap(([text, said]) => (text.startsWith(beginning) ? said : []));
  if (found.length === 0) throw new Error(`Nobody says "${beginning}…".`);
  return new RegExp([...new Set(found.map(patternOf))].join('|'), 's');
}

/** The words of a link in a text of ours, by its English ones. */
export function link(label: string): string {
  for (const [text, [translated = text]] of table()) {
    const [, target] = text.split(`[${label}](`);
    const address = target?.split(')')[0];
    const words = address && translated.split(`](${address})`)[0]?.split('[').at(-1);
    if (words) return words;
  }
  throw new Error(`No text of ours has a link "${label}".`);
}

/** How a long text of ours begins that begins so in English: up to where one would breathe. */
export function opening(beginning: string): string {
  const whole = [...table()].find(([text]) => text.startsWith(beginning))?.[1][0];
  if (whole === undefined) throw new Error(`Nobody says "${beginning}…".`);
  return whole.split(/[.,:]/)[0] ?? whole;
}

function patternOf(message: string): string {
  const [paragraph = ''] = message.split('\n\n');
  return paragraph.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\d+\}/g, '.*');
}

let known: ReadonlyMap<string, readonly string[]> | undefined;

/** Each English text with what it is in the language of the run: as a rule, one. */
function table(): ReadonlyMap<string, readonly string[]> {
  known ??= language === 'es' ? spanish() : new Map([...spanish().keys()].map((text) => [text, [text]]));
  return known;
}

function spanish(): ReadonlyMap<string, readonly string[]> {
  const [english, manifest, bundle] = [files.english, files.spanishManifest, files.spanish].map(readTable);
  const pairs = [
    ...Object.entries(english ?? {}).map(([key, text]) => [text, manifest?.[key]] as const),
    ...Object.entries(bundle ?? {}).filter(([key]) => !key.startsWith(mapPrefix)),
    ...Object.entries(pageWords).map(([key, text]) => [text, bundle?.[mapPrefix + key]] as const),
  ];
  const found = new Map<string, string[]>();
  for (const [text, translated = text] of pairs)
    found.set(text, [...new Set([...(found.get(text) ?? []), translated])]);
  return found;
}
