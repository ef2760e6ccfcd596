// What `.gitignore` files hide, as git decides it.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { IgnoreFiles } from '../../../src/python/ignoreFiles.ts';

const rules = {
  '': '*.log.py\n/out/\n!keep.log.py\ndata/**/raw\n',
  lib: 'gen_*.py\n!/gen_kept.py\n',
  'lib/deep': '!*.log.py\n',
};
const paths = [
  'a.py',
  'a.log.py',
  'keep.log.py',
  'out/a.py',
  'lib/out/a.py',
  'lib/gen_a.py',
  'lib/gen_kept.py',
  'lib/deep/gen_b.py',
  'lib/deep/x.log.py',
  'data/1/raw/a.py',
];

describe('IgnoreFiles', () => {
  it('agrees with git', () => {
    const root = mkdtempSync(join(tmpdir(), 'ignored-'));
    try {
      execFileSync('git', ['init', '-q', root]);
      const files = new IgnoreFiles();
      for (const [folder, text] of Object.entries(rules)) {
        mkdirSync(join(root, folder), { recursive: true });
        writeFileSync(join(root, folder, '.gitignore'), text);
        files.add(folder, text);
      }
      for (const path of paths) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), '');
      }
      const kept = execFileSync('git', ['-C', root, 'ls-files', '-o', '--exclude-standard'], {
        encoding: 'utf8',
      });
      assert.deepEqual(
        paths.filter((path) => !files.hides(path)),
        paths.filter((path) => kept.split('\n').includes(path)),
      );
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  });

  it('hides whole folders', () => {
    const files = new IgnoreFiles();
    files.add('', 'out/\n');
    assert.ok(files.hides('out/'));
    assert.ok(!files.hides('outer/'));
  });
});
