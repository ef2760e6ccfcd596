// The server's addresses: which part of it answers which request.
import { GraphQLError, type GraphQLSchema } from 'graphql';
import { grant, signedIn } from './auth.ts';
import { download, isDownload } from './download.ts';
import { fileStreamPath, takeReport } from './fileStream.ts';
import { answer } from './graphql.ts';
import type { Store } from './store.ts';
import { getFile, putFile } from './stored.ts';
import type { Switches } from './switches.ts';

export interface Request {
  readonly method: string;
  /** As it was sent, without the query. */
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: Buffer;
}

export type Reply = { readonly status: number; readonly operation?: string } & (
  | { readonly json: unknown }
  | { readonly bytes: Buffer }
);

export interface Rules {
  readonly schema: GraphQLSchema;
  readonly switches: Switches;
  /** The only key to accept. */
  readonly key: string | undefined;
  /** Access tokens that were given out. */
  readonly tokens: Set<string>;
  /** Is told of what this server does not know. */
  readonly report: (unknown: string) => void;
}

/** Answers a request; a failure is an answer too. */
export async function reply(store: Store, rules: Rules, request: Request): Promise<Reply> {
  try {
    return await route(store, rules, request);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { status: statusOf(error), json: { error: message } };
  }
}

async function route(store: Store, rules: Rules, { method, path, ...request }: Request): Promise<Reply> {
  const known = signedIn(request.authorization, rules.key, rules.tokens);
  if (method === 'POST' && path === '/graphql') {
    const result = await answer(
      rules.schema,
      store,
      rules.switches,
      known,
      parse(request.body),
      rules.report,
    );
    return { status: result.status, json: result.body, operation: result.operation };
  }
  if (method === 'POST' && path === '/oidc/token') {
    const json = grant(request.body.toString('utf8'), rules.tokens);
    return json ? { status: 200, json } : { status: 401, json: { error: 'invalid_grant' } };
  }
  const run = fileStreamPath(path);
  if (method === 'POST' && run) {
    if (!known) return { status: 401, json: { error: 'user is not logged in' } };
    return { status: 200, json: takeReport(store, run, parse(request.body)) };
  }
  // What W&B signs beforehand asks for no key.
  const file = decodeURIComponent(/^\/storage\/(.+)$/.exec(path)?.[1] ?? '');
  if (method === 'PUT' && file) {
    putFile(store, file, request.body);
    return { status: 200, bytes: Buffer.alloc(0) };
  }
  if (method === 'GET' && file) return found(getFile(store, file), path);
  if (method === 'GET' && isDownload(path)) return found(known ? download(store, path) : undefined, path);
  rules.report(`${method} ${path}`);
  return { status: 404, json: { error: `unknown route ${method} ${path}` } };
}

function found(bytes: Buffer | undefined, path: string): Reply {
  return bytes ? { status: 200, bytes } : { status: 404, json: { error: `no file at ${path}` } };
}

function parse(body: Buffer) {
  return JSON.parse(body.toString('utf8'));
}

function statusOf(error: unknown): number {
  const status = error instanceof GraphQLError ? error.extensions.status : undefined;
  return typeof status === 'number' ? status : error instanceof SyntaxError ? 400 : 500;
}
