// Draws the tiles: one group each, joined by id, its parts refreshed in place.
import type { Selection } from 'd3';
import { look, stateLook } from '../icons.ts';
import { newsOf } from '../news.ts';
import type { PlacedTile } from '../scene.ts';
import { type TileMark, tileMarks } from '../tileMarks.ts';
import { ageEnd, iconMiddle, textStart } from '../tileSize.ts';
import type { Say } from '../words.ts';
import { glyphLink } from './defs.ts';
import { drawHandles, type OnHandle } from './handles.ts';
import { comeIn } from './motion.ts';
import { fold, outline, pile, ring } from './shapes.ts';

/** How far above the middle a state stands, so that an age has room below it. */
export const raised = 8;

export type TileGroups = Selection<SVGGElement, PlacedTile, SVGGElement, unknown>;
type Layer = Selection<SVGGElement, unknown, null, undefined>;

/** Returns all groups, in the order of the data. They move and fade for `time` milliseconds. */
export function drawTiles(
  layer: Layer,
  tiles: readonly PlacedTile[],
  focus: string | null,
  say: Say,
  onHandle: OnHandle,
  time: number,
): TileGroups {
  const all = layer.selectAll<SVGGElement, PlacedTile>('g.tile').data(tiles, ({ tile }) => tile.id);
  // A tile that was on its way in or out when the next picture came is there at once.
  all.interrupt('fade').style('opacity', null).style('animation', null);
  const entering = all
    .enter()
    .append('g')
    .attr('role', 'button')
    .attr('tabindex', -1)
    .call(build)
    .attr('transform', place);
  if (time > 0) {
    all.exit().classed('leaving', true).transition('fade').duration(time).style('opacity', 0).remove();
    comeIn(entering, time);
    all.transition('move').duration(time).attr('transform', place);
  } else {
    all.exit().remove();
    all.interrupt('move').attr('transform', place);
  }
  return entering
    .merge(all)
    .order()
    .call((groups) => refresh(groups, focus, say))
    .call((groups) => drawHandles(groups, say, onHandle));
}

function place({ box }: PlacedTile): string {
  return `translate(${round(box.x)},${round(box.y)})`;
}

function build(groups: Selection<SVGGElement, PlacedTile, SVGGElement, unknown>): void {
  groups.append('title');
  for (const part of ['pile second', 'pile first', 'body', 'tint', 'fold', 'ring'])
    groups.append('path').attr('class', part);
  groups.append('circle').attr('class', 'chip').attr('cx', iconMiddle).attr('r', 14);
  for (const part of ['icon', 'state']) groups.append('use').attr('class', part);
  groups.append('text').attr('class', 'name');
  // Spaces keep title, detail and age apart for those who read the text without seeing it.
  const space = () =>
    groups.each(function () {
      this.append(' ');
    });
  space();
  groups.append('text').attr('class', 'detail');
  space();
  groups.append('text').attr('class', 'age').attr('text-anchor', 'end');
  const badge = groups.append('g').attr('class', 'badge');
  badge.append('circle').attr('r', 9);
  badge.append('use').attr('href', glyphLink('target'));
}

function refresh(groups: TileGroups, focus: string | null, say: Say): void {
  groups
    .attr('data-id', ({ tile }) => tile.id)
    .attr('data-kind', ({ tile }) => tile.kind)
    .attr('data-title', ({ tile }) => tile.title)
    .attr('aria-label', (item) => spoken(item, say))
    .attr('class', ({ tile }) => tileClass(tile, focus));
  groups.select('title').text(({ tile }) => hint(tile, say));
  groups.select('.pile.first').attr('d', ({ tile, box }) => pile(tile, 1, box));
  groups.select('.pile.second').attr('d', ({ tile, box }) => pile(tile, 2, box));
  groups.select('.fold').attr('d', ({ tile, box }) => fold(tile.kind, box));
  for (const part of ['.body', '.tint'])
    groups.select(part).attr('d', ({ tile, box }) => outline(tile.kind, box));
  groups.select('.ring').attr('d', ({ tile, box }) => ring(tile.kind, box, 4));
  groups.select('.chip').attr('cy', ({ box }) => box.height / 2);
  groups
    .select('.icon')
    .attr('x', iconMiddle)
    .attr('y', ({ box }) => box.height / 2)
    .attr('href', ({ tile }) => glyphLink(look(tile).glyph));
  groups
    .select('.name')
    .attr('x', textStart)
    .attr('y', ({ box, text }) => box.height / 2 + (text.detail ? -3 : 4.5))
    .classed('alone', ({ text }) => !text.detail)
    .text(({ text }) => text.title);
  groups
    .select('.detail')
    .attr('x', textStart)
    .attr('y', ({ box }) => box.height / 2 + 14)
    .text(({ text }) => text.detail);
  groups
    .select('.state')
    .attr('class', ({ tile }) => `state ${stateLook(tile.state)?.tone ?? ''}`)
    .classed('aged', ({ text }) => text.age !== '')
    .attr('x', ({ box }) => box.width - 16)
    .attr('y', ({ box, text }) => box.height / 2 - (text.age ? raised : 0))
    .attr('href', ({ tile }) => glyphLink(stateLook(tile.state)?.glyph));
  groups
    .select('.age')
    .attr('x', ({ box }) => box.width - ageEnd)
    .attr('y', ({ box }) => box.height / 2 + 14)
    .text(({ text }) => text.age);
  groups
    .selectAll<SVGUseElement, TileMark>('.mark')
    .data(({ tile, box }) => tileMarks(tile, box))
    .join((entering) => entering.insert('use', '.badge'))
    .attr('class', ({ part }) => `mark ${part}`)
    .attr('x', ({ x }) => x)
    .attr('y', ({ y }) => y)
    .attr('href', ({ glyph }) => glyphLink(glyph));
  groups
    .select('.badge')
    .attr('transform', ({ tile }) => (tile.kind === 'run' ? 'translate(12,6)' : 'translate(2,2)'));
}

/** What the style sheet knows a tile by, but for marks. */
export function tileClass(tile: PlacedTile['tile'], focus: string | null): string {
  const words = ['tile', tile.kind, `tone-${look(tile).tone}`];
  if (tile.members) words.push('cluster');
  if (tile.faint) words.push('faint');
  if (tile.mark) words.push(`mark-${tile.mark}`);
  if (tile.declared && !tile.recorded) words.push('declared');
  if (tile.id === focus) words.push('focused');
  return words.join(' ');
}

/**
 * What the tile says, in the order in which it is read there, and how much beside it is not shown. Where something is cut
 * short, also as it stands there: whoever speaks to the editor says what is seen.
 */
function spoken({ tile, text }: PlacedTile, say: Say): string {
  const { upstream, downstream, detail, title } = tile;
  const isCut = text.title !== title || text.detail !== detail;
  return [
    text.age ? aged(tile, text.age) : tile.label,
    upstream.hidden > 0 ? say('hiddenUpstream', upstream.hidden) : '',
    downstream.hidden > 0 ? say('hiddenDownstream', downstream.hidden) : '',
    ...newsOf(tile, say).map(({ text }) => text),
    isCut ? [text.title, text.detail, text.age].join(' ') : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The label with an age behind title and detail. */
function aged({ label, title, detail }: PlacedTile['tile'], age: string): string {
  const start = label.indexOf(title) + title.length;
  const end = Math.max(start, label.indexOf(detail, start) + detail.length);
  return `${label.slice(0, end)}, ${age}${label.slice(end)}`;
}

function hint(tile: PlacedTile['tile'], say: Say): string {
  const known = tile.recorded
    ? say(tile.declared ? 'declaredAndRecorded' : 'recordedOnly')
    : say('declaredOnly');
  return [
    tile.title,
    tile.detail,
    known,
    ...newsOf(tile, say).map(({ text }) => text),
    tile.open ? say('open') : '',
  ]
    .filter(Boolean)
    .join('\n');
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
