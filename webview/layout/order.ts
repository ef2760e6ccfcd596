// Orders each column so that few lines cross: barycentre sweeps from several beginnings, the best of them sifted.
import { crossings, positions } from './crossings.ts';
import type { Layered } from './layers.ts';
import { type Sifter, sifter } from './sift.ts';
import { asWished, beginning } from './starts.ts';
import { type Scratch, scratchFor, sweep } from './sweep.ts';

type Columns = readonly Int32Array[];

/** An order, where each node stands in it, and how many lines cross. */
interface Draft {
  columns: Columns;
  position: Int32Array;
  count: number;
}

interface Effort {
  /** How many beginnings are tried, and how many sweeps each has at most. */
  readonly starts: number;
  readonly sweeps: number;
  /** How often the best order is shaken and sifted again. */
  readonly shakes: number;
}

/** Places up and down that sifting tries: about linear, and farther hardly ever helps. */
const reach = 20;

/**
 * The nodes of each column from top to bottom. Deterministic. With `wishes`, the heights at which nodes would like to
 * be, their order is only mended, so that a picture that has grown looks like itself. Yields between steps.
 */
export function* order(graph: Layered, wishes?: Float64Array): Generator<void, Columns> {
  const sift = sifter(graph);
  const scratch = scratchFor(graph);
  if (wishes) {
    const columns = asWished(graph, wishes);
    yield* sifted(draft(graph, columns), sift, 2);
    return columns;
  }
  const { starts, sweeps, shakes } = effortFor(graph.count);
  let best: Draft = { ...draft(graph, graph.columns), count: Number.POSITIVE_INFINITY };
  for (let number = 0; number < starts && best.count > 0; number++)
    best = yield* swept(graph, draft(graph, beginning(graph, number)), best, sweeps, scratch);
  yield* sifted(best, sift, 8);
  for (let shake = 0; shake < shakes && best.count > 0; shake++) {
    const other = copy(best);
    for (let round = 0; round < shakeSweeps; round++)
      sweep(graph, other.columns, other.position, (round + shake) % 2 === 0, shake % 4 > 1, scratch);
    other.count = crossings(graph, other.columns, other.position);
    yield* sifted(other, sift, 3);
    if (other.count <= best.count) best = other;
    yield;
  }
  return best.columns;
}

const shakeSweeps = 10;

/** Small pictures are looked at line by line and cost nothing; large ones must be there at once. */
function effortFor(count: number): Effort {
  if (count < 200) return { starts: 24, sweeps: 40, shakes: 24 };
  if (count < 800) return { starts: 10, sweeps: 50, shakes: 12 };
  if (count < 4000) return { starts: 2, sweeps: 60, shakes: 4 };
  return { starts: 1, sweeps: count < 40_000 ? 60 : 40, shakes: 0 };
}

function draft(graph: Layered, columns: Columns): Draft {
  const position = positions(graph.count, columns);
  return { columns, position, count: crossings(graph, columns, position) };
}

function copy({ columns, position, count }: Draft): Draft {
  return { columns: columns.map((column) => column.slice()), position: position.slice(), count };
}

/** The best order met while sweeping back and forth, or the best so far. Counting costs as much as sweeping. */
function* swept(
  graph: Layered,
  own: Draft,
  before: Draft,
  rounds: number,
  scratch: Scratch,
): Generator<void, Draft> {
  let best = own.count < before.count ? copy(own) : before;
  let mine = own.count;
  let stale = 0;
  for (let round = 0; round < rounds && stale < patience && best.count > 0; round++) {
    sweep(graph, own.columns, own.position, round % 2 === 0, round % 4 > 1, scratch);
    if (round < unsettled && graph.count > 2000) continue;
    own.count = crossings(graph, own.columns, own.position);
    stale = own.count < mine ? 0 : stale + 1;
    mine = Math.min(mine, own.count);
    if (own.count < best.count) best = copy(own);
    yield;
  }
  return best;
}

const patience = 12;
/** In the first sweeps nothing is worth counting yet. */
const unsettled = 4;

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
