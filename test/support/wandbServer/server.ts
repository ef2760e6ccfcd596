// A W&B server for tests and the demo: the part of its API that the SDK and a reader of lineage use, on loopback only.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Certificate } from '../hosts/certificates.ts';
import { keyIn } from './auth.ts';
import { loadSchema } from './graphql.ts';
import { reply } from './routes.ts';
import { emptyState, type State } from './state.ts';
import type { Store } from './store.ts';
import { allWell, type Fault, type Switches } from './switches.ts';

export interface WandbServerOptions {
  /** A free one by default. */
  readonly port?: number;
  /** Where to start from; it is changed in place. By default nothing has happened yet. */
  readonly state?: State;
  /** The only key to accept; by default any of 40 or more word characters. */
  readonly key?: string;
  /** Fields and arguments that this server does not have yet: `Run.sweepName`, `Project.runs(filters)`. */
  readonly without?: readonly string[];
  /** With it the server speaks TLS alone. */
  readonly certificate?: Certificate;
  /** The name under which clients reach it, where that is another host than this machine's. */
  readonly name?: string;
  /** ISO 8601; the real time by default. */
  readonly now?: () => string;
}

export interface RequestLog {
  readonly method: string;
  readonly path: string;
  /** The GraphQL operation's name, else its first root field. */
  readonly operation?: string;
  readonly status: number;
  /** The key that came with it. */
  readonly key?: string;
  /** Bytes of the bodies. */
  readonly sent: number;
  readonly received: number;
}

export interface WandbServer {
  /** Without a trailing slash. */
  readonly url: string;
  readonly port: number;
  /** A key that it accepts. */
  readonly key: string;
  readonly state: State;
  /** What clients asked for that this server does not know, e.g. `Op: no resolver for Run.sampledHistory`. */
  readonly unknown: readonly string[];
  readonly requests: RequestLog[];
  readonly switches: Switches;
  /** Access tokens that were given for identity tokens, and are accepted. */
  readonly tokens: Set<string>;
  /** Is no longer there, as after a cut cable, until it is back at the same address. */
  readonly away: () => Promise<void>;
  readonly back: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts on 127.0.0.1. Rejects when the port is taken. */
export async function startWandbServer(options: WandbServerOptions = {}): Promise<WandbServer> {
  const state = options.state ?? emptyState();
  const unknown: string[] = [];
  const requests: RequestLog[] = [];
  const switches = allWell();
  const tokens = new Set<string>();
  const report = (it: string) => void unknown.push(it);
  const rules = { schema: loadSchema(options.without), switches, key: options.key, tokens, report };
  const now = options.now ?? (() => `${new Date().toISOString().slice(0, 19)}Z`);
  let store: Store = { state, url: '', now };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '/', headers } = incoming;
    const path = url.replace(/\?.*$/s, '');
    const body = await read(incoming);
    const given = keyIn(headers.authorization);
    const sign = given ? { key: given } : {};
    if (switches.latency > 0) await delay(switches.latency);
    const fault = path === '/graphql' ? (switches.next.shift() ?? switches.always) : undefined;
    if (fault) {
      const status = typeof fault === 'string' ? 0 : fault.status;
      requests.push({ method, path, status, ...sign, sent: 0, received: body.length });
      return fail(response, fault);
    }
    const result = await reply(store, rules, { method, path, authorization: headers.authorization, body });
    const { status, operation } = result;
    const type = 'json' in result ? 'application/json' : 'application/octet-stream';
    const bytes = 'json' in result ? Buffer.from(JSON.stringify(result.json)) : result.bytes;
    const sizes = { sent: bytes.length, received: body.length };
    requests.push({ method, path, status, ...sign, ...sizes, ...(operation ? { operation } : {}) });
    response.writeHead(status, { 'Content-Type': type });
    response.end(bytes);
  }

  // A client that hangs up in the middle is no failure of the server's.
  const listener = (incoming: IncomingMessage, response: ServerResponse) => {
    serve(incoming, response).catch(() => response.destroy());
  };
  const { certificate } = options;
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener);
  const listen = (at: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(at, '127.0.0.1', resolve);
    });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const url = `${certificate ? 'https' : 'http'}://${options.name ?? `127.0.0.1:${port}`}`;
  store = { ...store, url };
  return {
    url,
    port,
    key: options.key ?? 'local'.padEnd(40, '0'),
    state,
    unknown,
    requests,
    switches,
    tokens,
    away: close,
    back: () => listen(port),
    close,
  };
}

function fail(response: ServerResponse, fault: Fault): void {
  if (fault === 'hang') return;
  if (fault === 'cut') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
    response.write('{"data":', () => response.destroy());
    return;
  }
  const { status, body = '', headers } = fault;
  response.writeHead(status, headers);
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
