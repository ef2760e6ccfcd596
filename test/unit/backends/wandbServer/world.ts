// A small W&B server in memory: runs questions through graphql-js over the schema, so a wrong one fails its test.

import { readFileSync } from 'node:fs';
import { buildSchema, graphql } from 'graphql';
import { type Host, noCache } from '../../../../src/backends/host.ts';
import { type WandbServerOptions, wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import type { Scope } from '../../../../src/lineage/model.ts';

const schema = buildSchema(readFileSync('test/support/wandbServer/schema.graphql', 'utf8'));

export const key = 'k'.repeat(40);
export const now = Date.parse('2024-05-06T07:08:09Z');
export const signal = new AbortController().signal;

export interface World {
  readonly viewer?: object | null;
  readonly projects?: Readonly<Record<string, object>>;
  readonly entities?: Readonly<Record<string, object>>;
  readonly artifacts?: Readonly<Record<string, object>>;
}

export interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A backend over the world, and the questions that it asked. */
export function backendOver(
  world: World,
  scopes: readonly Scope[] = [{ entity: 'ada', project: 'digits' }],
  more: Partial<WandbServerOptions> = {},
) {
  const asked: Asked[] = [];
  let failing = false;
  const rootValue = {
    viewer: world.viewer === undefined ? { entity: 'ada', username: 'ada', organizations: [] } : world.viewer,
    entity: ({ name }: { name: string }) => world.entities?.[name] ?? null,
    project: ({ name, entityName }: { name: string; entityName: string }) =>
      world.projects?.[`${entityName}/${name}`] ?? null,
    artifact: ({ id }: { id: string }) => world.artifacts?.[id] ?? null,
  };
  const host = hostWith(async (_url, request) => {
    if (failing) throw new TypeError('fetch failed');
    const { query, variables } = JSON.parse(String(request?.body)) as Asked;
    asked.push({ query, variables });
    const result = await graphql({
      schema,
      source: query,
      rootValue,
      variableValues: variables,
      typeResolver,
    });
    return Response.json(result, { status: result.data ? 200 : 400 });
  });
  const pause = async () => undefined;
  return {
    backend: wandbServer({ host, url: 'https://api.wandb.ai', key, scopes, pause, ...more }),
    asked,
    /** Lets the network be away, or come back. */
    fail: (away: boolean) => {
      failing = away;
    },
  };
}

export function hostWith(fetch: Host['fetch'], env: Readonly<Record<string, string>> = {}): Host {
  const none = () => Promise.reject(Object.assign(new Error('no such file'), { code: 'ENOENT' }));
  return {
    files: { read: none, open: none, list: none, stat: none, realPath: none },
    cache: noCache,
    fetch,
    env: (name) => env[name],
    home: '/home/ada',
    now: () => now,
  };
}

/** Objects say their own type. */
function typeResolver(value: unknown): string {
  return (value as { __typename: string }).__typename;
}

/** A whole list as one page; or, with `size`, the page that the arguments ask for, cursors being positions. */
export function list(nodes: readonly unknown[], size = Number.POSITIVE_INFINITY) {
  return ({ after }: { after?: string } = {}) => {
    const start = after ? Number(after) : 0;
    const shown = nodes.slice(start, start + size);
    return {
      edges: shown.map((node, index) => ({ cursor: String(start + index + 1), version: 'v0', node })),
      totalCount: nodes.length,
      pageInfo: { endCursor: String(start + shown.length), hasNextPage: start + size < nodes.length },
    };
  };
}

export const digits = { name: 'digits', entityName: 'ada' };

export function run(name: string, more: object = {}) {
  return {
    __typename: 'Run',
    name,
    displayName: `run of ${name}`,
    state: 'finished',
    createdAt: '2024-01-01T00:00:00',
    project: digits,
    inputArtifacts: list([]),
    outputArtifacts: list([]),
    ...more,
  };
}

export function artifact(id: string, name: string, versionIndex: number | null, more: object = {}) {
  return {
    __typename: 'Artifact',
    id,
    state: versionIndex === null ? 'PENDING' : 'COMMITTED',
    digest: 'd',
    size: '1234567890123',
    fileCount: 2,
    versionIndex,
    ttlDurationSeconds: -2,
    createdAt: '2024-01-01T00:00:00Z',
    tags: [],
    aliases: [],
    artifactType: { name: 'model' },
    artifactSequence: { name, project: digits },
    createdBy: null,
    usedBy: list([]),
    artifactMemberships: list([]),
    ...more,
  };
}

export function collection(kind: 'Sequence' | 'Portfolio', name: string, more: object = {}) {
  return {
    __typename: `Artifact${kind}`,
    name,
    project: digits,
    defaultArtifactType: { name: 'model' },
    artifacts: list([]),
    ...more,
  };
}
