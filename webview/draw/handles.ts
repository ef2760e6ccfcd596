// The small handles at a tile's sides: how much is not shown there, and a click to see it.
import { type Selection, select } from 'd3';
import type { Direction } from '../../src/lineage/graph.ts';
import type { PlacedTile } from '../scene.ts';
import type { Say } from '../words.ts';
import { wordsLink } from './defs.ts';

type Groups = Selection<SVGGElement, PlacedTile, SVGGElement, unknown>;
export type OnHandle = (item: PlacedTile, direction: Direction) => void;

const sides: readonly Direction[] = ['upstream', 'downstream'];
const height = 16;
const letter = 6.2;
/** Where arrows are in the way, a handle stands on the lower edge, so far from the side. */
const corner = 16;

/** A handle as it stands on a tile, its middle in the tile's own pixels. */
export interface HandleSpot {
  readonly side: Direction;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** `+3`, or a minus where what was expanded can be taken back. */
  readonly words: string;
}

/** Sides with nothing to show or take back have no handle. */
export function handleSpots(tile: PlacedTile['tile'], box: PlacedTile['box']): readonly HandleSpot[] {
  return sides.flatMap((side) => {
    const words = wordsOf(tile[side]);
    if (!words) return [];
    const width = Math.max(height, 8 + words.length * letter);
    const { joined } = tile[side];
    const out = joined ? -corner : width / 2 + 2;
    const x = side === 'upstream' ? -out : box.width + out;
    return [{ side, x, y: joined ? box.height : box.height / 2, width, height, words }];
  });
}

export function drawHandles(groups: Groups, say: Say, onHandle: OnHandle): void {
  const all = groups
    .selectAll<SVGGElement, HandleSpot>('.handle')
    .data(
      ({ tile, box }) => handleSpots(tile, box),
      ({ side }) => side,
    )
    .join((entering) => {
      const handles = entering.append('g').attr('aria-hidden', 'true');
      handles.attr('class', ({ side }) => `handle ${side}`).append('title');
      handles
        .append('rect')
        .attr('class', 'bed')
        .attr('rx', height / 2);
      handles.append('use').attr('class', 'count');
      return handles;
    })
    .attr('transform', ({ x, y }) => `translate(${x},${y})`)
    .on('click', function (event: Event, { side }) {
      event.stopPropagation();
      const item = itemOf(this);
      if (item) onHandle(item, side);
    })
    .on('dblclick', (event: Event) => event.stopPropagation());
  all
    .select<SVGUseElement>('.count')
    .attr('data-words', ({ words }) => words)
    .attr('href', function ({ words }) {
      return wordsLink(this, words);
    });
  all
    .select('.bed')
    .attr('x', ({ width }) => -width / 2)
    .attr('y', -height / 2)
    .attr('width', ({ width }) => width)
    .attr('height', height);
  all.select('title').text(function ({ side }) {
    const hidden = itemOf(this as Element)?.tile[side].hidden ?? 0;
    if (hidden === 0) return say('collapse');
    return say(side === 'upstream' ? 'expandUpstream' : 'expandDownstream', hidden);
  });
}

/** The tile that a handle, or a part of one, stands on. */
function itemOf(part: Element): PlacedTile | undefined {
  const tile = part.closest('.tile');
  return tile ? (select(tile).datum() as PlacedTile) : undefined;
}

function wordsOf({ hidden, expanded }: PlacedTile['tile']['upstream']): string {
  if (hidden > 0) return hidden > 999 ? '+999…' : `+${hidden}`;
  return expanded ? '\u2212' : '';
}
