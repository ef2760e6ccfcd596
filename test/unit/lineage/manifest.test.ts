// A version's files as a tree, and what changed between two versions.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  compareManifests,
  type FileFolder,
  fileTree,
  type ManifestFile,
} from '../../../src/lineage/manifest.ts';

/** `path size digest` */
function file(line: string): ManifestFile {
  const [path = '', size = '0', digest = size] = line.split(' ');
  return { path, size: Number(size), digest };
}

type Nested = readonly (string | readonly [string, Nested])[];
const nested = (folder: FileFolder): Nested => [
  ...folder.folders.map((it) => [`${it.name} ${it.fileCount} ${it.size}`, nested(it)] as const),
  ...folder.files.map((it) => it.path),
];

describe('fileTree', () => {
  it('nests folders, sorts by name, and adds up', () => {
    const tree = fileTree(['img/10.png 4', 'img/9.png 3', 'a.txt 1', 'img/sub/x 2'].map(file));
    assert.deepEqual(nested(tree), [
      ['img 3 9', [['sub 1 2', ['img/sub/x']], 'img/9.png', 'img/10.png']],
      'a.txt',
    ]);
    assert.deepEqual([tree.fileCount, tree.size], [4, 10]);
  });

  it('takes any name, and a name that is a file and a folder', () => {
    const tree = fileTree(['__proto__/constructor 1', 'a 2', 'a/b 3', '../up 4'].map(file));
    assert.equal(tree.fileCount, 4);
    assert.deepEqual(
      tree.folders.map((it) => it.name),
      ['__proto__', '..', 'a'].sort((a, b) => a.localeCompare(b)),
    );
  });

  it('does not go deeper than anyone looks', () => {
    assert.equal(fileTree([{ path: 'a/'.repeat(100_000) }]).fileCount, 1);
  });

  it('loses no file', () => {
    const paths = fc.uniqueArray(fc.stringMatching(/^[a-c](\/[a-c]){0,4}$/));
    fc.assert(
      fc.property(paths, (all) => {
        const count = (folder: FileFolder): number =>
          folder.folders.reduce((sum, it) => sum + count(it), folder.files.length);
        const tree = fileTree(all.map((path) => ({ path })));
        return count(tree) === all.length && tree.fileCount === all.length;
      }),
    );
  });
});

describe('compareManifests', () => {
  it('tells added, removed and changed files, and bytes', () => {
    const changes = compareManifests(
      ['same 5', 'gone 7', 'other 10 x'].map(file),
      ['new 1', 'same 5', 'other 30 y'].map(file),
    );
    assert.deepEqual(
      {
        ...changes,
        added: changes.added.map((it) => it.path),
        removed: changes.removed.map((it) => it.path),
        changed: changes.changed.map(({ before, after }) => [before.size, after.size]),
      },
      { added: ['new'], removed: ['gone'], changed: [[10, 30]], same: 1, growth: 14 },
    );
  });

  it('goes by size and address where a digest is unknown', () => {
    const before = [
      { path: 'a', size: 1 },
      { path: 'b', ref: 's3://x/1' },
      { path: 'c', size: 3 },
    ];
    const after = [
      { path: 'a', size: 2 },
      { path: 'b', ref: 's3://x/2' },
      { path: 'c', size: 3, digest: 'd' },
    ];
    const { changed, same } = compareManifests(before, after);
    assert.deepEqual([changed.map((it) => it.after.path), same], [['a', 'b'], 1]);
  });

  it('is the other way round from the other side', () => {
    const files = fc.uniqueArray(
      fc.record({
        path: fc.constantFrom('a', 'b', 'c/d', 'e'),
        digest: fc.constantFrom('1', '2'),
        size: fc.nat(9),
      }),
      { selector: (it) => it.path },
    );
    fc.assert(
      fc.property(files, files, (one, two) => {
        const there = compareManifests(one, two);
        const back = compareManifests(two, one);
        assert.deepEqual([there.added, there.removed, there.same], [back.removed, back.added, back.same]);
        assert.equal(there.growth + back.growth, 0);
        assert.equal(there.added.length + there.changed.length + there.same, two.length);
      }),
    );
  });
});
