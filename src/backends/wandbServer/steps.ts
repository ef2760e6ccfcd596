// One step around a run, a version or a collection: which nodes and edges a server's answer means.

import * as v from 'valibot';
import type { ArtifactVersion, Edge, EdgeKind, LineageNode, NodeId } from '../../lineage/model.ts';
import { type Sentence, sentence } from '../../lineage/sentence.ts';
import { isGenerated } from '../wandb/generated.ts';
import { type Reader, toCollection, toRun, toVersion } from './nodes.ts';
import type { Target } from './parseId.ts';
import { collectionAround, run, runAround, versionAround } from './replies.ts';
import type { Cursors } from './stepFields.ts';

export interface Step {
  /** The node itself. */
  readonly node: LineageNode;
  readonly neighbours: readonly LineageNode[];
  readonly edges: readonly Edge[];
  readonly notes: readonly Sentence[];
  /** Connections that have more. */
  readonly more: Cursors;
  /** Whether a connection has more that cannot be asked for. */
  readonly cut: boolean;
  /** How many artifacts a run used and logged, as its server counts them. */
  readonly counts?: readonly [used: number, logged: number];
}

/** Reads a root field's answer; undefined when there is no such thing or it may not be seen. */
export function readStep(target: Target, answer: unknown, reader: Reader): Step | undefined {
  switch (target.kind) {
    case 'artifact':
      return stepOfVersion(answer, reader);
    case 'version':
      return stepOfVersion(
        dig(answer, 'artifactCollectionMembership', 'artifact') ?? dig(answer, 'artifact'),
        reader,
      );
    case 'run':
      return stepOfRun(dig(answer, 'run'), reader);
    case 'collection':
      return stepOfCollection(dig(answer, 'artifactCollection'), reader);
  }
}

function stepOfRun(answer: unknown, reader: Reader): Step | undefined {
  const reply = v.safeParse(runAround, answer);
  const node = reply.success ? toRun(reply.output, reader) : undefined;
  if (!reply.success || !node) return undefined;
  const { inputArtifacts, outputArtifacts } = reply.output;
  const counts = countsOf(inputArtifacts?.totalCount, outputArtifacts?.totalCount);
  const used = take(inputArtifacts, (it) => toVersion(it, reader));
  const logged = take(outputArtifacts, (it) => toVersion(it, reader));
  // A table that the SDK logged by itself is shown once a run uses it; a job definition is launch's own input.
  const made = ({ type }: ArtifactVersion) => reader.generated || !isGenerated(type);
  const inputs = used.nodes.filter((it) => made(it) || /^(code|run_table)$/.test(it.type ?? ''));
  const outputs = logged.nodes.filter(made);
  return {
    node,
    neighbours: [...inputs, ...outputs],
    edges: [
      ...inputs.map((it) => edge('used', it.id, node.id, reader)),
      ...outputs.map((it) => edge('logged', node.id, it.id, reader)),
    ],
    notes: [
      ...unseen(
        used.unseen,
        sentence('1 artifact it used is deleted or not visible to your account.'),
        sentence('{0} artifacts it used are deleted or not visible to your account.', used.unseen),
      ),
      ...unseen(
        logged.unseen,
        sentence('1 artifact it logged is deleted or not visible to your account.'),
        sentence('{0} artifacts it logged are deleted or not visible to your account.', logged.unseen),
      ),
    ],
    ...rest({ inputArtifacts: used, outputArtifacts: logged }),
    ...(counts && { counts }),
  };
}

function countsOf(used: number | null | undefined, logged: number | null | undefined): Step['counts'] {
  return typeof used === 'number' && typeof logged === 'number' ? [used, logged] : undefined;
}

function stepOfVersion(answer: unknown, reader: Reader): Step | undefined {
  const reply = v.safeParse(versionAround, answer);
  const node = reply.success ? toVersion(reply.output, reader) : undefined;
  if (!reply.success || !node) return undefined;
  const { createdBy, usedBy, artifactMemberships } = reply.output;
  const created = v.safeParse(run, createdBy);
  const creator = created.success ? toRun(created.output, reader) : undefined;
  const author = createdBy?.__typename === 'User' ? createdBy.username || createdBy.name : undefined;
  const hidden = created.success && !creator;
  const users = take(usedBy, (it) => toRun(it, reader));
  const homes = take(artifactMemberships, ({ artifactCollection: it }) => it && toCollection(it, reader));
  const links = homes.nodes.filter((it) => it.holds === 'linked');
  return {
    node: author ? { ...node, author } : node,
    neighbours: [...(creator ? [creator] : []), ...users.nodes, ...links],
    edges: [
      ...(creator ? [edge('logged', creator.id, node.id, reader)] : []),
      ...users.nodes.map((it) => edge('used', node.id, it.id, reader)),
      ...links.map((it) => edge('linked', node.id, it.id, reader)),
    ],
    notes: [
      ...(hidden ? [unseenMaker] : []),
      ...unseen(
        users.unseen,
        sentence('1 run that used it is deleted or not visible to your account.'),
        sentence('{0} runs that used it are deleted or not visible to your account.', users.unseen),
      ),
      ...unseen(
        homes.unseen,
        sentence('1 collection it is linked to is deleted or not visible to your account.'),
        sentence('{0} collections it is linked to are deleted or not visible to your account.', homes.unseen),
      ),
    ],
    more: users.next === undefined ? new Map() : new Map([['usedBy', users.next]]),
    cut: users.cut || homes.cut || homes.next !== undefined,
  };
}

function stepOfCollection(answer: unknown, reader: Reader): Step | undefined {
  const reply = v.safeParse(collectionAround, answer);
  const node = reply.success ? toCollection(reply.output, reader) : undefined;
  if (!reply.success || !node) return undefined;
  const held = take(reply.output.artifacts, (it) => toVersion(it, reader));
  // The versions of an own collection are what it is made of, not downstream or upstream of it.
  const linked = node.holds === 'linked' ? held.nodes : [];
  return {
    node,
    neighbours: held.nodes,
    edges: linked.map((it) => edge('linked', it.id, node.id, reader)),
    notes: unseen(
      held.unseen,
      sentence('1 version in it is deleted or not visible to your account.'),
      sentence('{0} versions in it are deleted or not visible to your account.', held.unseen),
    ),
    ...rest({ artifacts: held }),
  };
}

interface Taken<T> {
  readonly nodes: readonly T[];
  /** How many are there that this account may not see. */
  readonly unseen: number;
  readonly next: string | undefined;
  readonly cut: boolean;
}

interface List<R> {
  readonly edges: readonly { readonly node?: R | null | undefined }[];
  readonly pageInfo?:
    | { readonly endCursor?: string | null | undefined; readonly hasNextPage: boolean }
    | null
    | undefined;
}

function take<R, T>(list: List<R> | null | undefined, read: (reply: R) => T | null | undefined): Taken<T> {
  const nodes = (list?.edges ?? []).map((it) => (it.node ? read(it.node) : undefined));
  const seen = nodes.filter((it) => it !== undefined && it !== null);
  const more = list?.pageInfo?.hasNextPage ?? false;
  const next = (more && list?.pageInfo?.endCursor) || undefined;
  return { nodes: seen, unseen: nodes.length - seen.length, next, cut: more && next === undefined };
}

function rest(lists: Readonly<Record<string, Taken<unknown>>>): Pick<Step, 'more' | 'cut'> {
  const entries = Object.entries(lists);
  return {
    more: new Map(entries.flatMap(([name, { next }]) => (next === undefined ? [] : [[name, next]]))),
    cut: entries.some(([, { cut }]) => cut),
  };
}

function edge(kind: EdgeKind, from: NodeId, to: NodeId, { source }: Reader): Edge {
  return { kind, from, to, declared: [], recorded: [source] };
}

export const unseenMaker = sentence('The run that logged it is deleted or not visible to your account.');

function unseen(count: number, one: Sentence, many: Sentence): readonly Sentence[] {
  return count === 0 ? [] : [count === 1 ? one : many];
}

export function dig(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}
