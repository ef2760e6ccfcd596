// Benchmark: our layout of generated lineages against elkjs, dagre and dot, each in a process of its own.
// Arguments: sizes, e.g. `300 1000`; without any all sizes are measured.

import { fork } from 'node:child_process';
import { engines, type Measured, measureOne } from './layout/one.ts';
import type { Report, Target } from './report.ts';

const allSizes = [30, 100, 300, 1000, 3000, 5000, 10_000, 50_000];
const patience = 180_000;

export async function layoutBench(args: readonly string[]): Promise<Report> {
  if (args[0] === 'one') {
    process.send?.(await measureOne(args[1] ?? '', Number(args[2]), Number(args[3])));
    return { subject: {}, medians: {}, ratios: {}, targets: [] };
  }
  const sizes = args.length > 0 ? args.map(Number) : allSizes;
  const results: Measured[] = [];
  for (const nodes of sizes)
    for (const engine of await engines())
      for (const seed of nodes > engine.limit ? [] : seedsFor(nodes)) {
        const measured = await inOwnProcess(engine.name, nodes, seed);
        if (measured) results.push(measured);
      }
  const sums = sizes.flatMap((nodes) => summed(results.filter((one) => one.nodes === nodes)));
  const known = (engine: string, nodes: number) =>
    sums.find((one) => one.engine === engine && one.nodes === nodes);
  return {
    subject: { sizes: sizes.join(' '), graphs: sizes.map((size) => seedsFor(size).length).join(' ') },
    medians: Object.fromEntries(sums.map(({ engine, nodes, time }) => [`${engine} ${nodes}`, round(time)])),
    ratios: Object.fromEntries(
      sums.flatMap(({ engine, nodes, time }) => {
        const own = known('ours', nodes);
        return own && engine !== 'ours' ? [[`${engine} / ours ${nodes}`, round(time / own.time)]] : [];
      }),
    ),
    targets: sizes.flatMap((nodes) => targetsFor(nodes, (engine) => known(engine, nodes))),
    rows: sums.map((one) => ({
      engine: one.engine,
      nodes: one.nodes,
      edges: one.edges,
      ms: round(one.time),
      'first ms': round(one.first),
      crossings: one.crossings,
      length: Math.round(one.length),
      area: Math.round(one.area),
      overlaps: one.overlaps,
      ...(one.memory !== undefined && { MB: round(one.memory / 1e6) }),
    })),
  };
}

/** Small lineages differ much from each other, so several are measured. */
function seedsFor(nodes: number): readonly number[] {
  return nodes <= 300 ? [1, 2, 3, 4, 5] : nodes <= 1000 ? [1, 2, 3] : [1];
}

/** Means over the seeds, for each engine that has done them all. */
function summed(results: readonly Measured[]): readonly Measured[] {
  return [...new Set(results.map(({ engine }) => engine))].flatMap((engine) => {
    const own = results.filter((one) => one.engine === engine);
    const [one] = own;
    if (!one || own.length < seedsFor(one.nodes).length) return [];
    const mean = (pick: (result: Measured) => number) =>
      own.reduce((sum, result) => sum + pick(result), 0) / own.length;
    return [
      {
        ...one,
        edges: Math.round(mean(({ edges }) => edges)),
        first: mean(({ first }) => first),
        time: mean(({ time }) => time),
        crossings: Math.round(mean(({ crossings }) => crossings)),
        length: mean(({ length }) => length),
        area: mean(({ area }) => area),
        overlaps: own.reduce((sum, { overlaps }) => sum + overlaps, 0),
        ...(one.memory !== undefined && { memory: Math.max(...own.map(({ memory = 0 }) => memory)) }),
      },
    ];
  });
}

function targetsFor(nodes: number, known: (engine: string) => Measured | undefined): readonly Target[] {
  const own = known('ours');
  if (!own) return [];
  const targets: Target[] = [];
  const most = (name: string, value: number, limit: number) =>
    targets.push({
      name: `${name} at ${nodes}`,
      value: round(value),
      target: `≤ ${round(limit)}`,
      met: value <= limit,
    });
  const [elk, dot] = [known('elkjs'), known('dot')];
  const faster = nodes === 1000 ? 60 : nodes === 5000 ? 150 : undefined;
  if (elk && faster !== undefined) {
    const value = elk.time / own.time;
    targets.push({
      name: `times faster than elkjs at ${nodes}`,
      value: round(value),
      target: `≥ ${faster}`,
      met: value >= faster,
    });
  }
  if (nodes === 10_000) most('ms', own.time, 400);
  if (nodes === 50_000) most('ms', own.time, 2500);
  const peers = [elk, dot].flatMap((one) => (one ? [one.crossings] : []));
  if (peers.length > 0) most('crossings', own.crossings, Math.min(...peers));
  if (dot) most('edge length', own.length, dot.length);
  most('overlapping tiles', own.overlaps, 0);
  if (nodes === 10_000 && own.memory !== undefined) most('MB', own.memory / 1e6, 100);
  return targets;
}

function round(value: number): number {
  return Number(value.toPrecision(value < 100 ? 3 : 6));
}

/** Undefined when the engine fails or takes longer than anybody waits. */
function inOwnProcess(engine: string, nodes: number, seed: number): Promise<Measured | undefined> {
  return new Promise((resolve) => {
    const child = fork(process.argv[1] ?? '', ['layout', 'one', engine, String(nodes), String(seed)], {
      stdio: 'ignore',
      timeout: patience,
    });
    let measured: Measured | undefined;
    child.on('message', (message) => {
      measured = message as Measured;
    });
    child.on('exit', () => resolve(measured));
  });
}
