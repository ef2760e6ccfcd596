// Benchmark: reading run folders, one with a very large log and many small ones, against the disk alone.

import * as fs from 'node:fs';
import { join } from 'node:path';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { portableCrc32 } from '../../src/backends/crc32.ts';
import type { Host } from '../../src/backends/host.ts';
import { inParallel } from '../../src/backends/inParallel.ts';
import { nodeFiles } from '../../src/backends/nodeFiles.ts';
import { framer, type Handling } from '../../src/backends/wandbLocal/framing.ts';
import { localRuns } from '../../src/backends/wandbLocal/localRuns.ts';
import { readLog } from '../../src/backends/wandbLocal/readLog.ts';
import { runFolders } from '../../src/backends/wandbLocal/runFolders.ts';
import { cacheIn } from '../../src/cli/nodeCache.ts';
import { nodeHost } from '../../src/cli/nodeHost.ts';
import { pictureOf } from '../../src/join/picture.ts';
import { Store } from '../../src/join/store.ts';
import { logWriter } from '../support/local/logWriter.ts';
import { field, recordOf } from '../support/local/records.ts';
import { type LocalData, localData } from './localData.ts';
import { median, medians, type Report, type Target } from './report.ts';

const { signal } = new AbortController();
const files = nodeFiles(fs);
const rounds = 7;
const logSize = 500 * 1024 * 1024;
const runCount = 5000;
/** As many bytes at a time as the reader takes. */
const slice = 1024 * 1024;
const megabyte = 1024 * 1024;

export async function localBench(): Promise<Report> {
  const data = localData(logSize, runCount);
  const memory = await readerMemory(data);
  const large = await largeLog(data);
  const many = await manyFolders(data);
  const ratios = {
    'reader / raw read, throughput': large['raw read'] / large.reader,
    'framing / raw read, throughput': large['raw read'] / large['read and frame'],
    'cold / open and read first blocks': many['cold index'] / many['open and read first blocks'],
    'warm / stat': many['warm index'] / many.stat,
    'reader, memory above baseline in MB': memory,
  };
  return {
    subject: { 'log bytes': logSize, 'run folders': runCount },
    medians: { ...large, ...many },
    ratios,
    targets: [
      atLeast('reader / raw read, throughput', ratios['reader / raw read, throughput'], 0.5),
      atMost('reader, memory above baseline in MB', memory, 64),
      atMost('cold / open and read first blocks', ratios['cold / open and read first blocks'], 3),
      atMost('warm / stat', ratios['warm / stat'], 1.5),
      atMost('append to updated view, ms', many['append to updated view'], 200),
    ],
  };
}

async function largeLog({ log }: LocalData) {
  const now = await files.stat(log, signal);
  const nothing = {
    handling: Array<Handling>(32).fill('skip'),
    keep: ignore,
    unchecked: ignore,
    settle: () => 0,
  };
  const times = await medians(rounds, {
    'raw read': () => eachSlice(log, now.size, ignore),
    'read and frame': () => {
      const frame = framer(nothing, 7);
      return eachSlice(log, now.size, (bytes, base) => frame.take(bytes, base));
    },
    reader: () => readLog(files, log, now, undefined, signal),
  });
  const checksums = await medians(3, {
    'read, checksum of all, our own': () => eachSlice(log, now.size, (it) => portableCrc32(it)),
    'read, checksum of all, zlib': () => eachSlice(log, now.size, (it) => zlibCrc32(it)),
  });
  return { ...times, ...checksums };
}

/** How many megabytes the process grows by while it reads the log again and again, before it has read anything else. */
async function readerMemory({ log }: LocalData): Promise<number> {
  const now = await files.stat(log, signal);
  const baseline = process.memoryUsage.rss();
  let peak = baseline;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 1);
  for (let round = 0; round < rounds; round++) await readLog(files, log, now, undefined, signal);
  clearInterval(watch);
  return (peak - baseline) / megabyte;
}

function ignore(): void {
  // Nothing is kept: this measures the framing alone.
}

/** Reads a file as the reader does, without reading ahead. */
async function eachSlice(path: string, size: number, work: (bytes: Uint8Array, base: number) => unknown) {
  const file = await files.open(path, signal);
  const buffer = new Uint8Array(slice);
  for (let base = 0; base < size; base += slice)
    work(buffer.subarray(0, await file.read(buffer, base, signal)), base);
  await file.close();
}

async function manyFolders({ folder, project }: LocalData) {
  const base = `${project}/wandb`;
  const names = (await files.list(base, signal)).map(({ name }) => name).sort();
  const logs = names.map((name) => `${base}/${name}/run-${name.split('-')[2]}.wandb`);
  const cache = join(folder, 'cache');
  fs.rmSync(cache, { recursive: true, force: true });
  const read = (host: Host) => runFolders(host, [project]).read();
  const graph = (host: Host) => localRuns(host, [project]).problems(signal);
  const first = new Uint8Array(32768);
  const warmHost = nodeHost(cacheIn(cache));
  await read(warmHost);
  const times = await medians(rounds, {
    stat: () => inParallel(logs, 16, (path) => fs.promises.stat(path)),
    'stat, blocking': () => logs.map((path) => fs.statSync(path)),
    'open and read first blocks': () =>
      inParallel(logs, 16, async (path) => {
        const file = await fs.promises.open(path, 'r');
        await file.read(first, 0, first.length, 0);
        await file.close();
      }),
    'open and read first blocks, blocking': () => {
      for (const path of logs) {
        const file = fs.openSync(path, 'r');
        fs.readSync(file, first, 0, first.length, 0);
        fs.closeSync(file);
      }
    },
    'cold index': () => read(nodeHost()),
    'warm index': () => read(warmHost),
    'cold index and graph': () => graph(nodeHost()),
    'warm index and graph': () => graph(warmHost),
  });
  return { ...times, 'append to updated view': await append(project, folder) };
}

/** One more record in one of all the logs: until the picture of its run's lineage, joined with the code, shows it. */
async function append(project: string, folder: string): Promise<number> {
  const own = join(folder, 'grows', 'wandb', 'run-20261123_160148-grows001');
  const path = `${own}/run-grows001.wandb`;
  fs.rmSync(own, { recursive: true, force: true });
  fs.mkdirSync(own, { recursive: true });
  const [source = ''] = fs.readdirSync(`${project}/wandb`).sort();
  fs.copyFileSync(`${project}/wandb/${source}/run-${source.split('-')[2]}.wandb`, path);
  const store = new Store();
  store.use([localRuns(nodeHost(), [project, join(folder, 'grows')])]);
  await store.ready(signal);
  const id = (await store.findRuns('grows001', signal))[0]?.id;
  if (!id) throw new Error('The run that grows was not found.');
  let count = 0;
  return median(rounds, async () => {
    const { size } = await files.stat(path, signal);
    const log = logWriter(path, size);
    const artifact = Buffer.from(`Artifact:${9000 + ++count}`).toString('base64');
    log.add(recordOf(90, 25, [field(1, artifact), field(2, 'dataset'), field(3, `grown:v${count}`)]));
    log.close();
    store.refresh([path]);
    const { arrows } = pictureOf(await store.walk(id, { limit: 2000 }, signal), [], String);
    const used = arrows.filter(({ to }) => to === id).length;
    if (used !== count + 1) throw new Error(`${used} arrows after ${count} records.`);
  });
}

function atMost(name: string, value: number, limit: number): Target {
  return { name, value, target: `≤ ${limit}`, met: value <= limit };
}

function atLeast(name: string, value: number, limit: number): Target {
  return { name, value, target: `≥ ${limit}`, met: value >= limit };
}
