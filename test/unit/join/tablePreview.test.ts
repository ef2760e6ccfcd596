// Table files that the real SDK wrote, as Markdown in which nothing of a table can act.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { english } from '../../../src/join/say.ts';
import { parseTable, tableMarkdown } from '../../../src/join/tablePreview.ts';

function tablesOf(fixture: string): readonly string[] {
  const folder = join('test', 'fixtures', 'folders', fixture);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.table.json'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

describe('table preview', () => {
  for (const release of ['0.16.6', '0.19.11', '0.30.0', '0.31.0'])
    it(`shows a table that wandb ${release} wrote`, () => {
      const [text = ''] = tablesOf(`offline-${release}`);
      const table = parseTable(text);
      assert.ok(table);
      assert.equal(
        tableMarkdown('rows', table, english),
        [
          '# rows\n\n3 rows&#44; 2 columns\n',
          '| x | label |',
          '| --- | --- |',
          '| 1 | one |',
          '| 2 | &#60;b&#62;two&#60;&#47;b&#62; &#124; three |',
          '| 3 |  |',
          '',
        ].join('\n'),
      );
    });

  it('says how much it leaves out', () => {
    const rows = Array.from({ length: 103 }, (_, index) => [index]);
    assert.match(tableMarkdown('t', { columns: ['a'], rows }, english), /\n3 more rows\n$/);
    const columns = Array.from({ length: 50 }, (_, index) => `c${index}`);
    assert.match(tableMarkdown('t', { columns, rows: [] }, english), /\n10 more columns\n$/);
  });

  it('lets no text mean anything to Markdown', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: 'grapheme' }), (name, cell) => {
        const text = tableMarkdown(name, { columns: [name], rows: [[cell], [{ [cell]: cell }]] }, english);
        const own = text.replace(/^# |^\| | \| ?| \|$|^\| --- \|$/gm, '').replace(/&#\d+;/g, '');
        assert.doesNotMatch(own.replaceAll('---', ''), /[^\p{L}\p{M}\p{N} \n]/u);
      }),
    );
  });

  it('is not made of anything else', () => {
    for (const text of ['', 'nonsense', 'null', '[]', '{"columns": 3, "data": []}', '{"columns": []}'])
      assert.equal(parseTable(text), undefined);
    assert.deepEqual(parseTable('{"columns": ["a", 1], "data": [[1], 2, null]}'), {
      columns: ['a', '1'],
      rows: [[1]],
    });
  });
});
