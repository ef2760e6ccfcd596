// Scans that fetch the files they need, and scans that are kept by content.

import assert from 'node:assert/strict';
import { FolderScan } from '../../../src/python/folderScan.ts';
import { ScanCache } from '../../../src/python/scanCache.ts';
import { lines } from './scanning.ts';

const train = 'import wandb\nfrom pack.consts import NAME\nwandb.init().use_artifact(NAME)\n';

/** A folder whose reads are counted. */
function folder(files: Record<string, string>) {
  const asked: string[] = [];
  const read = async (path: string) => {
    asked.push(path);
    return files[path];
  };
  return { asked, read };
}

describe('FolderScan', () => {
  it('fetches what a chain of imports asks for, each file once', async () => {
    const { asked, read } = folder({
      'pack/consts.py': 'from .deep import BASE\nNAME = BASE + ":v1"\n',
      'pack/deep.py': 'import yaml\nBASE = yaml.safe_load(open("names.yaml"))["base"]\n',
      'names.yaml': 'base: raw\n',
    });
    const scan = new FolderScan(read, {});
    const { file, reads } = await scan.scan('train.py', train);
    assert.deepEqual(lines(file), ['used raw:v1']);
    assert.ok(['pack/consts.py', 'pack/deep.py', 'names.yaml'].every((path) => reads.includes(path)));
    assert.equal(new Set(asked).size, asked.length);
  });

  it('sees a file that another imports as it is being edited', async () => {
    const { read } = folder({ 'b.py': 'from a import N\nM = N\n', 'a.py': 'N = "old"\n' });
    const code = 'import wandb\nN = "new"\nfrom b import M\nwandb.init().use_artifact(M)\n';
    assert.deepEqual(lines((await new FolderScan(read, {}).scan('a.py', code)).file), ['used new']);
  });

  it('takes a file that cannot be read for one that is not there', async () => {
    const scan = new FolderScan(() => Promise.reject(new Error('no')), {});
    assert.deepEqual(lines((await scan.scan('train.py', train)).file), ['used ?']);
  });

  it('fills in where runs go by the folder that the path starts with', async () => {
    const { read } = folder({});
    const scan = new FolderScan(read, { '': { entity: 'e' }, 'one/': { project: 'p' } });
    const code = 'import wandb\nwandb.init().use_artifact("a")\n';
    const scopeOf = async (path: string) => (await scan.scan(path, code)).file.references[0]?.scope;
    assert.deepEqual(await scopeOf('one/a.py'), { project: 'p' });
    assert.deepEqual(await scopeOf('two/a.py'), { entity: 'e' });
  });
});

describe('ScanCache', () => {
  const files = { 'pack/consts.py': 'NAME = "raw:v1"\n' };

  it('gives what it kept while the file and those it reads are the same', async () => {
    const first = new ScanCache(new FolderScan(folder(files).read, {}), '1', undefined);
    const { file } = await first.scan('train.py', train);
    const saved = first.save();
    assert.equal(first.save(), undefined);
    const again = new ScanCache(new FolderScan(folder(files).read, {}), '1', saved);
    assert.deepEqual((await again.scan('train.py', train)).file, file);
    assert.equal(again.save(), undefined);
  });

  it('scans again when the file, one that it reads, or the scanner has changed', async () => {
    const first = new ScanCache(new FolderScan(folder(files).read, {}), '1', undefined);
    await first.scan('train.py', train);
    const saved = first.save();
    const scanned = async (texts: Record<string, string>, code: string, version: string) => {
      const cache = new ScanCache(new FolderScan(folder(texts).read, {}), version, saved);
      const { file } = await cache.scan('train.py', code);
      return [...lines(file), cache.save() !== undefined];
    };
    assert.deepEqual(await scanned({ 'pack/consts.py': 'NAME = "b"\n' }, train, '1'), ['used b', true]);
    assert.deepEqual(await scanned(files, train.replace('NAME)', '"c")'), '1'), ['used c', true]);
    assert.deepEqual(await scanned(files, train, '2'), ['used raw:v1', true]);
  });

  it('drops what is not its own', async () => {
    for (const saved of ['', '{', 'null', '[]', '{"version":"1"}']) {
      const cache = new ScanCache(new FolderScan(folder(files).read, {}), '1', saved);
      assert.deepEqual(lines((await cache.scan('train.py', train)).file), ['used raw:v1']);
    }
  });

  it('sees a change of a file that it was told of', async () => {
    const texts: Record<string, string> = { ...files };
    const cache = new ScanCache(new FolderScan(folder(texts).read, {}), '1', undefined);
    await cache.scan('train.py', train);
    texts['pack/consts.py'] = 'NAME = "new"\n';
    assert.deepEqual(lines((await cache.scan('train.py', train)).file), ['used raw:v1']);
    cache.forget('pack/consts.py');
    assert.deepEqual(lines((await cache.scan('train.py', train)).file), ['used new']);
  });
});
