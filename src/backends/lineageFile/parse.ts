// Reads a lineage file (`*.lineage.json`) into a lineage; its form is media/lineage.schema.json.

import * as v from 'valibot';
import { alsoByContentSteps } from '../../lineage/content.ts';
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
import type { Steps } from '../../lineage/steps.ts';
import { BackendError } from '../backend.ts';
import { cut, type Piece } from './pieces.ts';
import { type EdgeFacts, edge, frame, type NodeFacts, node, wishes } from './schema.ts';

/**
 * Parses a lineage file. What it records becomes recorded by `source`; what it only declares stays declared.
 * Throws a BackendError (`malformed`) that names the file and the first thing that is wrong with it.
 */
export function* lineageFileSteps(bytes: Uint8Array, source: Source): Steps<Lineage> {
  const { label } = source;
  const nodes = new Map<NodeId, LineageNode>();
  const edges: Edge[] = [];
  const open: NodeId[] = [];
  const counts = { nodes: 0, edges: 0 };

  function* take({ list, json }: Piece): Steps<void> {
    const members = parseJson(json, label);
    if (!Array.isArray(members)) throw noJson(label);
    // Only an empty list has no member: a comma too many ends another one.
    if (members.length === 0 && counts[list] > 0) throw noJson(label);
    yield* add(list, members);
  }

  function* add(list: Piece['list'], members: readonly unknown[]): Steps<void> {
    for (const member of members) {
      const at = `${list}.${counts[list]++}`;
      if (list === 'edges') edges.push(toEdge(checked(edge, member, label, at), source));
      else {
        const facts = checked(node, member, label, at);
        nodes.set(facts.id, toNode(facts, source));
        if (facts.open) open.push(facts.id);
      }
      yield;
    }
  }

  const left = checked(frame, parseJson(yield* cut(bytes, take), label), label);
  // A list whose key is written with escapes is still whole.
  yield* add('nodes', left.nodes);
  yield* add('edges', left.edges);
  for (const { from, to } of edges) {
    yield;
    for (const id of [from, to])
      if (!nodes.has(id))
        throw malformed(
          sentence(
            '{0} cannot be read as a lineage file: an edge names the node "{1}", which is not among its nodes.',
            label,
            id,
          ),
        );
  }
  return lineageOf(yield* alsoByContentSteps([...nodes.values()], edges), edges, open);
}

function parseJson(json: string, label: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw noJson(label);
  }
}

/** The value as the schema has it; `at` is where in the file it stands. */
function checked<T>(schema: v.GenericSchema<unknown, T>, value: unknown, label: string, at?: string): T {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = [at, v.getDotPath(issue)].filter((part) => part).join('.');
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

function noJson(label: string): BackendError {
  return malformed(sentence('{0} cannot be read as a lineage file: it is not JSON.', label));
}

function malformed(what: Sentence): BackendError {
  return new BackendError('malformed', what);
}

const moments = new Set(['startedAt', 'endedAt', 'createdAt', 'expiresAt']);
/** What is told otherwise, or of the lineage as a whole. */
const apart = new Set(['path', 'line', 'cell', 'declared', 'recorded', 'open']);

function toNode(facts: NodeFacts, source: Source): LineageNode {
  const { id, kind, path, line, cell } = facts;
  // Very many nodes pass here: what they say is written once.
  const known: Record<string, unknown> = {};
  if (kind === 'run') known.key = id.split('/').at(-1);
  if (kind === 'run' || kind === 'version') known.state = 'unknown';
  if (kind === 'version') known.aliases = [];
  if (kind === 'collection') known.holds = 'own';
  if (kind === 'script') known.path = path ?? facts.name;
  for (const [key, value] of Object.entries(facts))
    if (value !== null && value !== undefined && !apart.has(key))
      known[key] = moments.has(key) ? Date.parse(String(value)) : value;
  known.also ??= [];
  known.notes = [];
  known.declared = facts.declared && path ? [placeOf(path, cell ?? null, line ?? 1)] : [];
  known.recorded = facts.recorded ? [source] : [];
  return known as unknown as LineageNode;
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
