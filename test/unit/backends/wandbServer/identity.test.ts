// Identity tokens in the place of a key: exchanged as the SDK does it, kept in memory alone, and sent to one server only.

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { BackendError } from '../../../../src/backends/backend.ts';
import { readAccount } from '../../../../src/backends/wandbServer/account.ts';
import { createClient } from '../../../../src/backends/wandbServer/client.ts';
import { nodeHost } from '../../../../src/cli/nodeHost.ts';
import { temporaryFolder } from '../../../support/hosts/paths.ts';
import { runPython } from '../../../support/sdk/runPython.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import { signal } from './world.ts';

const jwt = (name: string) => `eyJhbGciOiJub25lIn0.${name}.c2lnbmVk`;

describe('an identity token', () => {
  let folder: string;
  let server: WandbServer;
  let time: number;
  const file = () => join(folder, 'token');

  before(async () => {
    folder = await temporaryFolder('identity');
  });
  beforeEach(async () => {
    time = Date.now();
    await writeFile(file(), `${jwt('first')}\n`);
    server = await startWandbServer();
  });
  afterEach(() => server.close());
  after(() => rm(folder, { recursive: true, force: true }));

  function clientOf(tokenFile = file(), url = server.url) {
    const host = { ...nodeHost(), now: () => time };
    return createClient({ host, url, key: { tokenFile }, pause: async () => {} });
  }

  const exchanges = () => server.requests.filter(({ path }) => path === '/oidc/token').length;

  async function failure(work: Promise<unknown>): Promise<BackendError> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof BackendError, String(error));
    for (const secret of [jwt('first'), 'first', ...server.tokens])
      assert.equal(`${error.message} ${error.stack}`.includes(secret), false);
    return error;
  }

  it('is exchanged once for all who ask, and not sent again', async () => {
    const client = clientOf();
    const all = await Promise.all(Array.from({ length: 5 }, () => readAccount(client, signal)));
    assert.ok(all.every(({ username }) => username === 'ada'));
    assert.equal(exchanges(), 1);
    const [token = ''] = server.tokens;
    assert.deepEqual(
      new Set(server.requests.filter(({ path }) => path === '/graphql').map((it) => it.key)),
      new Set([token]),
    );
  });

  it('is exchanged anew, as its file then holds it, when the access token ends soon or is not accepted', async () => {
    const client = clientOf();
    await readAccount(client, signal);
    time += 54 * 60_000;
    await readAccount(client, signal);
    assert.equal(exchanges(), 1);
    time += 60_000;
    await readAccount(client, signal);
    assert.equal(exchanges(), 2);
    server.tokens.clear();
    assert.equal((await failure(readAccount(client, signal))).trouble, 'signedOut');
    await readAccount(client, signal);
    assert.equal(exchanges(), 3);
  });

  it('that cannot be read, is none, or goes to no such server says so', async () => {
    const missing = await failure(readAccount(clientOf(join(folder, 'nothing')), signal));
    assert.match(
      missing.message,
      /^The identity token in .*nothing cannot be read: mend WANDB_IDENTITY_TOKEN_FILE/,
    );
    assert.deepEqual(server.requests, []);
    await writeFile(file(), 'no token at all');
    const refused = await failure(readAccount(clientOf(), signal));
    assert.equal(refused.trouble, 'signedOut');
    assert.match(refused.message, /does not accept the identity token in .*token \(HTTP 401\): renew it/);
    assert.ok(server.requests.every(({ path }) => path === '/oidc/token'));
    await server.away();
    const gone = await failure(readAccount(clientOf(), signal));
    assert.match(gone.message, /^Nothing answers at/);
    await server.back();
  });

  it('goes along no redirect', async () => {
    for (const status of [302, 307, 308]) {
      const lure = createServer((_, response) =>
        response.writeHead(status, { Location: `${server.url}/oidc/token` }).end(),
      );
      await new Promise<void>((resolve) => lure.listen(0, '127.0.0.1', resolve));
      try {
        const { port } = lure.address() as AddressInfo;
        const client = clientOf(file(), `http://127.0.0.1:${port}`);
        const refused = await failure(readAccount(client, signal));
        assert.equal(refused.trouble, 'refused');
        assert.match(refused.message, /another address, where the key must not go/);
      } finally {
        lure.close();
        lure.closeAllConnections();
      }
    }
    assert.deepEqual(server.requests, []);
  });

  it('signs the real SDK in at the test server in the same way', async function () {
    this.timeout(120_000);
    const env = { WANDB_IDENTITY_TOKEN_FILE: file(), WANDB_API_KEY: '' };
    const script = join(process.cwd(), 'test', 'support', 'sdk', 'whoami.py');
    const name = await runPython({ script, cwd: folder, home: join(folder, 'home'), server, env });
    assert.equal(name.trim(), 'ada');
    assert.ok(exchanges() > 0);
    assert.deepEqual([...server.unknown], []);
    const asked = server.requests.filter(({ path }) => path === '/graphql');
    assert.ok(asked.length > 0 && asked.every((it) => server.tokens.has(it.key ?? '')));
  });
});
