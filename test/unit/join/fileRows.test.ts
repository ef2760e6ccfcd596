// The files of a version as rows and as text, and a run's tables as rows.

import assert from 'node:assert/strict';
import { fileRows, tableRows } from '../../../src/join/fileRows.ts';
import { changesText, manifestText } from '../../../src/join/manifestText.ts';
import { english } from '../../../src/join/say.ts';
import { compareManifests, fileTree, type ManifestFile } from '../../../src/lineage/manifest.ts';
import { run } from '../../support/lineage/build.ts';

const context = { now: 0, say: english };
const files: readonly ManifestFile[] = [
  { path: 'b/c.txt', size: 2000, digest: 'AA==' },
  { path: 'rows.csv', digest: 's3://bucket/rows', ref: 's3://bucket/rows' },
  { path: 'a\n.txt', size: 1, digest: 'BB==' },
];

describe('file rows', () => {
  it('put folders first, and say what is a reference', () => {
    assert.deepEqual(
      fileRows('version:v', fileTree(files), context).map((it) => [
        it.label,
        it.description,
        it.icon,
        it.children,
      ]),
      [
        ['b', '1 file · 2.0 kB', 'folder', 'closed'],
        ['a\n.txt', '1 B', 'file', 'none'],
        ['rows.csv', 'size unknown · reference', 'file-symlink-file', 'none'],
      ],
    );
  });

  it('open a file by its version and path', () => {
    const [, file] = fileRows('version:v', fileTree(files), context);
    assert.deepEqual(file?.command, {
      command: 'artifactLineage.openFile',
      arguments: ['version:v', 'a\n.txt'],
    });
  });

  it('open a table only where its file is', () => {
    const tables = [
      { name: 'rows', path: 'files/media/rows.table.json', rows: 3, columns: 2 },
      { name: 'x' },
    ];
    const rows = tableRows(run('a', { folder: '/wandb/run-a', tables }), context);
    assert.deepEqual(
      rows.map((it) => [it.label, it.description, it.command?.arguments]),
      [
        ['rows', 'table · 3 rows, 2 columns', ['/wandb/run-a/files/media/rows.table.json']],
        ['x', 'table', undefined],
      ],
    );
  });
});

describe('the text of a list of files', () => {
  it('has a line a file, whatever its name', () => {
    assert.equal(
      manifestText(files),
      ['a\\n.txt  1 B  BB==', 'b/c.txt  2000 B  AA==', 'rows.csv  ?  s3://bucket/rows', ''].join('\n'),
    );
  });

  it('says what changed', () => {
    assert.equal(
      changesText(compareManifests(files, files.slice(1)), english),
      '0 added, 1 removed, 0 changed, −2.0 kB',
    );
  });
});
