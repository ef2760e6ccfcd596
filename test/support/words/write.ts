// Moves what package.json says in plain words into package.nls.json, and lists what is to be translated: an empty text.
//
//   npm run words
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { manifestStrings } from './manifest.ts';
import { bundleKeys, files, readManifest, readTable, type Table } from './words.ts';

const manifest = readManifest();
const known = readTable(files.english);
const strings = new Map<string, string>();
for (const { key, text, replace } of manifestStrings(manifest)) {
  const kept = text === `%${key}%` ? known[key] : /^%.+%$/.test(text) ? known[text.slice(1, -1)] : text;
  strings.set(key, kept ?? '');
  replace(`%${key}%`);
}
write(files.manifest, manifest);
write(files.english, Object.fromEntries(strings));
write(files.spanishManifest, filled(strings, readTable(files.spanishManifest)));
write(files.spanish, filled(bundleKeys(), readTable(files.spanish)));

/** The translations that are wanted, in the order of the English; those that are missing are empty. */
function filled(wanted: ReadonlyMap<string, string>, table: Table): Table {
  return Object.fromEntries([...wanted.keys()].map((key) => [key, table[key] ?? '']));
}

function write(path: string, json: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(json, null, 2)}\n`);
}
