// All words that people read, and their translations: where they are kept, and what is missing, unused or odd.

import { readFileSync } from 'node:fs';
import { english } from '../../../webview/words.ts';
import type { ManifestString } from './manifest.ts';
import { sourceMessages } from './source.ts';

export type Table = Readonly<Record<string, string>>;

export const files = {
  manifest: 'package.json',
  english: 'package.nls.json',
  spanishManifest: 'package.nls.es.json',
  spanish: 'l10n/bundle.l10n.es.json',
} as const;

/** The page's own words stand in the bundle under this, then their key. */
export const mapPrefix = 'map/';

/** What the bundle translates: each key, and its English. */
export function bundleKeys(): ReadonlyMap<string, string> {
  const { messages } = sourceMessages();
  return new Map([
    ...[...messages.keys()].map((message) => [message, message] as const),
    ...Object.entries(english).map(([key, text]) => [mapPrefix + key, text] as const),
  ]);
}

export function readManifest() {
  return JSON.parse(readFileSync(files.manifest, 'utf8'));
}

export function readTable(path: string): Table {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/** Strings of the manifest that stand in it as they are, and references to keys that are not theirs. */
export function strayStrings(strings: readonly ManifestString[]): readonly string[] {
  return strings.flatMap(({ key, text }) =>
    text === `%${key}%` ? [] : [`"${key}": ${JSON.stringify(text)}`],
  );
}

/** What is wrong with a translation, a line each that names the key. */
export function complaints(wanted: ReadonlyMap<string, string>, table: Table): readonly string[] {
  return [
    ...[...wanted].flatMap(([key, text]) => {
      const translated = table[key];
      if (!translated)
        return [`missing: ${JSON.stringify(key)}${key === text ? '' : ` (${JSON.stringify(text)})`}`];
      return holes(text) === holes(translated) ? [] : [`other holes or links: ${JSON.stringify(key)}`];
    }),
    ...Object.keys(table).flatMap((key) => (wanted.has(key) ? [] : [`unused: ${JSON.stringify(key)}`])),
  ];
}

/** What a translation must keep: `{0}`, links to commands, code and settings. */
function holes(text: string): string {
  return (text.match(/\{\d\}|\]\(command:[^)]*\)|`[^`]*`/g) ?? []).sort().join(' ');
}
