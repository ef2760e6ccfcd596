// A small picture of what is around an artifact, for a hover: what its run used, the run, the artifact, who used it.

import { type Direction, graphOf } from '../lineage/graph.ts';
import type { Lineage, LineageNode, NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';

/** Colours as CSS writes them: an image in a hover knows nothing of the editor's theme. */
export interface Palette {
  readonly ink: string;
  readonly faint: string;
  readonly run: string;
  readonly artifact: string;
}

/** Measures in pixels. */
const tile = { width: 124, height: 22 };
const gap = { x: 26, y: 6 };
const margin = 2;
const mostInColumn = 3;
const longestTitle = 17;

interface Column {
  readonly nodes: readonly LineageNode[];
  /** How many more there are. */
  readonly rest: number;
}

/** An SVG document; undefined when nothing is around the artifact. `lineage` holds two steps around it. */
export function thumbnailOf(focus: LineageNode, lineage: Lineage, palette: Palette): string | undefined {
  const graph = graphOf(lineage, focus.id);
  const beside = (nodes: readonly LineageNode[], direction: Direction): Column => {
    const ids = new Set(nodes.flatMap(({ id }) => graph.neighbours(id, direction)));
    const all = [...ids].flatMap((id) => lineage.nodes.get(id) ?? []);
    const shown = all.length > mostInColumn ? mostInColumn - 1 : mostInColumn;
    return { nodes: all.slice(0, shown), rest: Math.max(0, all.length - shown) };
  };
  const middle: Column = { nodes: [focus], rest: 0 };
  const makers = beside([focus], 'upstream');
  const columns = [beside(makers.nodes, 'upstream'), makers, middle, beside([focus], 'downstream')];
  const filled = columns.filter(({ nodes }) => nodes.length > 0);
  if (filled.length < 2) return undefined;

  const rows = Math.max(...filled.map(({ nodes, rest }) => nodes.length + Number(rest > 0)));
  const height = rows * (tile.height + gap.y) - gap.y + 2 * margin;
  const width = filled.length * (tile.width + gap.x) - gap.x + 2 * margin;
  const places = new Map<NodeId, { x: number; y: number }>();
  const tiles: string[] = [];
  filled.forEach((column, index) => {
    const count = column.nodes.length + Number(column.rest > 0);
    const x = margin + index * (tile.width + gap.x);
    const top = (height - (count * (tile.height + gap.y) - gap.y)) / 2;
    column.nodes.forEach((node, row) => {
      const y = top + row * (tile.height + gap.y);
      places.set(node.id, { x, y });
      tiles.push(tileOf(node, x, y, node.id === focus.id, palette));
    });
    if (column.rest > 0)
      tiles.push(
        text(`+${column.rest}`, x + 8, top + column.nodes.length * (tile.height + gap.y), palette.faint),
      );
  });
  const lines = lineage.edges.flatMap(({ from, to, recorded }) => {
    const a = places.get(from);
    const b = places.get(to);
    if (!a || !b || a.x >= b.x) return [];
    const x1 = a.x + tile.width;
    const y1 = a.y + tile.height / 2;
    const y2 = b.y + tile.height / 2;
    const bend = (x1 + b.x) / 2;
    const dashes = recorded.length === 0 ? ' stroke-dasharray="3 3"' : '';
    return [
      `<path d="M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${b.x} ${y2}" fill="none" stroke="${palette.faint}"${dashes}/>`,
    ];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif" font-size="11">${lines.join('')}${tiles.join('')}</svg>`;
}

function tileOf(node: LineageNode, x: number, y: number, focused: boolean, palette: Palette): string {
  const does = node.kind === 'run' || node.kind === 'script';
  const colour = does ? palette.run : palette.artifact;
  const radius = does ? tile.height / 2 : 3;
  const fill = focused ? ` fill="${colour}" fill-opacity="0.25"` : ' fill="none"';
  const box = `<rect x="${x}" y="${y}" width="${tile.width}" height="${tile.height}" rx="${radius}" stroke="${colour}"${fill}/>`;
  return box + text(shortened(titleOf(node)), x + 8, y, palette.ink);
}

function text(content: string, x: number, y: number, colour: string): string {
  return `<text x="${x}" y="${y + 15}" fill="${colour}">${escaped(content)}</text>`;
}

function shortened(title: string): string {
  const letters = [...title];
  if (letters.length <= longestTitle) return title;
  // The end tells versions apart.
  return `${letters.slice(0, longestTitle - 7).join('')}…${letters.slice(-6).join('')}`;
}

/** Only what XML allows, and none of its marks. */
function escaped(content: string): string {
  return content
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
