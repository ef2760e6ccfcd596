// Every word that people read is in English where it belongs, and in Spanish; nothing is translated that nobody says.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { codes } from '../../src/join/problems/finding.ts';
import { spanish } from '../support/words/inSpanish.ts';
import { manifestStrings } from '../support/words/manifest.ts';
import { sourceMessages, unsaidIn } from '../support/words/source.ts';
import {
  bundleKeys,
  complaints,
  files,
  readManifest,
  readTable,
  strayStrings,
} from '../support/words/words.ts';

const strings = manifestStrings(readManifest());
const english = readTable(files.english);

function assertNone(found: readonly string[], what: string): void {
  assert.equal(
    found.length,
    0,
    `${what} ("npm run words" adds and removes the keys):\n  ${found.join('\n  ')}`,
  );
}

describe('words', () => {
  it('of package.json stand in package.nls.json', () => {
    assertNone(
      strayStrings(strings),
      `${files.manifest} says in plain words what belongs into ${files.english}`,
    );
    const keys = new Map(strings.map(({ key }) => [key, english[key] ?? '']));
    assertNone(complaints(keys, english), files.english);
  });

  it('of package.json are Spanish too', () => {
    assertNone(
      complaints(new Map(Object.entries(english)), readTable(files.spanishManifest)),
      files.spanishManifest,
    );
  });

  it('of the README have the same sections, points, commands and settings in Spanish', () => {
    const [en = '', es = ''] = ['README.md', 'README.es.md'].map((path) => readFileSync(path, 'utf8'));
    const headings = (text: string) => text.match(/^#+ /gm);
    assert.deepEqual(headings(es), headings(en));
    const points = (text: string) =>
      text.split(/^#+ /m).map((section) => section.match(/^- /gm)?.length ?? 0);
    assert.deepEqual(points(es), points(en), 'README.es.md has other points than README.md');
    const commands = (text: string) =>
      [...text.matchAll(/^(?:npm|node) [^#\n]+/gm)].map(([command]) => command.trim());
    assert.deepEqual(commands(es), commands(en));
    const settings = (text: string) => [...new Set(text.match(/`artifactLineage\.[\w.]+`/g))].sort();
    assert.deepEqual(settings(es), settings(en), 'README.es.md names other settings than README.md');
  });

  it('of the pages of problems tell every kind, in both languages', () => {
    for (const page of ['problems.md', spanish('problems.md')]) {
      const sections = readFileSync(`media/${page}`, 'utf8').matchAll(/^### (\S+)\r?\n\S/gm);
      assert.deepEqual(
        [...sections].map(([, code]) => code),
        Object.keys(codes),
        page,
      );
    }
    assert.notEqual(spanish('problems.md'), 'problems.md');
  });

  it('of the source are written out where they are said', () => {
    assertNone(sourceMessages().unreadable, 'A message is not a string literal');
  });

  it('of the source are all said', () => {
    assertNone(sourceMessages().unsaid, 'A sentence is not handed over to be translated');
    assert.deepEqual(unsaidIn("text: 'The log is damaged.',"), [6]);
    assert.deepEqual(unsaidIn(' `$' + '{name} is gone.`'), [1]);
    assert.deepEqual(unsaidIn("say(\n  'The log is damaged.',"), []);
    assert.deepEqual(unsaidIn("// As in 'The log is damaged.'"), []);
  });

  it('of the source and of the map are Spanish too', () => {
    assertNone(complaints(bundleKeys(), readTable(files.spanish)), files.spanish);
  });
});
