// Windows: its line ends change nothing in what is read, and its paths mean what they mean there.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Files, Host } from '../../src/backends/host.ts';
import { noCache } from '../../src/backends/host.ts';
import { parseDotenv } from '../../src/backends/wandb/dotenv.ts';
import { parseSettings } from '../../src/backends/wandb/settingsFile.ts';
import { locate } from '../../src/backends/wandbLocal/locate.ts';
import { parseNetrc } from '../../src/backends/wandbServer/netrc.ts';
import { nodeHost } from '../../src/cli/nodeHost.ts';
import { IgnoreFiles } from '../../src/python/ignoreFiles.ts';
import { scanFile } from '../../src/python/scan.ts';

const crlf = (text: string) => text.replaceAll('\n', '\r\n');
const { signal } = new AbortController();

interface Snippet {
  readonly title: string;
  readonly code?: readonly string[];
  readonly cells?: readonly (readonly string[])[];
  readonly files?: Readonly<Record<string, string>>;
}

describe('the line ends of Windows', () => {
  const snippets: readonly Snippet[] = ['call-site-snippets', 'snippets'].flatMap((name) =>
    JSON.parse(readFileSync(`test/fixtures/python/${name}.json`, 'utf8')),
  );

  it('change no reference and no place, in scripts, cells and the files that they name', () => {
    const scanned = ({ code = [], cells, files = {} }: Snippet, ends: (text: string) => string) => {
      const project = { read: (path: string) => files[path] && ends(files[path]) };
      if (!cells) return scanFile('train.py', ends(code.join('\n')), project);
      const notebook = cells.map((cell) => ({ cell_type: 'code', source: ends(cell.join('\n')) }));
      return scanFile(
        'train.ipynb',
        ends(JSON.stringify({ nbformat: 4, cells: notebook }, null, 1)),
        project,
      );
    };
    for (const snippet of snippets)
      assert.deepEqual(
        scanned(snippet, crlf),
        scanned(snippet, (text) => text),
        snippet.title,
      );
    assert.ok(snippets.length > 200);
  });

  it('hide no Jupytext header below a shebang', () => {
    const script =
      '#!/usr/bin/env python\n# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:light\n# ---\n';
    assert.equal(scanFile('train.py', script).pairedWith, 'train.ipynb');
    assert.equal(scanFile('train.py', crlf(script)).pairedWith, 'train.ipynb');
  });

  it('belong to no rule, setting, variable or password', () => {
    const rules = new IgnoreFiles();
    rules.add('', 'build/\r\n*.tmp.py\r\n!keep.tmp.py\r\n');
    assert.deepEqual(
      ['build/', 'a.tmp.py', 'keep.tmp.py', 'a.py'].map((path) => rules.hides(path)),
      [true, true, false, false],
    );
    assert.equal(parseSettings('[default]\r\nentity = ada\r\n').get('entity'), 'ada');
    assert.deepEqual(
      [...parseDotenv('WANDB_ENTITY=ada\r\nWANDB_PROJECT="mnist"\r\nexport A=b # c\r\n')],
      [
        ['WANDB_ENTITY', 'ada'],
        ['WANDB_PROJECT', 'mnist'],
        ['A', 'b'],
      ],
    );
    const netrc = 'machine api.wandb.ai\n  login user\n  password secret\n';
    assert.deepEqual(parseNetrc(crlf(netrc)), parseNetrc(netrc));
    assert.match(JSON.stringify(parseNetrc(crlf(netrc))), /"secret"/);
  });
});

describe('a path of Windows', () => {
  const found = async (file: Partial<Parameters<typeof locate>[1]>, ...there: readonly string[]) => {
    const stat: Files['stat'] = async (path) => {
      if (!there.includes(path)) throw new Error(`no ${path}`);
      return { kind: 'file', size: 1, modifiedAt: 0 };
    };
    const plain = nodeHost();
    const env = (name: string) => (name === 'LOCALAPPDATA' ? 'C:\\Users\\ada\\AppData\\Local' : undefined);
    const host: Host = {
      ...plain,
      cache: noCache,
      env,
      home: 'C:/Users/ada',
      files: { ...plain.files, stat },
    };
    return locate(host, { path: 'x.csv', ...file }, signal);
  };

  it('leads to a file as it was logged, as it was referred to, and in the cache', async () => {
    assert.equal(await found({ localPath: 'C:\\data\\x.csv' }, 'C:/data/x.csv'), 'C:/data/x.csv');
    assert.equal(await found({ ref: 'file:///C:/my%20data/x.csv' }, 'C:/my data/x.csv'), 'C:/my data/x.csv');
    assert.equal(await found({ ref: 'file:///data/x.csv' }, '/data/x.csv'), '/data/x.csv');
    const cached =
      'C:/Users/ada/AppData/Local/wandb/wandb/Cache/artifacts/obj/md5/00/11223344556677889900aabbccddee';
    assert.equal(await found({ digest: 'ABEiM0RVZneImQCqu8zd7g==' }, cached), cached);
  });

  it('of another machine is never looked at', async () => {
    for (const ref of [
      'file:////evil/share/x.csv',
      'file:///%5C%5Cevil/x.csv',
      'file://evil/x.csv',
      'file:///%zz',
    ])
      assert.equal(await found({ ref }, '//evil/share/x.csv', '/\\\\evil/x.csv', '/x.csv'), undefined);
    assert.equal(await found({ localPath: '\\\\evil\\share\\x.csv' }, '//evil/share/x.csv'), undefined);
  });
});
