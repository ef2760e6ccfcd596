// Makes many small run folders, as a sweep leaves them: each with a log of a few records and what stands beside it.

import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { randomFrom } from '../random.ts';
import { logWriter } from './logWriter.ts';
import { field, items, numberField, recordOf } from './records.ts';

/** Writes `count` folders into `base`, a `wandb/` folder; the same ones for the same seed. */
export function writeManyRuns(base: string, count: number, seed = 2): void {
  const random = randomFrom(seed);
  const begun = Date.UTC(2026, 0, 1);
  for (let index = 0; index < count; index++) {
    const key = `r${index.toString(36).padStart(7, '0')}`;
    const started = begun + index * 97_000;
    const stamp = new Date(started).toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '_');
    const folder = `${base}/run-${stamp}-${key}`;
    mkdirSync(`${folder}/files`, { recursive: true });
    mkdirSync(`${folder}/logs`);
    writeRun(`${folder}/run-${key}.wandb`, key, started, index, random);
    const metadata = { os: 'Linux', program: 'train.py', codePath: 'train.py', host: 'machine', args: [] };
    writeFileSync(`${folder}/files/wandb-metadata.json`, JSON.stringify(metadata));
    writeFileSync(`${folder}/files/config.yaml`, `learning_rate:\n  value: ${random()}\n`);
    const ended = started / 1000 + 700;
    utimesSync(`${folder}/run-${key}.wandb`, ended, ended);
    writeFileSync(`${folder}/logs/debug.log`, `INFO MainThread:1 finishing run ada/sweep/${key}\n`);
  }
}

function writeRun(path: string, key: string, started: number, index: number, random: () => number): void {
  const log = logWriter(path);
  let number = 0;
  const add = (kind: number, content: readonly Uint8Array[]) => log.add(recordOf(++number, kind, content));
  const start = field(17, [numberField(1, Math.floor(started / 1000))]);
  add(21, [field(1, [field(1, '0.30.0')])]);
  add(17, [field(1, key), field(3, 'sweep'), field(7, 'train'), field(8, `sweep-${index}`), start]);
  add(5, items({ learning_rate: random(), batch_size: 32, layers: index % 12 }, false));
  add(26, [field(6, 'train.py'), field(7, 'train.py'), field(12, 'machine')]);
  const version = index % 40;
  const id = Buffer.from(`Artifact:${1000 + version}`).toString('base64');
  add(25, [field(1, id), field(2, 'dataset'), field(3, `images:v${version}`)]);
  for (let step = 0; step < 12; step++) {
    const values = items({ _step: step, loss: random(), accuracy: random() }, true);
    add(3, values);
    add(2, values);
  }
  add(18, [numberField(2, 60 + (index % 600))]);
  log.close();
}
