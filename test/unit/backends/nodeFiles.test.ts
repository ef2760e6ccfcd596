// Files by Node: what is asked without waiting says the same.

import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { nodeFiles } from '../../../src/backends/nodeFiles.ts';
import { temporaryFolder } from '../../support/hosts/paths.ts';

const { signal } = new AbortController();

describe('files by Node', () => {
  let folder: string;
  before(async () => {
    folder = await temporaryFolder('files');
    fs.writeFileSync(join(folder, 'log'), 'twelve bytes');
  });
  after(() => fs.rmSync(folder, { recursive: true }));

  it('are told of at once as after waiting, once the disk has proved quick', async () => {
    const files = nodeFiles(fs);
    const log = join(folder, 'log');
    assert.equal(files.statAtOnce?.(log), undefined);
    const waited = await files.stat(log, signal);
    assert.equal(waited.size, 12);
    assert.deepEqual(files.statAtOnce?.(log), waited);
    assert.equal(files.statAtOnce?.(folder)?.kind, 'folder');
  });

  it('are left to waiting where there is nothing to tell', async () => {
    const files = nodeFiles(fs);
    await files.stat(folder, signal);
    assert.equal(files.statAtOnce?.(join(folder, 'none')), undefined);
    assert.equal(files.statAtOnce?.(join(folder, 'log', 'below')), undefined);
  });
});
