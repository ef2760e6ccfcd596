// Graphviz's dot, as a program of its own.

import { spawn, spawnSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { type Drawing, type Engine, type Problem, spacing } from './problem.ts';

/**
 * As it is, and with lines that leave a tile in the middle of its right side and reach one in the middle of its left, as
 * ours do: by itself dot aims at the tiles' middles and hides what is behind them, crossings included.
 */
export function dots(): readonly Engine[] {
  if (spawnSync('dot', ['-V']).status !== 0) return [];
  return [dot('dot', ''), dot('dot, side to side', ' tailport=e headport=w')];
}

function dot(name: string, ends: string): Engine {
  return {
    name,
    limit: 5000,
    async layout(problem) {
      const program = spawn('dot', ['-Tplain'], { stdio: ['pipe', 'pipe', 'ignore'] });
      program.stdin.end(graphOf(problem, ends));
      return drawingOf(await text(program.stdout), problem);
    },
  };
}

/** Lengths in inches of 72 points; a point is a pixel. Source: https://graphviz.org/docs/layouts/dot/ */
const inch = 72;

function graphOf({ widths, heights, from, to }: Problem, ends: string): string {
  const nodes = widths.map(
    (width, node) => `${node} [width=${width / inch} height=${(heights[node] ?? 0) / inch}];`,
  );
  const edges = from.map((source, edge) => `${source} -> ${to[edge]};`);
  return [
    'digraph {',
    `rankdir=LR; nodesep=${spacing.tile / inch}; ranksep=${spacing.column / inch}; splines=polyline;`,
    `node [shape=box fixedsize=true label=""]; edge [dir=none${ends}];`,
    ...nodes,
    ...edges,
    '}',
  ].join('\n');
}

/**
 * Lines `node NAME X Y …` (middles) and `edge TAIL HEAD N X Y …` with N control points, of which every third lies on
 * the polyline. Source: https://graphviz.org/docs/outputs/plain/
 */
function drawingOf(plain: string, { widths, heights, from, to }: Problem): Drawing {
  const x: number[] = [];
  const y: number[] = [];
  const lineOf = new Map<string, number[]>();
  for (const line of plain.replaceAll('\\\n', '').split('\n')) {
    const [kind, first = '', ...rest] = line.split(' ');
    if (kind === 'node') {
      x[Number(first)] = Number(rest[0]) * inch - (widths[Number(first)] ?? 0) / 2;
      y[Number(first)] = Number(rest[1]) * inch - (heights[Number(first)] ?? 0) / 2;
    } else if (kind === 'edge') {
      const points = rest.slice(2, 2 + 2 * Number(rest[1])).map((value) => Number(value) * inch);
      lineOf.set(
        `${first} ${rest[0]}`,
        points.filter((_, index) => Math.floor(index / 2) % 3 === 0),
      );
    }
  }
  return { x, y, lines: from.map((source, edge) => lineOf.get(`${source} ${to[edge]}`) ?? []) };
}
