// A W&B server inside a company: behind a proxy and with the company's own certificates, through VS Code's own fetch.

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as tls from 'node:tls';
import { BackendError } from '../../../../src/backends/backend.ts';
import { readAccount } from '../../../../src/backends/wandbServer/account.ts';
import { createClient } from '../../../../src/backends/wandbServer/client.ts';
import { trustingFetch } from '../../../../src/backends/wandbServer/trustingFetch.ts';
import { nodeHost } from '../../../../src/cli/nodeHost.ts';
import { makeAuthority, makeCertificate } from '../../../support/hosts/certificates.ts';
import { type EditorNetwork, editorFetch } from '../../../support/hosts/editorFetch.ts';
import { temporaryFolder } from '../../../support/hosts/paths.ts';
import { type ForwardProxy, startProxy } from '../../../support/hosts/proxy.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import { signal } from './world.ts';

const name = 'wandb.company.example';

describe('a server behind a proxy and under its own authority', () => {
  let folder: string;
  let server: WandbServer;
  let proxy: ForwardProxy;
  let settings: EditorNetwork;
  let env: Record<string, string>;
  const file = (of: string) => join(folder, `${of}.pem`);

  before(async () => {
    folder = await temporaryFolder('company');
    const authority = await makeAuthority('Company');
    await writeFile(file('own'), `Company\n${authority.cert}`);
    await writeFile(file('other'), (await makeAuthority('Stranger')).cert);
    await writeFile(file('torn'), '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n');
    server = await startWandbServer({ name, certificate: await makeCertificate(name, authority) });
    proxy = await startProxy(server.port);
  });
  beforeEach(() => {
    settings = { proxy: proxy.url.replace('//', '//ada:secret@') };
    env = { SSL_CERT_FILE: file('own') };
    proxy.refusal = undefined;
    proxy.asked.splice(0);
    proxy.signs.splice(0);
  });
  after(async () => {
    await proxy.close();
    await server.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Asks as the extension does. */
  function ask(url = server.url) {
    const { files, ...host } = nodeHost();
    const fetch = trustingFetch(editorFetch(settings), { env: (it) => env[it], files }, tls);
    const client = createClient({
      host: { ...host, files, fetch },
      url,
      key: server.key,
      pause: async () => {},
    });
    return { client, account: () => readAccount(client, signal) };
  }

  async function sentence(work: Promise<unknown>): Promise<string> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof BackendError, String(error));
    assert.equal(error.trouble, 'unreachable');
    const told = `${error.message} ${error.stack}`;
    for (const secret of ['secret', Buffer.from('ada:secret').toString('base64'), server.key])
      assert.equal(told.includes(secret), false);
    return error.message;
  }

  it("is asked through the editor's proxy, which is told who asks but not what", async () => {
    const { client, account } = ask();
    assert.equal((await account()).username, 'ada');
    assert.deepEqual(new Set(proxy.asked), new Set([`${name}:443`]));
    assert.equal(proxy.signs[0], `Basic ${Buffer.from('ada:secret').toString('base64')}`);
    const tunnels = proxy.asked.length;
    for (let times = 0; times < 6; times++) await readAccount(client, signal);
    assert.ok(proxy.asked.length <= tunnels + 1, 'a tunnel that is trusted is kept');
  });

  it('is trusted by each variable that Node, OpenSSL and the SDK know', async () => {
    for (const variable of ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE']) {
      env = { [variable]: file('own') };
      assert.equal((await ask().account()).username, 'ada', variable);
    }
  });

  it('is trusted without a proxy too', async () => {
    settings = {};
    assert.equal((await ask(`https://127.0.0.1:${server.port}`).account()).username, 'ada');
    assert.deepEqual(proxy.asked, []);
  });

  it('is not trusted under another authority, a torn file, a missing one, or none', async () => {
    const untrusted =
      /^The certificate of wandb\.company\.example is not trusted \([A-Z_]+\): .*SSL_CERT_FILE\.$/;
    for (const SSL_CERT_FILE of [file('other'), file('torn'), file('missing'), ''])
      for (env of [{ SSL_CERT_FILE }]) assert.match(await sentence(ask().account()), untrusted);
    const { account } = ask();
    assert.match(await sentence(account()), untrusted);
    env = { SSL_CERT_FILE: file('own') };
    assert.equal((await account()).username, 'ada', 'a file that is mended counts at once');
  });

  it('is not reached where the proxy refuses, which is told apart', async () => {
    proxy.refusal = 407;
    assert.match(
      await sentence(ask().account()),
      /^The proxy on the way to .* name and a password \(HTTP 407\)/,
    );
    proxy.refusal = 502;
    assert.match(
      await sentence(ask().account()),
      /^The proxy on the way to .* through \(HTTP 502\): ask whoever/,
    );
    proxy.refusal = 403;
    proxy.asked.splice(0);
    assert.match(await sentence(ask().account()), /HTTP 403/);
    assert.equal(proxy.asked.length, 1, 'a refusal for good is not tried again');
  });

  it('gets the key alone, whichever way VS Code goes: no redirect carries it on', async () => {
    const other = await startWandbServer();
    const ways: readonly (readonly [EditorNetwork, string])[] = [
      [settings, server.url],
      [{}, `https://127.0.0.1:${server.port}`],
    ];
    try {
      for (const [way, url] of ways)
        for (const status of [301, 302, 303, 307, 308]) {
          settings = way;
          server.switches.always = { status, headers: { Location: `${other.url}/graphql` } };
          await assert.rejects(ask(url).account(), (error) => {
            assert.ok(error instanceof BackendError);
            assert.equal(error.trouble, 'refused');
            assert.match(error.message, /another address, where the key must not go/);
            return true;
          });
        }
      assert.deepEqual(other.requests, []);
      assert.deepEqual(new Set(proxy.asked), new Set([`${name}:443`]));
    } finally {
      server.switches.always = undefined;
      await other.close();
    }
  });

  it('is not reached where the proxy is told to leave it alone, or is not there', async () => {
    settings = { ...settings, noProxy: [name] };
    assert.match(await sentence(ask().account()), /^There is no address for wandb\.company\.example/);
    assert.deepEqual(proxy.asked, []);
    settings = { proxy: 'http://127.0.0.1:9' };
    assert.match(
      await sentence(ask().account()),
      /^The proxy on the way to .* does not answer \(ECONNREFUSED\)/,
    );
    settings = { proxy: 'http://proxy.company.example:3128' };
    assert.match(await sentence(ask().account()), /^The proxy on the way to .* does not answer \(E[A-Z_]+\)/);
  });
});
