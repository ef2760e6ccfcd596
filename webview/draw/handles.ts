// The small handles at a tile's sides: how much is not shown there, and a click to see it.
import type { Selection } from 'd3';
import type { Direction } from '../../src/lineage/graph.ts';
import type { PlacedTile } from '../scene.ts';
import type { Say } from '../words.ts';

type Groups = Selection<SVGGElement, PlacedTile, SVGGElement, unknown>;
export type OnHandle = (item: PlacedTile, direction: Direction) => void;

const sides: readonly Direction[] = ['upstream', 'downstream'];
const height = 16;
const letter = 6.2;
/** Where arrows are in the way, a handle stands on the lower edge, so far from the side. */
const corner = 16;

export function buildHandles(groups: Groups): void {
  for (const side of sides) {
    const handle = groups.append('g').attr('class', `handle ${side}`).attr('aria-hidden', 'true');
    handle.append('title');
    handle
      .append('rect')
      .attr('height', height)
      .attr('rx', height / 2)
      .attr('y', -height / 2);
    handle.append('text').attr('dominant-baseline', 'central').attr('text-anchor', 'middle');
  }
}

/** Sides with nothing to show or take back have no handle. */
export function refreshHandles(groups: Groups, say: Say, onHandle: OnHandle): void {
  for (const side of sides) {
    const handles = groups.select<SVGGElement>(`.handle.${side}`);
    handles
      .attr('display', ({ tile }) => (textOf(tile[side]) ? null : 'none'))
      .attr('transform', ({ tile, box }) => {
        const { joined } = tile[side];
        const out = joined ? -corner : widthOf(tile[side]) / 2 + 2;
        const x = side === 'upstream' ? -out : box.width + out;
        return `translate(${x},${joined ? box.height : box.height / 2})`;
      })
      .on('click', (event: Event, item) => {
        event.stopPropagation();
        onHandle(item, side);
      })
      .on('dblclick', (event: Event) => event.stopPropagation());
    handles.select('text').text(({ tile }) => textOf(tile[side]));
    handles
      .select('rect')
      .attr('width', ({ tile }) => widthOf(tile[side]))
      .attr('x', ({ tile }) => -widthOf(tile[side]) / 2);
    handles.select('title').text(({ tile }) => {
      const { hidden } = tile[side];
      if (hidden === 0) return say('collapse');
      return say(side === 'upstream' ? 'expandUpstream' : 'expandDownstream', hidden);
    });
  }
}

function textOf({ hidden, expanded }: PlacedTile['tile']['upstream']): string {
  if (hidden > 0) return hidden > 999 ? '+999…' : `+${hidden}`;
  return expanded ? '\u2212' : '';
}

function widthOf(side: PlacedTile['tile']['upstream']): number {
  return Math.max(height, 8 + textOf(side).length * letter);
}
