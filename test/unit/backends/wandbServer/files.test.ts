// The files of versions on a W&B server: listed once, fetched on demand, and the key kept to the server itself.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '../../../../src/backends/wandbServer/client.ts';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import type { ArtifactVersion } from '../../../../src/lineage/model.ts';
import { startWandbServer } from '../../../support/wandbServer/server.ts';
import { fromJson } from '../../../support/wandbServer/state.ts';
import { hostWith, key, signal } from './world.ts';

describe('files of a version on a W&B server', () => {
  it('are listed once, and read when they are looked at', async () => {
    const state = fromJson(await readFile('test/fixtures/sample/server.json', 'utf8'));
    const server = await startWandbServer({ state });
    try {
      const scopes = [{ entity: 'ada', project: 'mnist-lineage' }];
      const backend = wandbServer({ host: hostWith(fetch), url: server.url, key, scopes });
      const model = await backend.find({ collection: 'mnist_model', alias: 'v0' }, signal);
      const { files: source } = backend;
      assert.ok(source && model?.kind === 'version' && source.knows(model));
      const files = (await source.of(model, signal)) ?? [];
      assert.ok(files.length > 0);
      const before = server.requests.length;
      assert.deepEqual(await source.of(model, signal), files);
      assert.equal(server.requests.length, before);
      for (const file of files) {
        const content: Uint8Array | undefined = await source.read?.(model, file, signal);
        assert.equal(content?.length, file.size);
      }
      assert.equal(await source.read?.(model, { path: 'no such file' }, signal), undefined);
      assert.ok(!source.knows({ ...model, state: 'pending' } satisfies ArtifactVersion));
      assert.deepEqual(server.unknown, []);
    } finally {
      await server.close();
    }
  });

  describe('are fetched', () => {
    const servers: Server[] = [];
    const asked: IncomingMessage[] = [];

    /** `answer` gives where to go on, or nothing: then the content is here. */
    async function serve(answer: (path: string) => string | undefined): Promise<string> {
      const server = createServer((request, response) => {
        asked.push(request);
        const location = answer(request.url ?? '');
        response.writeHead(location ? 302 : 200, location ? { Location: location } : {});
        response.end('content');
      });
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    }
    afterEach(() => {
      for (const server of servers.splice(0)) server.close();
      asked.splice(0);
    });
    const keys = () => asked.map(({ headers }) => headers.authorization !== undefined);

    it('with the key from below the server’s own address only, and along no redirect to another', async () => {
      const storage = await serve(() => undefined);
      const base = `${await serve((path) => (path.includes('moved') ? `${storage}/signed` : undefined))}/wandb`;
      const client = createClient({ host: hostWith(fetch), url: base, key });
      const text = async (address: string) =>
        new TextDecoder().decode(await client.download(address, signal));
      assert.equal(await text('artifactsV2/x'), 'content');
      assert.equal(await text(`${storage}/signed?token=1`), 'content');
      assert.equal(await text(`${base}/artifacts/moved`), 'content');
      assert.equal(await text(`${base}-evil/artifacts/x`), 'content');
      assert.deepEqual(keys(), [true, false, true, false, false]);
    });

    it('from nowhere but the web, and not for ever in a circle', async () => {
      const base = await serve(() => '/again');
      const client = createClient({ host: hostWith(fetch), url: base, key });
      for (const address of ['file:///etc/passwd', 'command:x', `${base}/circle`])
        await assert.rejects(client.download(address, signal), { trouble: 'notFound' });
      assert.ok(asked.length < 10);
    });
  });
});
