// The cache: what was kept is found again, and anything odd counts as nothing.

import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { type CachedKind, getCached, setCached } from '../../../src/backends/cached.ts';
import { cacheIn, nodeCache } from '../../../src/cli/nodeCache.ts';

interface Thing {
  readonly name: string;
  readonly count: number;
}
const kind: CachedKind<Thing> = {
  namespace: 'things',
  version: 1,
  schema: v.object({ name: v.string(), count: v.number() }),
};
const thing = { name: 'é\n"', count: 3 };

describe('a cache', () => {
  let folder = '';
  let inside = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artifact-lineage-cache-'));
    inside = join(folder, 'made', 'when needed');
    await setCached(cacheIn(inside), kind, '/a/path', thing);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const again = (of: CachedKind<Thing> = kind, key = '/a/path') => getCached(cacheIn(inside), of, key);
  const file = async () => join(inside, (await readdir(inside))[0] ?? '');

  it('gives back what was kept, by namespace and key', async () => {
    assert.deepEqual(await again(), thing);
    assert.equal(await again(kind, '/another'), undefined);
    assert.equal(await again({ ...kind, namespace: 'others' }), undefined);
  });

  it('forgets what another version kept', async () => {
    assert.equal(await again({ ...kind, version: 2 }), undefined);
  });

  it('drops what was changed, at every byte', async () => {
    const path = await file();
    const whole = await readFile(path);
    for (let byte = 0; byte < whole.length; byte++) {
      const copy = Uint8Array.from(whole);
      copy[byte] = (copy[byte] ?? 0) ^ 4;
      await writeFile(path, copy);
      assert.equal(await again(), undefined, `byte ${byte}`);
      await writeFile(path, whole.subarray(0, byte));
      assert.equal(await again(), undefined, `cut at ${byte}`);
    }
  });

  it('drops what does not look as it must', async () => {
    await setCached(cacheIn(inside), { ...kind, schema: v.any() }, '/a/path', { name: 7 });
    assert.equal(await again(), undefined);
  });

  it('can be read by its user alone', async function () {
    if (process.platform === 'win32') this.skip();
    assert.equal((await stat(await file())).mode & 0o077, 0);
    assert.equal((await stat(inside)).mode & 0o077, 0);
  });

  it('removes what is long unwritten before it grows', async () => {
    const long = new Date(Date.now() - 100 * 24 * 3600_000);
    await utimes(await file(), long, long);
    await setCached(cacheIn(inside), kind, '/new', thing);
    assert.deepEqual(await Promise.all([again(), again(kind, '/new')]), [undefined, thing]);
  });

  it('keeps nothing, and says nothing, where it cannot write or shall not', async () => {
    await writeFile(join(folder, 'file'), '');
    for (const cache of [cacheIn(join(folder, 'file')), nodeCache({ ARTIFACT_LINEAGE_CACHE: 'none' })]) {
      await setCached(cache, kind, 'key', thing);
      assert.equal(await getCached(cache, kind, 'key'), undefined);
    }
  });
});
