// Where a folder's runs go when code does not say so.

import assert from 'node:assert/strict';
import { type Host, noCache } from '../../../src/backends/host.ts';
import { folderScope } from '../../../src/backends/wandb/folderScope.ts';
import { folderServer } from '../../../src/backends/wandb/folderServer.ts';

const { signal } = new AbortController();

function host(files: Record<string, string>, env: Record<string, string> = {}): Host {
  const read = async (path: string) => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error('gone'), { code: 'ENOENT' });
    return new TextEncoder().encode(text);
  };
  const refuse = () => Promise.reject(new Error('not asked for'));
  return {
    files: { read, open: refuse, list: refuse, stat: refuse, realPath: refuse },
    cache: noCache,
    fetch: refuse,
    env: (name) => env[name],
    home: undefined,
    now: () => 0,
  };
}

describe('folderScope', () => {
  it('takes the settings file of the folder', async () => {
    const files = { '/w/wandb/settings': '[default]\nentity = team\nproject: demo\n' };
    assert.deepEqual(await folderScope(host(files), '/w', signal), { entity: 'team', project: 'demo' });
  });

  it('prefers .env, and the environment to both', async () => {
    const files = {
      '/w/wandb/settings': '[default]\nentity = a\nproject = a\n',
      '/w/.env': '# mine\nexport WANDB_PROJECT="b c" # note\nWANDB_ENTITY=b\nOTHER=$X\n',
    };
    assert.deepEqual(await folderScope(host(files), '/w', signal), { entity: 'b', project: 'b c' });
    const env = { WANDB_ENTITY: 'mine' };
    assert.deepEqual(await folderScope(host(files, env), '/w', signal), { entity: 'mine', project: 'b c' });
  });

  it('does not take a value that the shell would fill in', async () => {
    const files = { '/w/.env': "WANDB_PROJECT=$NAME\nWANDB_ENTITY='$literal'\n" };
    assert.deepEqual(await folderScope(host(files), '/w', signal), { entity: '$literal' });
  });

  it('knows nothing of a folder without them', async () => {
    assert.deepEqual(await folderScope(host({}), '/w', signal), {});
  });
});

describe('folderServer', () => {
  it('is the one that .env or a settings file of the folder names', async () => {
    const settings = '[default]\nbase_url = https://wandb.lab.example/\n';
    assert.deepEqual(await folderServer(host({ '/w/wandb/settings': settings }), '/w', signal), {
      url: 'https://wandb.lab.example',
      file: 'wandb/settings',
    });
    const dotenv = 'export WANDB_BASE_URL="http://10.0.0.1:8080"\n';
    assert.deepEqual(
      await folderServer(host({ '/w/.env': dotenv, '/w/wandb/settings': settings }), '/w', signal),
      { url: 'http://10.0.0.1:8080', file: '.env' },
    );
  });

  it('is none where no file names one that could be', async () => {
    assert.equal(await folderServer(host({}), '/w', signal), undefined);
    for (const address of ['file:///etc/passwd', 'https://ada:secret@evil.example', 'https://wandb.ai'])
      assert.equal(
        await folderServer(host({ '/w/.env': `WANDB_BASE_URL=${address}` }), '/w', signal),
        undefined,
      );
  });
});
