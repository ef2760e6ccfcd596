// Orders each column so that few lines cross: barycentre sweeps from several beginnings, then sifting, dragging, shaking.
import { crossings, positions } from './crossings.ts';
import { type Dragger, dragger } from './drag.ts';
import type { Layered } from './layers.ts';
import { relaxed } from './relax.ts';
import { type Sifter, sifter } from './sift.ts';
import { asWished, beginning } from './starts.ts';
import { type Scratch, scratchFor, sweep } from './sweep.ts';

type Columns = readonly Int32Array[];

/** An order, where each node stands in it, and how many lines cross. */
interface Draft {
  readonly columns: Columns;
  readonly position: Int32Array;
  count: number;
}

interface Tools {
  readonly graph: Layered;
  readonly sift: Sifter;
  readonly drag: Dragger;
  readonly scratch: Scratch;
}

interface Effort {
  /** How many beginnings are tried. */
  readonly starts: number;
  /** How many rounds each is relaxed, and then swept at most. */
  readonly rounds: number;
  readonly sweeps: number;
  /** How often threads are dragged at most. */
  readonly drags: number;
  /** How often the best order is shaken and mended again. */
  readonly shakes: number;
}

/**
 * The nodes of each column from top to bottom. Deterministic. With `wishes`, the heights at which nodes would like to
 * be, their order is only mended, so that a picture that has grown looks like itself. Yields between steps.
 */
export function* order(graph: Layered, wishes?: Float64Array): Generator<void, Columns> {
  if (wishes) {
    const columns = asWished(graph, wishes);
    yield* sifted(draftOf(graph, columns), sifter(graph, 'stays'), 2);
    return columns;
  }
  const tools = { graph, sift: sifter(graph, 'drifts'), drag: dragger(graph), scratch: scratchFor(graph) };
  const effort = effortFor(graph.count);
  let best = draftOf(graph, beginning(graph, 0));
  for (let number = 0; number < effort.starts && best.count > 0; number++) {
    const own = number === 0 ? copyOf(best) : draftOf(graph, beginning(graph, number));
    yield* relaxed(graph, own.columns, own.position, effort.rounds, tools.scratch);
    own.count = crossings(graph, own.columns, own.position);
    if (own.count < best.count) best = copyOf(own);
    best = yield* swept(own, best, tools, effort.sweeps);
  }
  yield* sifted(best, tools.sift, 8);
  yield* dragged(best, tools, effort.drags);
  for (let shake = 0; shake < effort.shakes && best.count > 0; shake++)
    best = yield* shaken(best, shake, tools);
  return best.columns;
}

/** Small pictures are looked at line by line and cost nothing; large ones must be there at once. */
function effortFor(count: number): Effort {
  if (count < 200) return { starts: 12, rounds: 20, sweeps: 24, drags: 2, shakes: 12 };
  if (count < 800) return { starts: 6, rounds: 40, sweeps: 24, drags: 2, shakes: 6 };
  if (count < 4000) return { starts: 1, rounds: 40, sweeps: 10, drags: 1, shakes: 1 };
  return { starts: 1, rounds: 80, sweeps: 0, drags: 1, shakes: 0 };
}

function draftOf(graph: Layered, columns: Columns): Draft {
  const position = positions(graph.count, columns);
  return { columns, position, count: crossings(graph, columns, position) };
}

function copyOf({ columns, position, count }: Draft): Draft {
  return { columns: columns.map((column) => column.slice()), position: position.slice(), count };
}

/** So many sweeps that bring nothing are enough. */
const patience = 12;

/** The best order met while sweeping `own` back and forth, or the best so far. */
function* swept(own: Draft, before: Draft, { graph, scratch }: Tools, most: number): Generator<void, Draft> {
  let best = own.count < before.count ? copyOf(own) : before;
  let fewest = own.count;
  let stale = 0;
  for (let round = 0; round < most && stale < patience && best.count > 0; round++) {
    sweep(graph, own.columns, own.position, round % 2 === 0, round % 4 > 1, scratch);
    own.count = crossings(graph, own.columns, own.position);
    stale = own.count < fewest ? 0 : stale + 1;
    fewest = Math.min(fewest, own.count);
    if (own.count < best.count) best = copyOf(own);
    yield;
  }
  return best;
}

/** How many sweeps shake an order, in turn: a few disturb it here and there, many find another whole. */
const shocks = [10, 1, 10, 2, 10, 3];
/** How much worse than the best a shaken order may be, to be worth mending, and to be worth dragging. */
const hopeless = 1.12;
const promising = 1.04;

/** The best order after a few sweeps and mending, if that is no worse. */
function* shaken(best: Draft, shake: number, tools: Tools): Generator<void, Draft> {
  const { graph, scratch, sift } = tools;
  const other = copyOf(best);
  const shock = shocks[shake % shocks.length] ?? 1;
  for (let round = 0; round < shock; round++)
    sweep(graph, other.columns, other.position, (round + shake) % 2 === 0, shake % 4 > 1, scratch);
  other.count = crossings(graph, other.columns, other.position);
  yield* sifted(other, sift, 1);
  if (other.count > best.count * hopeless) return best;
  yield* siftedOn(other, sift, 2);
  if (other.count < best.count * promising) yield* dragged(other, tools, 1);
  return other.count <= best.count ? other : best;
}

/** Drags threads and sifts in turn, until neither helps. */
function* dragged(draft: Draft, { drag, sift }: Tools, rounds: number): Generator<void, void> {
  for (let round = 0; round < rounds && draft.count > 0; round++) {
    const before = draft.count;
    draft.count -= drag.all(draft.columns, draft.position);
    yield;
    yield* sifted(draft, sift, 1);
    if (draft.count === before) return;
  }
}

/** Sifts all columns, back and forth, until it hardly helps. */
function* sifted(draft: Draft, sift: Sifter, rounds: number): Generator<void, void> {
  sift.heat();
  yield* siftedOn(draft, sift, rounds);
}

/** The same, where it has been sifted before and nothing else has been done to it since. */
function* siftedOn(draft: Draft, sift: Sifter, rounds: number): Generator<void, void> {
  const last = draft.columns.length - 1;
  for (let round = 0; round < rounds; round++) {
    let saved = 0;
    for (let step = 0; step <= last; step++) {
      const column = draft.columns[round % 2 === 0 ? step : last - step];
      if (column) saved += sift.column(column, draft.position);
    }
    draft.count -= saved;
    yield;
    if (saved <= draft.count / 1000) return;
  }
}
