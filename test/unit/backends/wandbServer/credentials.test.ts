// Tests where the W&B server's address and key are found, and where a key must not go.

import assert from 'node:assert/strict';
import { BackendError } from '../../../../src/backends/backend.ts';
import type { Host } from '../../../../src/backends/host.ts';
import { parseSettings } from '../../../../src/backends/wandb/settingsFile.ts';
import { appAddress, serverAddress } from '../../../../src/backends/wandbServer/address.ts';
import {
  checkKeyFormat,
  environmentServer,
  type FoundKey,
  findKey,
} from '../../../../src/backends/wandbServer/credentials.ts';
import { parseNetrc } from '../../../../src/backends/wandbServer/netrc.ts';
import { hostWith, signal } from './world.ts';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(40));
const cloud = 'https://api.wandb.ai';

function hostOf(env: Readonly<Record<string, string>>, files: Readonly<Record<string, string>> = {}): Host {
  const host = hostWith(() => Promise.reject(new Error('no network in this test')), env);
  return {
    ...host,
    files: {
      ...host.files,
      read: (path, inner) => {
        const text = files[path];
        return text === undefined
          ? host.files.read(path, inner)
          : Promise.resolve(new TextEncoder().encode(text));
      },
    },
  };
}

const settings = '/home/ada/.config/wandb/settings';

describe('environmentServer', () => {
  it('prefers the environment, then the settings file of the user, then the cloud', async () => {
    const files = { [settings]: '[default]\nbase_url = http://lab:8080/\n' };
    const env = { WANDB_BASE_URL: 'https://wandb.example.org/' };
    assert.deepEqual(await environmentServer(hostOf(env, files), signal), {
      url: 'https://wandb.example.org',
      from: 'environment',
    });
    assert.deepEqual(await environmentServer(hostOf({}, files), signal), {
      url: 'http://lab:8080',
      from: 'settings',
    });
    assert.deepEqual(await environmentServer(hostOf({}), signal), { url: cloud, from: 'default' });
  });

  it('looks for the settings file where WANDB_CONFIG_DIR says', async () => {
    const host = hostOf(
      { WANDB_CONFIG_DIR: '~/conf' },
      { '/home/ada/conf/settings': '[default]\nbase_url: https://x' },
    );
    assert.equal((await environmentServer(host, signal)).url, 'https://x');
  });
});

describe('serverAddress', () => {
  it('normalises what people write', () => {
    assert.equal(serverAddress(' https://API.wandb.ai/ '), cloud);
    assert.equal(serverAddress('http://127.0.0.1:8765'), 'http://127.0.0.1:8765');
    assert.equal(serverAddress('https://corp.example.org/wandb//'), 'https://corp.example.org/wandb');
    assert.equal(serverAddress('https://mywandb.ai'), 'https://mywandb.ai');
  });

  it('refuses what cannot be a server, with a hint, and repeats no secret', () => {
    const wrong = [
      '',
      'api.wandb.ai',
      'ftp://x',
      'https://wandb.ai',
      'https://app.wandb.ai',
      'http://api.wandb.ai',
    ];
    for (const text of [...wrong, 'https://ada:hunter2@x.org', 'https://x.org?key=hunter2']) {
      assert.throws(
        () => serverAddress(text),
        (error) =>
          error instanceof BackendError &&
          error.trouble === 'refused' &&
          error.message.includes(cloud) &&
          !error.message.includes('hunter2'),
        text,
      );
    }
  });

  it('knows the web pages of a server', () => {
    const app = (url: string) => appAddress(url, hostOf({}));
    assert.equal(app(cloud), 'https://wandb.ai');
    assert.equal(app('https://api.wandb.test'), 'https://app.wandb.test');
    assert.equal(app('https://api.corp.org:8443/x'), 'https://app.corp.org:8443/x');
    assert.equal(app('http://localhost:8080'), 'http://localhost:8080');
    assert.equal(appAddress(cloud, hostOf({ WANDB_APP_URL: 'https://see.here/' })), 'https://see.here');
  });
});

describe('findKey', () => {
  it('takes the key of the environment, then of netrc by host and port', async () => {
    const files = {
      '/home/ada/.netrc': `machine api.wandb.ai login user password ${b}\nmachine lab:8080 password ${c}`,
    };
    assert.deepEqual(await findKey(hostOf({ WANDB_API_KEY: ` ${a}\n` }, files), cloud, signal), {
      key: a,
      from: 'environment',
    });
    assert.deepEqual(await findKey(hostOf({}, files), cloud, signal), { key: b, from: 'netrc' });
    assert.equal((await findKey(hostOf({}, files), 'http://lab:8080', signal))?.key, c);
    assert.equal(await findKey(hostOf({}, files), 'http://lab', signal), undefined);
  });

  it('keeps the key of the environment from any address that the environment does not name', async () => {
    const env = { WANDB_API_KEY: String(a), WANDB_BASE_URL: 'http://lab:8080' };
    assert.equal(await findKey(hostOf(env), 'https://evil.example.org', signal), undefined);
    assert.equal(await findKey(hostOf(env), cloud, signal), undefined);
    assert.equal((await findKey(hostOf(env), 'http://lab:8080/', signal))?.key, a);
    assert.equal(await findKey(hostOf({ ...env, WANDB_BASE_URL: 'nonsense' }), cloud, signal), undefined);
  });

  it('keeps the default entry of netrc from any such address, too', async () => {
    const files = { '/home/ada/.netrc': `default login user password ${b}` };
    assert.equal(await findKey(hostOf({}, files), 'https://evil.example.org', signal), undefined);
    assert.equal((await findKey(hostOf({}, files), cloud, signal))?.key, b);
  });

  it('reads $NETRC, or the first of ~/.netrc and ~/_netrc that is there', async () => {
    const line = (key: string | undefined) => `machine api.wandb.ai password ${key}`;
    const files = { '/home/ada/keys': line(a), '/home/ada/_netrc': line(b) };
    assert.equal((await findKey(hostOf({ NETRC: '~/keys' }, files), cloud, signal))?.key, a);
    assert.equal((await findKey(hostOf({}, files), cloud, signal))?.key, b);
    assert.equal(await findKey(hostOf({}, { ...files, '/home/ada/.netrc': '' }), cloud, signal), undefined);
  });

  it('says where a key stands that cannot be one, without repeating it', async () => {
    await assert.rejects(findKey(hostOf({ WANDB_API_KEY: 'hunter2' }), cloud, signal), (error) => {
      assert.ok(error instanceof BackendError);
      assert.equal(error.trouble, 'signedOut');
      assert.match(error.message, /^WANDB_API_KEY .* 40 characters/);
      assert.equal(error.message.includes('hunter2'), false);
      return true;
    });
  });
});

describe('checkKeyFormat', () => {
  it('accepts keys of 40 and more characters, with a prefix, and tokens', () => {
    for (const key of ['k'.repeat(40), 'k'.repeat(86), `local-${'k'.repeat(40)}`, 'ab.cd_e.f-g'])
      assert.equal(checkKeyFormat(key), undefined, key);
  });

  it('refuses short keys and other characters', () => {
    for (const key of ['', 'k'.repeat(39), `local-${'k'.repeat(39)}`, `${'k'.repeat(40)}!`, 'a b'.repeat(20)])
      assert.notEqual(checkKeyFormat(key), undefined, key);
  });
});

describe('parseNetrc', () => {
  const read = (text: string) => parseNetrc(text).map(({ machine, password }) => [machine, password]);

  it('reads entries over lines, quotes, escapes, comments, macros', () => {
    const text = [
      '# machine not.this password x',
      'machine one login "a user" password "p w\\"d"  # mine',
      'machine two',
      '\tlogin me\r',
      '\tpassword p\\ q#r',
      'macdef init',
      'machine no password no',
      '',
      'default user u account z password d',
    ].join('\n');
    assert.deepEqual(read(text), [
      ['one', 'p w"d'],
      ['two', 'p q#r'],
      [undefined, 'd'],
    ]);
  });

  it('survives torn files', () => {
    assert.deepEqual(read('password x machine'), [[undefined, undefined]]);
    assert.deepEqual(read('machine a password "never closed'), [['a', 'never closed']]);
    assert.deepEqual(read('machine a login b password'), [['a', undefined]]);
  });
});

describe('parseSettings', () => {
  it('reads the default section as ConfigParser does', () => {
    const text =
      '[other]\nbase_url = no\n[default]\n; c\n# c\nBase_URL: https://x:80/#;\nentity=ada\nodd line\n\n[end]\nentity=no';
    assert.deepEqual(
      [...parseSettings(text)],
      [
        ['base_url', 'https://x:80/#;'],
        ['entity', 'ada'],
      ],
    );
  });
});

describe('the identity token of the environment', () => {
  const own = { WANDB_BASE_URL: 'https://lab', WANDB_IDENTITY_TOKEN_FILE: '~/token' };
  const found = (key: FoundKey | undefined) => [key?.from, key?.key];

  it('stands after WANDB_API_KEY and before netrc, for the server that the environment names alone', async () => {
    const netrc = { '/home/ada/.netrc': `machine lab password ${b}\nmachine other password ${c}` };
    const host = hostOf(own, netrc);
    const token = { tokenFile: '/home/ada/token' };
    assert.deepEqual(found(await findKey(host, 'https://lab', signal)), ['identity', token]);
    assert.deepEqual(found(await findKey(host, 'https://other', signal)), ['netrc', c]);
    assert.equal(await findKey(host, 'https://evil', signal), undefined);
    const both = hostOf({ ...own, WANDB_API_KEY: a ?? '' });
    assert.deepEqual(found(await findKey(both, 'https://lab', signal)), ['environment', a]);
  });

  it("may stand in the user's settings file", async () => {
    const files = { [settings]: '[default]\nbase_url = https://lab\nidentity_token_file = /run/token\n' };
    const token = { tokenFile: '/run/token' };
    assert.deepEqual(found(await findKey(hostOf({}, files), 'https://lab', signal)), ['identity', token]);
  });
});
