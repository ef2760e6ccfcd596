// Asks anew around a node that is known: only what can have changed. A committed version keeps its creator, digest and
// size; a run that has ended and counts as many artifacts as before has the same ones.

import * as v from 'valibot';
import type { ArtifactVersion, LineageNode, Run } from '../../lineage/model.ts';
import type { Sentence } from '../../lineage/sentence.ts';
import { type Reader, toRun } from './nodes.ts';
import type { Target } from './parseId.ts';
import { type Declare, inProject } from './question.ts';
import { runCounted } from './replies.ts';
import type { StepAnswer } from './stepAnswer.ts';
import { fieldFor } from './stepFields.ts';
import { dig, readStep, type Step, unseenMaker } from './steps.ts';

const ended: ReadonlySet<Run['state']> = new Set(['finished', 'failed', 'crashed', 'killed']);

/** The root field that asks what can have changed; undefined when all can. */
export function recheckField(
  alias: string,
  target: Target,
  known: StepAnswer,
  declare: Declare,
): string | undefined {
  const [node] = known.nodes;
  if (known.open || !node) return undefined;
  if (node.kind === 'collection' || (node.kind === 'version' && isFixed(node)))
    return fieldFor(alias, target, undefined, declare, true);
  if (node.kind !== 'run' || !ended.has(node.state) || !known.counts || target.kind !== 'run')
    return undefined;
  const lists = 'inputArtifacts { totalCount } outputArtifacts { totalCount }';
  return inProject(
    alias,
    target.scope,
    declare,
    `run(name: ${declare('String!', target.key)}) { ...RunFields ${lists} }`,
  );
}

/** The step as it is now; undefined when the whole has to be asked for. */
export function readRecheck(
  target: Target,
  answer: unknown,
  known: StepAnswer,
  reader: Reader,
): Step | undefined {
  switch (known.nodes[0]?.kind) {
    case 'run':
      return runAsKnown(answer, known, reader);
    case 'collection':
      return collectionAsKnown(target, answer, known, reader);
    default:
      return versionAsKnown(target, answer, known, reader);
  }
}

function runAsKnown(answer: unknown, known: StepAnswer, reader: Reader): Step | undefined {
  const reply = v.safeParse(runCounted, dig(answer, 'run'));
  const now = reply.success ? toRun(reply.output, reader) : undefined;
  const [before, ...neighbours] = known.nodes;
  if (!reply.success || !now || before?.kind !== 'run') return undefined;
  const { inputArtifacts, outputArtifacts } = reply.output;
  const counts = [inputArtifacts?.totalCount, outputArtifacts?.totalCount];
  const same = counts.every((count, index) => count !== undefined && count === known.counts?.[index]);
  if (!same || now.state !== before.state || now.endedAt !== before.endedAt) return undefined;
  const { config, summary, notes } = before;
  const node: Run = { ...now, ...(config && { config }), ...(summary && { summary }) };
  return asKnown(node, neighbours, known, notes);
}

function versionAsKnown(
  target: Target,
  answer: unknown,
  known: StepAnswer,
  reader: Reader,
): Step | undefined {
  const step = readStep(target, answer, reader);
  const [before] = known.nodes;
  if (step?.node.kind !== 'version' || before?.kind !== 'version' || step.node.id !== before.id)
    return undefined;
  const made = known.edges.filter(({ kind }) => kind === 'logged');
  const makers = known.nodes.filter(({ id }) => made.some(({ from }) => from === id));
  const hidden = before.notes.filter(({ text }) => text === unseenMaker.text);
  return {
    ...step,
    node: withFixed(step.node, before),
    neighbours: [...makers, ...step.neighbours],
    edges: [...made.map((edge) => ({ ...edge, recorded: [reader.source] })), ...step.edges],
    notes: [...hidden, ...step.notes],
  };
}

/** A version that was not there before has facts that were not asked for. */
function collectionAsKnown(
  target: Target,
  answer: unknown,
  known: StepAnswer,
  reader: Reader,
): Step | undefined {
  const step = readStep(target, answer, reader);
  const before = new Map(known.nodes.map((node) => [node.id, node]));
  const neighbours = step?.neighbours.flatMap((node) => {
    const own = before.get(node.id);
    return node.kind === 'version' && own?.kind === 'version' && isFixed(own) ? [withFixed(node, own)] : [];
  });
  if (!step || !neighbours || neighbours.length < step.neighbours.length) return undefined;
  return { ...step, neighbours };
}

function isFixed({ state, version }: ArtifactVersion): boolean {
  return state === 'committed' && version !== undefined;
}

/** What is there now, with the facts that never change. */
function withFixed(now: ArtifactVersion, before: ArtifactVersion): ArtifactVersion {
  const { digest, size, fileCount, createdAt, author } = before;
  const fixed = { digest, size, fileCount, createdAt, author };
  const kept = Object.entries(fixed).filter(([, value]) => value !== undefined);
  return { ...now, ...Object.fromEntries(kept) };
}

function asKnown(
  node: LineageNode,
  neighbours: readonly LineageNode[],
  known: StepAnswer,
  notes: readonly Sentence[],
): Step {
  const { edges, counts } = known;
  return { node, neighbours, edges, notes, more: new Map(), cut: false, ...(counts && { counts }) };
}
