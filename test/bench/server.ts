// Benchmark: reading generated lineages from a W&B server, against a straight walk with the real `wandb.Api()`.
// Arguments: sizes, e.g. `100 1000`; without any all sizes are measured.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repository } from '../support/hosts/paths.ts';
import { wandbVersion } from '../support/sdk/pythonEnvironment.ts';
import { runPython } from '../support/sdk/runPython.ts';
import { atMost, type Report, type Target } from './report.ts';
import { start, type Walk } from './server/ours.ts';
import { type Cost, type ServerProcess, serve, startProcess } from './server/serverProcess.ts';

const allSizes = [100, 1000, 10_000];
/** Milliseconds for each reply. */
const latency = 50;
/** Up to so many nodes are walked whole by the straight walk too; */
const peerWhole = 1000;
/** in larger lineages it is stopped after so many seconds: what a node costs it is the same throughout. */
const peerSeconds = 60;
/** Where all generated lineages begin. */
const origin = { entity: 'ada', project: 'project-0', collection: 'raw-0-0', alias: 'v0' };

interface PeerWalk {
  readonly asked: number;
  readonly nodes: number;
  readonly edges: number;
  readonly seconds: number;
}

interface Measured {
  readonly size: number;
  readonly first: Walk & Cost;
  readonly second: Walk & Cost;
  readonly peer: PeerWalk & Cost;
}

export async function serverBench(args: readonly string[]): Promise<Report> {
  if (args[0] === 'serve') return serve(Number(args[1]), Number(args[2]));
  const sizes = args.length > 0 ? args.map(Number) : allSizes;
  const all: Measured[] = [];
  for (const size of sizes) all.push(await measure(size));
  return {
    subject: {
      sizes: sizes.join(' '),
      'latency, ms': latency,
      peer: `wandb ${wandbVersion}, beyond ${peerWhole} nodes for ${peerSeconds} s`,
    },
    medians: Object.fromEntries(
      all.flatMap(({ size, first, second, peer }) => [
        [`ours, first start ${size}`, round(first.milliseconds)],
        [`ours, second start ${size}`, round(second.milliseconds)],
        [`wandb.Api ${size}, ${peer.asked} nodes`, round(peer.seconds * 1000)],
      ]),
    ),
    ratios: Object.fromEntries(
      all.flatMap((it) => [
        [`wandb.Api / ours ${it.size}, requests for a node`, round(requestRatio(it))],
        [`wandb.Api / ours ${it.size}, time for a node`, round(timeRatio(it))],
      ]),
    ),
    targets: all.flatMap(targetsOf),
    rows: all.flatMap(({ size, first, second, peer }) => [
      rowOf('ours, first start', size, first.nodes, first, first.milliseconds),
      rowOf('ours, second start', size, second.nodes, second, second.milliseconds),
      rowOf('wandb.Api', size, peer.asked, peer, peer.seconds * 1000),
    ]),
  };
}

async function measure(size: number): Promise<Measured> {
  const server = await startProcess(size, latency);
  const folder = await mkdtemp(join(tmpdir(), 'artifact-lineage-bench-'));
  try {
    const cold = start(server.url, server.key, folder);
    const first = { ...(await cold.walk(origin)), ...(await server.cost()) };
    await cold.keep();
    const second = {
      ...(await start(server.url, server.key, folder).walk(origin)),
      ...(await server.cost()),
    };
    return { size, first, second, peer: await peerWalk(server, folder, size) };
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function peerWalk(server: ServerProcess, folder: string, size: number): Promise<PeerWalk & Cost> {
  const { entity, project, collection, alias } = origin;
  const seconds = size > peerWhole ? peerSeconds : 3600;
  const printed = await runPython({
    script: join(repository, 'test', 'support', 'sdk', 'walk.py'),
    args: [`${entity}/${project}/${collection}:${alias}`, String(seconds)],
    cwd: folder,
    home: join(folder, 'home'),
    server,
  });
  return { ...JSON.parse(printed), ...(await server.cost()) };
}

const requestRatio = ({ first, peer }: Measured) =>
  peer.requests / peer.asked / (first.requests / first.nodes);
const timeRatio = ({ first, peer }: Measured) =>
  (peer.seconds * 1000) / peer.asked / (first.milliseconds / first.nodes);

function targetsOf(measured: Measured): readonly Target[] {
  const { size, first, second, peer } = measured;
  const narrow = first.steps.filter(({ frontier }) => frontier <= 50).map(({ requests }) => requests);
  const whole = peer.asked === peer.nodes;
  return [
    atMost(`requests of a step of up to 50 nodes, ${size}`, Math.max(...narrow), 2),
    atMost(`requests of a second start, ${size}`, second.requests, 0),
    // Links to registries are no edges of the straight walk.
    ...(whole ? [atMost(`edges that wandb.Api finds, ours ${first.edges}`, peer.edges, first.edges)] : []),
    ...(size === 1000
      ? [
          atLeast('wandb.Api / ours, requests', requestRatio(measured), 20),
          atLeast('wandb.Api / ours, time', timeRatio(measured), 10),
        ]
      : []),
    ...(size >= 1000 ? [atMost(`second start of ${size}, ms`, round(second.milliseconds), 300)] : []),
  ];
}

function atLeast(name: string, value: number, limit: number): Target {
  return { name, value: round(value), target: `>= ${limit}`, met: value >= limit };
}

function rowOf(reader: string, size: number, asked: number, cost: Cost, milliseconds: number) {
  const { requests, bytes } = cost;
  return { reader, size, 'nodes asked': asked, requests, kB: round(bytes / 1000), ms: round(milliseconds) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
