// Reads the text of a lineage file (`*.lineage.json`) into a lineage; its form is media/lineage.schema.json.

import * as v from 'valibot';
import { alsoByContent } from '../../lineage/content.ts';
import {
  type Edge,
  type Lineage,
  type LineageNode,
  lineageOf,
  type NodeId,
  type Place,
  type Source,
} from '../../lineage/model.ts';
import { type Sentence, sentence } from '../../lineage/sentence.ts';
import { BackendError } from '../backend.ts';

const anId = sentence('an id such as "run:entity/project/key"');
const idOfKind = sentence('an id that begins with its kind');
const evident = sentence('recorded, or declared by the lines in "declaredAt"');
/** What is said of a field that is not as it should be; of others the checker's own words stand. */
const wishes = new Map([anId, idOfKind, evident].map((wish) => [wish.text, wish]));

const nodeId = v.custom<NodeId>(
  (value) => typeof value === 'string' && /^(run|version|collection|script):./.test(value),
  anId.text,
);
const text = v.nullish(v.string());
const state = v.fallback(
  v.nullish(
    v.picklist([
      ...(['running', 'finished', 'failed', 'crashed', 'killed', 'pending'] as const),
      ...(['committed', 'deleted', 'unknown'] as const),
    ]),
  ),
  'unknown',
);
const record = v.optional(v.record(v.string(), v.unknown()));
const list = v.optional(v.array(v.string()));
const moment = v.optional(v.pipe(v.string(), v.isoTimestamp()));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

const node = v.pipe(
  v.object({
    id: nodeId,
    kind: v.picklist(['run', 'version', 'collection', 'script']),
    name: v.string(),
    type: text,
    version: text,
    aliases: list,
    state,
    path: text,
    line: v.nullish(line),
    cell: v.nullish(v.number()),
    entity: text,
    project: text,
    key: text,
    jobType: text,
    group: text,
    sweep: text,
    tags: list,
    runNotes: text,
    user: text,
    exitCode: v.optional(v.number()),
    program: text,
    args: list,
    commit: text,
    remote: text,
    config: record,
    summary: record,
    blindTo: v.optional(v.array(v.picklist(['used', 'logged', 'linked']))),
    author: text,
    linkAliases: list,
    digest: text,
    size: v.optional(v.number()),
    fileCount: v.optional(v.number()),
    description: text,
    metadata: record,
    holds: v.optional(v.picklist(['own', 'linked'])),
    startedAt: moment,
    endedAt: moment,
    createdAt: moment,
    expiresAt: moment,
    also: v.optional(v.array(nodeId)),
    declared: v.optional(v.boolean(), false),
    recorded: v.optional(v.boolean(), true),
    open: v.optional(v.boolean(), false),
  }),
  v.check(({ id, kind }) => id.startsWith(`${kind}:`), idOfKind.text),
);

const edge = v.pipe(
  v.object({
    kind: v.picklist(['used', 'logged', 'linked']),
    from: nodeId,
    to: nodeId,
    declared: v.optional(v.boolean(), false),
    recorded: v.optional(v.boolean(), true),
    declaredAt: v.optional(v.array(v.object({ path: v.string(), cell: v.nullish(v.number()), line }))),
  }),
  v.check(({ recorded, declaredAt }) => recorded || (declaredAt ?? []).length > 0, evident.text),
);

const file = v.object({
  nodes: v.array(node),
  edges: v.array(edge),
  truncated: v.optional(v.boolean(), false),
});

type NodeFacts = v.InferOutput<typeof node>;
type EdgeFacts = v.InferOutput<typeof edge>;

/**
 * Parses a lineage file. What it records becomes recorded by `source`; what it only declares stays declared.
 * Throws a BackendError (`malformed`) that names the file and the first thing that is wrong with it.
 */
export function parseLineageFile(content: string, source: Source): Lineage {
  return lineageIn(checkLineageFile(content, source.label), source);
}

export type Checked = v.InferOutput<typeof file>;

/** The second half of `parseLineageFile`. */
export function lineageIn({ nodes, edges }: Checked, source: Source): Lineage {
  const known = new Map<NodeId, LineageNode>();
  for (const facts of nodes) known.set(facts.id, toNode(facts, source));
  const dangling = edges.flatMap(({ from, to }) => [from, to]).find((id) => !known.has(id));
  if (dangling)
    throw malformed(
      sentence(
        '{0} cannot be read as a lineage file: an edge names the node "{1}", which is not among its nodes.',
        source.label,
        dangling,
      ),
    );
  const recorded = edges.map((facts) => toEdge(facts, source));
  const open = nodes.filter((facts) => facts.open).map((facts) => facts.id);
  return lineageOf(alsoByContent([...known.values()], recorded), recorded, open);
}

/** The first half of `parseLineageFile`. */
export function checkLineageFile(content: string, label: string): Checked {
  let json: unknown;
  try {
    json = JSON.parse(content);
  } catch {
    throw malformed(sentence('{0} cannot be read as a lineage file: it is not JSON.', label));
  }
  const result = v.safeParse(file, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue);
  if (!path)
    throw malformed(sentence('{0} cannot be read as a lineage file: it has no "nodes" and "edges".', label));
  const wanted = issue.type === 'check' ? issue.message : (issue.expected ?? issue.message);
  throw malformed(
    sentence(
      '{0} cannot be read as a lineage file: "{1}" should be {2}.',
      label,
      path,
      wishes.get(wanted) ?? wanted,
    ),
  );
}

function malformed(what: Sentence): BackendError {
  return new BackendError('malformed', what);
}

function toNode(facts: NodeFacts, source: Source): LineageNode {
  const { path, line: at, cell, declared, recorded, ...others } = facts;
  const { startedAt, endedAt, createdAt, expiresAt, ...rest } = others;
  // Very many nodes pass here: what they say is written once.
  const known: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(rest))
    if (value !== null && value !== undefined && key !== 'open') known[key] = value;
  for (const [key, value] of Object.entries({ startedAt, endedAt, createdAt, expiresAt }))
    if (value) known[key] = Date.parse(value);
  const place = declared && path ? [placeOf(path, cell ?? null, at ?? 1)] : [];
  return {
    ...(facts.kind === 'run' && { key: facts.id.split('/').at(-1), state: 'unknown' }),
    ...(facts.kind === 'version' && { aliases: [], state: 'unknown' }),
    ...(facts.kind === 'collection' && { holds: 'own' }),
    ...(facts.kind === 'script' && { path: path ?? facts.name }),
    ...known,
    also: facts.also ?? [],
    notes: [],
    declared: place,
    recorded: recorded ? [source] : [],
  } as unknown as LineageNode;
}

function toEdge(facts: EdgeFacts, source: Source): Edge {
  const places = (facts.declaredAt ?? []).map((place) => placeOf(place.path, place.cell ?? null, place.line));
  return {
    kind: facts.kind,
    from: facts.from,
    to: facts.to,
    declared: facts.recorded ? [] : places,
    recorded: facts.recorded ? [source] : [],
  };
}

function placeOf(path: string, cell: number | null, oneBasedLine: number): Place {
  const start = { line: oneBasedLine - 1, character: 0 };
  return { path, cell, range: { start, end: start } };
}
