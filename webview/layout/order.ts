// Orders each column so that few lines cross: barycentre sweeps from several beginnings, then sifting, dragging, shaking.
import { crossings, positions } from './crossings.ts';
import { type Dragger, dragger } from './drag.ts';
import type { Layered } from './layers.ts';
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
  /** How often threads are dragged at most. */
  readonly drags: number;
  /** How often the best order is shaken and mended again. */
  readonly shakes: number;
}

/** Places up and down that sifting tries: about linear, and farther hardly ever helps. */
const reach = 20;

/**
 * The nodes of each column from top to bottom. Deterministic. With `wishes`, the heights at which nodes would like to
 * be, their order is only mended, so that a picture that has grown looks like itself. Yields between steps.
 */
export function* order(graph: Layered, wishes?: Float64Array): Generator<void, Columns> {
  const tools = { graph, sift: sifter(graph), drag: dragger(graph), scratch: scratchFor(graph) };
  if (wishes) {
    const columns = asWished(graph, wishes);
    yield* sifted(draftOf(graph, columns), tools.sift, 2);
    return columns;
  }
  const effort = effortFor(graph.count);
  let best = draftOf(graph, beginning(graph, 0));
  for (let number = 0; number < effort.starts && best.count > 0; number++)
    best = yield* swept(number === 0 ? copyOf(best) : draftOf(graph, beginning(graph, number)), best, tools);
  yield* sifted(best, tools.sift, 8);
  yield* dragged(best, tools, effort.drags);
  for (let shake = 0; shake < effort.shakes && best.count > 0; shake++)
    best = yield* shaken(best, shake, tools);
  return best.columns;
}

/** Small pictures are looked at line by line and cost nothing; large ones must be there at once. */
function effortFor(count: number): Effort {
  if (count < 200) return { starts: 24, drags: 3, shakes: 24 };
  if (count < 800) return { starts: 10, drags: 3, shakes: 12 };
  if (count < 4000) return { starts: 1, drags: 2, shakes: 12 };
  return { starts: 1, drags: count < huge ? 1 : 0, shakes: 0 };
}

function draftOf(graph: Layered, columns: Columns): Draft {
  const position = positions(graph.count, columns);
  return { columns, position, count: crossings(graph, columns, position) };
}

function copyOf({ columns, position, count }: Draft): Draft {
  return { columns: columns.map((column) => column.slice()), position: position.slice(), count };
}

/** Sweeps of a beginning at most, of a huge one fewer, and how many that bring nothing are enough. */
const sweeps = 60;
const hugeSweeps = 40;
const huge = 40_000;
const patience = 12;
/** In the first sweeps of a large graph nothing is worth counting yet: that costs as much as sweeping. */
const unsettled = 4;

/** The best order met while sweeping `own` back and forth, or the best so far. */
function* swept(own: Draft, before: Draft, { graph, scratch }: Tools): Generator<void, Draft> {
  let best = own.count < before.count ? copyOf(own) : before;
  let fewest = own.count;
  let stale = 0;
  const most = graph.count < huge ? sweeps : hugeSweeps;
  for (let round = 0; round < most && stale < patience && best.count > 0; round++) {
    sweep(graph, own.columns, own.position, round % 2 === 0, round % 4 > 1, scratch);
    if (round < unsettled && graph.count > 2000) continue;
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
  yield* sifted(other, sift, 2);
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
  const last = draft.columns.length - 1;
  for (let round = 0; round < rounds; round++) {
    let saved = 0;
    for (let step = 0; step <= last; step++) {
      const column = draft.columns[round % 2 === 0 ? step : last - step];
      if (column) saved += sift.column(column, draft.position, reach);
    }
    draft.count -= saved;
    yield;
    if (saved <= draft.count / 1000) return;
  }
}
