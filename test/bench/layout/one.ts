// Measures one engine on one lineage, alone in its process so that its memory is its own.

import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { dagre } from './dagre.ts';
import { dots } from './dot.ts';
import { elk } from './elk.ts';
import { ours } from './ours.ts';
import { type Drawing, type Engine, type Problem, problemOf } from './problem.ts';
import { type Quality, qualityOf } from './quality.ts';

export interface Measured extends Quality {
  readonly engine: string;
  readonly nodes: number;
  readonly edges: number;
  readonly seed: number;
  /** Milliseconds of the first layout of the process, and the median once it runs as fast as it can. */
  readonly first: number;
  readonly time: number;
  /** Bytes that the process grew by at its height; absent for a program of its own. */
  readonly memory?: number;
}

/** The engines that are installed. */
export async function engines(): Promise<readonly Engine[]> {
  return [ours, await elk(), await dagre(), ...dots()].filter((engine) => engine !== undefined);
}

/** Counting crossings is quadratic in the end; beyond this many tiles it takes longer than it tells. */
const countable = 10_000;

export async function measureOne(name: string, nodes: number, seed: number): Promise<Measured> {
  const engine = (await engines()).find((one) => one.name === name);
  if (!engine) throw new Error(`${name} is not installed.`);
  const problem = problemOf(nodes, seed);
  const before = settledMemory();
  const [first, drawing] = await timed(engine, problem);
  const memory = process.resourceUsage().maxRSS * 1024 - before;
  const quality = qualityOf(problem, nodes > countable ? { ...drawing, lines: [] } : drawing);
  const measured = { engine: name, nodes, edges: problem.from.length, seed, first, ...quality };
  return {
    ...measured,
    time: await steadyTime(engine, problem, first),
    ...(!name.startsWith('dot') && { memory }),
  };
}

/** So long an engine is repeated, which leaves all the same time to be compiled; more often than that tells no more. */
const seconds = 2;
const often = 400;

/** What takes seconds is as fast the first time; all else is repeated, and the median of the later half counts. */
async function steadyTime(engine: Engine, problem: Problem, first: number): Promise<number> {
  if (first > 5000) return first;
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  while (times.length < 2 || (times.length < often && performance.now() < end))
    times.push((await timed(engine, problem))[0]);
  const later = times.slice(times.length >> 1).sort((a, b) => a - b);
  return later[later.length >> 1] ?? first;
}

async function timed(engine: Engine, problem: Problem): Promise<readonly [number, Drawing]> {
  const start = performance.now();
  const drawing = await engine.layout(problem);
  return [performance.now() - start, drawing];
}

/** Bytes in use after a collection; the peak so far where that is known to be higher. */
function settledMemory(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  setFlagsFromString('--no-expose-gc');
  return Math.max(process.memoryUsage().rss, peakSoFar());
}

function peakSoFar(): number {
  try {
    const [, kilobytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return 0;
  }
}
