// Tests how the client meets trouble, over real sockets: each fault has its own sentence and none shows the key.

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { BackendError, type Trouble } from '../../../../src/backends/backend.ts';
import { type Client, createClient } from '../../../../src/backends/wandbServer/client.ts';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import { hostWith, key, now, signal } from './world.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const secrets = [key, Buffer.from(`api:${key}`).toString('base64'), 'hush'];
const stops: (() => Promise<void>)[] = [];

/** A loopback server that gives the answers in turn, the last one again and again. */
async function serve(...answers: readonly Answer[]) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      requests.push(request);
      (answers[requests.length - 1] ?? answers.at(-1))?.(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The loopback server has no port.');
  return { url: `http://127.0.0.1:${address.port}`, requests, close: () => server.close() };
}

const reply =
  (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_request, response) => {
    response.writeHead(status, headers);
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };

const fine = reply(200, { data: { viewer: { entity: 'ada' } } });

/** A client whose clock goes on only while it waits. */
function clientOf(url: string, waits: number[] = [], told: (number | undefined)[] = []): Client {
  let time = now;
  const pause = async (milliseconds: number) => {
    waits.push(milliseconds);
    time += milliseconds;
  };
  const host = { ...hostWith(fetch), now: () => time };
  const waiting = (until: number | undefined) => void told.push(until && until - now);
  return createClient({ host, url, key, pause, waiting });
}

const ask = (client: Client, inner = signal) => client.ask('{ viewer { entity } }', {}, inner);

/** The error of a question to a server that answers so. */
async function errorOf(...answers: readonly Answer[]): Promise<BackendError> {
  const { url } = await serve(...answers);
  return caught(ask(clientOf(url)));
}

async function caught(promise: Promise<unknown>): Promise<BackendError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(error instanceof BackendError, `expected a BackendError, not ${String(error)}`);
  for (const secret of secrets) assert.equal(`${error.message} ${error.stack}`.includes(secret), false);
  assert.match(error.message, /^[^\n]{20,250}\.$/);
  return error;
}

const seen = new Set<string>();

function check(error: BackendError, trouble: Trouble, says: RegExp): void {
  assert.match(error.message, says);
  assert.equal(error.trouble, trouble);
  const kind = error.message.replace(/127\.0\.0\.1:\d+/g, '');
  assert.equal(seen.has(kind), false, `another fault has the same sentence: ${kind}`);
  seen.add(kind);
}

describe('wandbServer client', () => {
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
  });

  it("asks by POST with the key as a basic password, under the address's path", async () => {
    const { url, requests } = await serve(fine);
    assert.deepEqual((await ask(clientOf(`${url}/wandb`))).data, { viewer: { entity: 'ada' } });
    const [request] = requests;
    assert.deepEqual(
      [request?.method, request?.url, request?.headers.authorization, request?.headers['content-type']],
      ['POST', '/wandb/graphql', `Basic ${secrets[1]}`, 'application/json'],
    );
  });

  it('is signed out by a 401, in whatever form its body is', async () => {
    const graphql = {
      errors: [{ message: 'user is not logged in', extensions: { code: 'PERMISSION_ERROR' } }],
    };
    check(await errorOf(reply(401, { ...graphql, data: { viewer: null } })), 'signedOut', /sign in again/);
    for (const body of [{ error: 'hush' }, { error: { message: 'hush' } }, { errors: ['hush'] }, 'hush'])
      assert.equal((await errorOf(reply(401, body))).trouble, 'signedOut');
    assert.equal((await errorOf(reply(200, graphql))).trouble, 'signedOut');
  });

  it('is signed out when the server knows no viewer', async () => {
    const { url, requests } = await serve(reply(200, { data: { viewer: null } }));
    const backend = wandbServer({ host: hostWith(fetch), url, key, scopes: [{ project: 'digits' }] });
    const error = await caught(backend.runs(undefined, signal));
    assert.equal(error.trouble, 'signedOut');
    assert.match(error.message, /\/authorize\.$/);
    await caught(backend.around(['run:ada/digits/r1'], signal));
    assert.equal(requests.length, 2, 'a failure is not remembered');
  });

  it('is refused by a 403 that comes with null data', async () => {
    const denied = { errors: [{ message: 'permission denied', path: ['viewer'] }], data: { viewer: null } };
    check(await errorOf(reply(403, denied)), 'refused', /ask the project's owner/);
  });

  it('keeps partial data whatever the status, and says which fields failed', async () => {
    const partial = { data: { a: { id: 1 }, b: null }, errors: [{ message: 'no', path: ['b', 'run'] }] };
    const { url } = await serve(reply(500, partial));
    const answer = await ask(clientOf(url));
    assert.deepEqual(answer, { data: partial.data, failed: new Set(['b']) });
  });

  it('tells a web page of a proxy from data', async () => {
    check(await errorOf(reply(200, '<!doctype html><p>hush')), 'malformed', /web page instead of data/);
    check(await errorOf(reply(404, 'hush')), 'notFound', /no W&B server at/);
  });

  it('names JSON that is cut off, empty or without data', async () => {
    check(await errorOf(reply(200, '{"data": {"viewer": {"na')), 'malformed', /not JSON/);
    check(await errorOf(reply(200, {})), 'malformed', /without any data/);
    assert.equal((await errorOf(reply(200, '[]'))).trouble, 'malformed');
  });

  it('knows an old server by a field that it does not know', async () => {
    const old = { errors: [{ message: 'Cannot query field "x" on type "Hush".' }] };
    check(await errorOf(reply(400, old)), 'malformed', /older than W&B Server 0\.70/);
  });

  it('says that something is not there, and that a question was refused', async () => {
    check(await errorOf(reply(404, { error: 'hush not found' })), 'notFound', /may have been deleted/);
    check(await errorOf(reply(422, { error: 'hush' })), 'refused', /HTTP 422/);
  });

  it('waits as long as a 429 asks, and a little more, says so, and goes on', async () => {
    const { url, requests } = await serve(
      reply(429, { error: 'rate limit exceeded' }, { 'Retry-After': '1.5' }),
      reply(429, 'hush', { 'RateLimit-Reset': '30' }),
      fine,
    );
    const waits: number[] = [];
    const told: (number | undefined)[] = [];
    assert.deepEqual((await ask(clientOf(url, waits, told))).data, { viewer: { entity: 'ada' } });
    assert.equal(requests.length, 3);
    const [first = 0, second = 0] = waits;
    assert.ok(first >= 1500 && first <= 1875 && second >= 30_000 && second <= 37_500, String(waits));
    assert.deepEqual(told, [first, undefined, first + second, undefined]);
  });

  it('holds all questions back while the server wants a pause, also one announced in a good reply', async () => {
    const { url, requests } = await serve(
      reply(200, { data: { viewer: null } }, { 'RateLimit-Remaining': '0', 'RateLimit-Reset': '7' }),
      fine,
    );
    const waits: number[] = [];
    const client = clientOf(url, waits);
    await ask(client);
    await Promise.all([ask(client), ask(client)]);
    assert.equal(requests.length, 3);
    const [first = 0] = waits;
    assert.ok(first >= 7000 && first <= 8750 && waits.every((it) => it <= first), String(waits));
  });

  it('does not wait longer than a person would, and says when to try again', async () => {
    const { url, requests } = await serve(reply(429, '', { 'Retry-After': '61' }));
    check(await caught(ask(clientOf(url))), 'tooManyRequests', /try again in 61 s/);
    assert.equal(requests.length, 1);
  });

  it('tries a server in trouble three times, and one that refuses only once', async () => {
    const bad = await serve(reply(503, '<p>hush'));
    const waits: number[] = [];
    check(await caught(ask(clientOf(bad.url, waits))), 'unreachable', /HTTP 503/);
    assert.equal(bad.requests.length, 3);
    assert.ok(waits.length === 2 && (waits[1] ?? 0) > (waits[0] ?? 0), String(waits));
    const no = await serve(reply(400, { error: 'hush' }));
    await caught(ask(clientOf(no.url)));
    assert.equal(no.requests.length, 1);
  });

  it('carries the key to no other address', async () => {
    const other = await serve(fine);
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await serve(reply(status, '', { Location: `${other.url}/graphql` }));
      const error = await caught(ask(clientOf(url)));
      assert.equal(error.trouble, 'refused');
      assert.match(error.message, /another address, where the key must not go/);
    }
    assert.equal(other.requests.length, 0);
  });

  it('names a server that is not there and one that hangs up', async () => {
    const gone = await serve(fine);
    await stops.pop()?.();
    check(await caught(ask(clientOf(gone.url))), 'unreachable', /^Nothing answers at .*\(ECONNREFUSED\)/);
    const cut = await serve((request) => request.socket.destroy());
    check(await caught(ask(clientOf(cut.url))), 'unreachable', /was cut/);
    assert.equal(cut.requests.length, 3);
  });

  it('names a certificate and a name that do not hold', async () => {
    const failing = (code: string) => {
      const cause = Object.assign(new Error(key), { code });
      const fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
      return createClient({ host: hostWith(fetch), url: 'https://lab', key, pause: async () => {} });
    };
    check(await caught(ask(failing('DEPTH_ZERO_SELF_SIGNED_CERT'))), 'unreachable', /certificate of lab/);
    check(await caught(ask(failing('ENOTFOUND'))), 'unreachable', /no address for lab/);
  });

  it('stops at once when aborted, with the reason of the one who aborted', async () => {
    const stop = new AbortController();
    const reason = new Error('closed');
    const { url } = await serve(() => stop.abort(reason));
    await assert.rejects(ask(clientOf(url), stop.signal), reason);
    await assert.rejects(ask(clientOf(url), stop.signal), reason);
  });

  it('has at most four questions in flight', async () => {
    let flying = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const { url } = await serve((request, response) => {
      most = Math.max(most, ++flying);
      waiting.push(() => {
        flying--;
        fine(request, response);
      });
      if (waiting.length === 4) for (const go of waiting.splice(0)) go();
    });
    const client = clientOf(url);
    await Promise.all(Array.from({ length: 12 }, () => ask(client)));
    assert.equal(most, 4);
  });
});
