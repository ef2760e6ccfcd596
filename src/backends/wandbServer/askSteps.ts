// Asks for the steps around many nodes in few requests: aliased fields, long lists followed, halved on refusal.

import { alsoByContent } from '../../lineage/content.ts';
import type { Edge, LineageNode } from '../../lineage/model.ts';
import type { Sentence } from '../../lineage/sentence.ts';
import { BackendError } from '../backend.ts';
import type { Client } from './client.ts';
import { CurableError } from './failure.ts';
import type { Reader } from './nodes.ts';
import type { Target } from './parseId.ts';
import { ask, type Declare } from './question.ts';
import { readRecheck, recheckField } from './recheck.ts';
import { joined, mergeById, type StepAnswer, unique } from './stepAnswer.ts';
import { type Cursors, fieldFor } from './stepFields.ts';
import { readStep } from './steps.ts';

/** Nodes per request. */
export const mostAtOnce = 30;
/** Pages of one list that are followed; what lies beyond leaves the node open. */
const longest = 5;
/** After so many nodes in a row that were refused one by one, the rest of the question is not tried. */
const enough = 3;

/** A node to ask about; of one that is known only what can have changed is asked, or where its lists go on. */
export interface Wanted {
  readonly target: Target;
  readonly known?: StepAnswer | undefined;
  readonly from?: Cursors | undefined;
}

/** What the pages read so far add up to. */
interface Gathered {
  readonly target: Target;
  readonly nodes: LineageNode[];
  readonly edges: Edge[];
  open: boolean;
  rest?: Cursors;
  counts?: StepAnswer['counts'];
}

interface Pending {
  readonly into: Gathered;
  readonly cursors?: Cursors;
  readonly known?: StepAnswer | undefined;
}

interface Reply {
  readonly data: unknown;
  readonly failed: boolean;
}

/** How a question fares that is asked in parts. */
interface Course {
  /** Nodes in a row that were refused one by one. */
  refused: number;
}

/**
 * Gives a function that asks for several targets and answers in their order. `tell` takes what could not be read;
 * the steps of those nodes are open.
 */
export function stepAsker(client: Client, reader: () => Reader, tell: (problem: Sentence) => void) {
  /** As many as this server has borne so far. */
  let size = mostAtOnce;

  async function askAll(pending: readonly Pending[], signal: AbortSignal): Promise<readonly Reply[]> {
    const course: Course = { refused: 0 };
    const pieces = Array.from({ length: Math.ceil(pending.length / size) }, (_, index) =>
      pending.slice(index * size, (index + 1) * size),
    );
    return (await Promise.all(pieces.map((piece) => askPiece(piece, course, false, signal)))).flat();
  }

  /** A part that is refused is halved until what is refused stands alone; the rest of a walk goes on. */
  async function askPiece(
    piece: readonly Pending[],
    course: Course,
    halved: boolean,
    signal: AbortSignal,
  ): Promise<readonly Reply[]> {
    const { query, variables } = ask('Around', (declare) =>
      piece.map((it, index) => fieldOf(`n${index}`, it, declare)),
    );
    try {
      const { data, failed } = await client.ask(query, variables, signal);
      course.refused = 0;
      return piece.map((_, index) => ({ data: data[`n${index}`], failed: failed.has(`n${index}`) }));
    } catch (error) {
      const less = error instanceof CurableError && error.cure.less === true;
      const refused = error instanceof BackendError && /^(refused|notFound)$/.test(error.trouble);
      if (!(error instanceof BackendError) || !(less || refused)) throw error;
      if (piece.length > 1 && course.refused < enough) {
        const half = Math.ceil(piece.length / 2);
        if (less) size = Math.min(size, half);
        // One after the other: a server that refuses is not pressed.
        const first = await askPiece(piece.slice(0, half), course, true, signal);
        return [...first, ...(await askPiece(piece.slice(half), course, true, signal))];
      }
      course.refused++;
      // A server in trouble is no node's fault.
      if (!refused && (!halved || course.refused >= enough)) throw error;
      tell(error.sentence);
      return piece.map(() => ({ data: undefined, failed: true }));
    }
  }

  return async (wanted: readonly Wanted[], signal: AbortSignal): Promise<readonly StepAnswer[]> => {
    const all = wanted.map(({ target }): Gathered => ({ target, nodes: [], edges: [], open: false }));
    let pending: readonly Pending[] = all.map((into, index) => {
      const { known, from: cursors } = wanted[index] ?? {};
      return cursors ? { into, cursors } : { into, known };
    });
    for (let round = 1; pending.length > 0; round++) {
      const replies = await askAll(pending, signal);
      pending = pending.flatMap((it, index) => {
        const { into } = it;
        const more = take(it, replies[index], reader());
        if (more === 'all') return [{ into }];
        if (more.size > 0 && round < longest) return [{ into, cursors: more }];
        if (more.size > 0) Object.assign(into, { open: true, rest: more });
        return [];
      });
    }
    return all.map(({ nodes, edges, open, rest, counts }, index) => {
      const { known, from } = wanted[index] ?? {};
      const answer = {
        nodes: alsoByContent(mergeById(nodes), edges),
        edges: unique(edges),
        open,
        ...(rest && { rest: Object.fromEntries(rest) }),
        ...(counts && { counts }),
      };
      // What was read beyond the beginning stays: nobody would read that far again.
      return known?.rest && !from && nodes.length > 0
        ? { ...joined(answer, known), rest: known.rest }
        : answer;
    });
  };
}

function fieldOf(alias: string, { into, cursors, known }: Pending, declare: Declare): string {
  return (
    (known && recheckField(alias, into.target, known, declare)) ??
    fieldFor(alias, into.target, cursors, declare)
  );
}

/** Adds a page of answers; gives the lists that have more, or `all` when what is known is not what is there now. */
function take({ into, known }: Pending, reply: Reply | undefined, reader: Reader): Cursors | 'all' {
  const rechecked = known && recheckField('', into.target, known, () => '') !== undefined;
  const step = rechecked
    ? readRecheck(into.target, reply?.data, known, reader)
    : readStep(into.target, reply?.data, reader);
  if (rechecked && !step && !reply?.failed) return 'all';
  // Refused, or refused in part: there may be more than what came.
  if (reply?.failed) into.open = true;
  if (!step) return new Map();
  into.counts ??= step.counts;
  into.nodes.push({ ...step.node, notes: step.notes }, ...step.neighbours);
  into.edges.push(...step.edges);
  if (step.cut) into.open = true;
  return step.more;
}
