// Forms in which real code calls W&B, as data: each snippet with every reference that it makes, and no other.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { linesOf } from './scanning.ts';

interface Snippet {
  readonly title: string;
  readonly code: readonly string[];
  readonly expected: readonly string[];
}

const snippets: readonly Snippet[] = JSON.parse(readFileSync('test/fixtures/python/snippets.json', 'utf8'));

describe('forms of calls', () => {
  for (const { title, code, expected } of snippets)
    it(title, () => assert.deepEqual(linesOf(code.join('\n')), expected));
});
