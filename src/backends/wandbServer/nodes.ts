// Turns what a W&B server says of a run, an artifact or a collection into a node of the lineage.

import {
  type ArtifactVersion,
  type Collection,
  collectionId,
  type NodeId,
  type Run,
  type RunState,
  runId,
  type Source,
  type VersionState,
  versionId,
} from '../../lineage/model.ts';
import { isVersion } from '../../lineage/name.ts';
import { serverVersionId } from '../wandb/ids.ts';
import { environmentOf } from './environment.ts';
import { collectionPage, modelPage, modelRegistry, registryPage, runPage, versionPage } from './pages.ts';
import type { CollectionReply, RunReply, VersionReply } from './replies.ts';

/** What a reply does not say itself: who said it and where people can look at it. */
export interface Reader {
  readonly source: Source;
  /** The address of the server's web pages. */
  readonly app: string;
  /** Whether artifacts that the SDK makes by itself are wanted too. */
  readonly generated?: boolean;
  /** The name of the organization whose registries an entity holds. */
  readonly organizationOf?: (entity: string) => string | undefined;
}

const runStates: Readonly<Record<string, RunState>> = {
  pending: 'pending',
  running: 'running',
  preempting: 'running',
  finished: 'finished',
  failed: 'failed',
  crashed: 'crashed',
  killed: 'killed',
  preempted: 'killed',
};

const versionStates: Readonly<Record<string, VersionState>> = {
  PENDING: 'pending',
  COMMITTED: 'committed',
  DELETED: 'deleted',
  PENDING_DELETION: 'deleted',
  GARBAGE_COLLECTED: 'deleted',
};

/** Undefined for a run whose project this account may not see: it could not be told from others. */
export function toRun(reply: RunReply, { source, app }: Reader): Run | undefined {
  const scope = scopeOf(reply.project);
  if (!scope) return undefined;
  const { name: key, config, wandbConfig, createdAt, heartbeatAt, user } = reply;
  const state = runStates[reply.state ?? ''] ?? 'unknown';
  const hidden = wandbConfig ?? unwrap(config?._wandb);
  const environment = environmentOf(isRecord(hidden) ? hidden : undefined);
  return {
    kind: 'run',
    id: runId(scope, key),
    ...scope,
    key,
    name: reply.displayName || key,
    state,
    ...environment,
    ...known({
      jobType: reply.jobType,
      group: reply.group,
      sweep: reply.sweepName,
      tags: filled(reply.tags),
      runNotes: reply.notes,
      user: user?.username || user?.name,
      host: reply.host,
      commit: reply.commit,
      startedAt: createdAt,
      endedAt: state === 'running' || state === 'pending' ? undefined : heartbeatAt,
      config: config && settingsOf(config),
      summary: reply.summaryMetrics && visible(reply.summaryMetrics),
    }),
    url: runPage(app, scope, key),
    ...said(source),
  };
}

/** Undefined for a version whose project this account may not see. */
export function toVersion(reply: VersionReply, { source, app }: Reader): ArtifactVersion | undefined {
  const scope = scopeOf(reply.artifactSequence.project);
  if (!scope) return undefined;
  const { name } = reply.artifactSequence;
  const type = reply.artifactType?.name;
  // A version has no number until it is committed.
  const number = reply.versionIndex ?? undefined;
  const version = number === undefined ? undefined : `v${number}`;
  const byKey = serverVersionId(reply.id);
  return {
    kind: 'version',
    id: version ? versionId(scope, name, version) : byKey,
    ...scope,
    name,
    aliases: aliasesOf(reply),
    state: versionStates[reply.state ?? ''] ?? 'unknown',
    ...known({
      type,
      version,
      linkAliases: filled(linkAliasesOf(reply)),
      tags: filled(reply.tags?.map((tag) => tag.name)),
      expiresAt: expiryOf(reply),
      digest: reply.digest,
      size: reply.size,
      fileCount: reply.fileCount,
      createdAt: reply.createdAt,
      description: reply.description,
      metadata: reply.metadata,
      url: type && version && versionPage(app, scope, type, name, version),
    }),
    ...said(source),
    also: version ? [byKey] : [],
  };
}

/** Undefined for a collection whose project this account may not see. */
export function toCollection(
  reply: CollectionReply,
  { source, app, organizationOf }: Reader,
): Collection | undefined {
  const scope = scopeOf(reply.project);
  if (!scope) return undefined;
  const { name } = reply;
  const type = reply.defaultArtifactType?.name;
  const holds = reply.__typename === 'ArtifactPortfolio' ? 'linked' : 'own';
  const organization = organizationOf?.(scope.entity);
  const url =
    holds === 'own'
      ? type && collectionPage(app, scope, type, name)
      : scope.project === modelRegistry
        ? modelPage(app, scope, name)
        : organization && registryPage(app, organization, scope, name);
  return {
    kind: 'collection',
    id: collectionId(scope, name),
    ...scope,
    name,
    holds,
    ...known({ type, url: url || undefined }),
    ...said(source),
  };
}

/** Adds the id under which a node was asked for, when the server calls it otherwise. */
export function alsoKnownAs<T extends Run | ArtifactVersion | Collection>(node: T, asked: NodeId): T {
  return node.id === asked || node.also.includes(asked) ? node : { ...node, also: [...node.also, asked] };
}

/** Aliases in the artifact's own collection; links have their own. */
function aliasesOf({ aliases }: VersionReply): readonly string[] {
  const own = (aliases ?? []).filter((it) => !isLink(it));
  return [...new Set(own.map((it) => it.alias))].filter((alias) => !isVersion(alias));
}

/** `latest` only says that no later version is linked there. */
function linkAliasesOf({ aliases }: VersionReply): readonly string[] {
  const links = (aliases ?? []).filter((it) => isLink(it) && it.alias !== 'latest' && !isVersion(it.alias));
  return [...new Set(links.map((it) => `${it.artifactCollection?.name ?? ''}:${it.alias}`))];
}

function isLink({ artifactCollection }: NonNullable<VersionReply['aliases']>[number]): boolean {
  return artifactCollection?.__typename === 'ArtifactPortfolio';
}

/** The server counts from when a version was made; 0 and less mean that it is kept. */
function expiryOf({ createdAt, ttlDurationSeconds: seconds }: VersionReply): number | undefined {
  return createdAt && seconds && seconds > 0 ? createdAt + seconds * 1000 : undefined;
}

function scopeOf(project: { readonly name: string; readonly entityName: string } | null | undefined) {
  return project ? { entity: project.entityName, project: project.name } : undefined;
}

/** A run's config as the user set it: each value is wrapped in `{"value": …}`. */
function settingsOf(config: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(visible(config)).map(([key, value]) => [key, unwrap(value)]));
}

/** Without what the SDK keeps for itself: `_wandb`, `_runtime`, `_step`, … */
function visible(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !key.startsWith('_')));
}

function unwrap(wrapped: unknown): unknown {
  return isRecord(wrapped) && 'value' in wrapped ? wrapped.value : wrapped;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function said(source: Source) {
  return { recorded: [source], declared: [], also: [], notes: [] };
}

function filled<T>(list: readonly T[] | null | undefined): readonly T[] | undefined {
  return list && list.length > 0 ? list : undefined;
}

/** The facts that are there: null, undefined and the empty text say nothing. */
function known<T extends object>(facts: T): { readonly [K in keyof T]?: NonNullable<T[K]> } {
  const kept = Object.entries(facts).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  return Object.fromEntries(kept) as { readonly [K in keyof T]?: NonNullable<T[K]> };
}
