// Forms in which real code calls W&B, as data: each snippet with every reference that it makes, and no other.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scanFile } from '../../../src/python/scan.ts';
import { lines } from './scanning.ts';

interface Snippet {
  readonly title: string;
  readonly code?: readonly string[];
  /** The code cells of a notebook, instead of `code`. */
  readonly cells?: readonly (readonly string[])[];
  /** Other files of the folder, by path. */
  readonly files?: Readonly<Record<string, string>>;
  readonly expected: readonly string[];
}

function linesOf({ code = [], cells, files = {} }: Snippet): readonly string[] {
  const project = { read: (path: string) => files[path] };
  if (!cells) return lines(scanFile('train.py', code.join('\n'), project));
  const notebook = cells.map((cell) => ({ cell_type: 'code', source: cell.join('\n') }));
  return lines(scanFile('train.ipynb', JSON.stringify({ nbformat: 4, cells: notebook }), project));
}

for (const name of ['call-site-snippets', 'snippets']) {
  const snippets: readonly Snippet[] = JSON.parse(readFileSync(`test/fixtures/python/${name}.json`, 'utf8'));
  describe(`forms of calls: ${name} (${snippets.length})`, () => {
    for (const snippet of snippets)
      it(snippet.title, () => assert.deepEqual(linesOf(snippet), snippet.expected));
  });
}
