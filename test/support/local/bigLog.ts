// Makes a large run log, the same for the same seed: records as the SDK writes them at every step, and a few of lineage.

import { randomFrom } from '../random.ts';
import { logWriter } from './logWriter.ts';
import { field, items, numberField, recordOf } from './records.ts';

const metrics = [
  ...['train/loss', 'train/accuracy', 'train/grad_norm', 'train/learning_rate', 'train/samples_per_second'],
  ...[
    'train/tokens_seen',
    'train/loss_scale',
    'optimizer/beta2',
    'time/forward',
    'time/backward',
    'time/data',
  ],
];
const devices = [
  'cpu',
  'memory',
  'disk',
  'network.sent',
  'network.recv',
  'gpu.0.gpu',
  'gpu.0.memory',
  'gpu.0.temp',
];
/** Every so many steps the run validates, prints, and reports its machine. */
const [validates, prints, measures] = [500, 50, 200];

/** Writes a log of at least `size` bytes for the run `key`; the same bytes for the same arguments. */
export function writeBigLog(path: string, key: string, size: number, seed = 1): void {
  const random = randomFrom(seed);
  const log = logWriter(path);
  let number = 0;
  const add = (kind: number, content: readonly Uint8Array[]) => log.add(recordOf(++number, kind, content));
  add(21, [field(1, [field(1, '0.30.0')])]);
  add(17, [
    field(1, key),
    field(2, 'ada'),
    field(3, 'long'),
    field(7, 'train'),
    field(8, 'a-long-run'),
    startedAt,
  ]);
  add(5, items({ seed, layers: 24, dropout: 0.1 }, false));
  add(26, [field(5, '--steps=1000000'), field(6, 'train.py'), field(7, 'train.py'), field(12, 'machine')]);
  add(25, [field(1, 'QXJ0aWZhY3Q6MTE='), field(2, 'dataset'), field(3, 'tokens:v3')]);
  for (let step = 0; log.length < size; step++) {
    const at = { _timestamp: 1795463229.5 + step / 9, _runtime: step / 9, _step: step };
    const values = {
      ...Object.fromEntries(metrics.map((name) => [name, random()])),
      epoch: Math.floor(step / 4000),
    };
    const extra =
      step % validates === 0 ? { 'validation/loss': random(), 'validation/accuracy': random() } : {};
    const logged = items({ ...at, ...values, ...extra }, true);
    add(3, items({ ...at, ...values, ...extra }, true));
    add(2, [...logged, field(2, [numberField(1, step)])]);
    add(3, items({ '_wandb.runtime': Math.floor(step / 9) }, true));
    if (step % prints === 0) add(13, [field(3, `step ${step}: loss ${random()}\n`)]);
    if (step % measures === 0) add(7, [numberField(1, 1), ...statistics(random)]);
    if (step === 5000) add(8, [...artifact('checkpoint', 'c'.repeat(128), ['latest', 'warm'])]);
  }
  add(8, [...artifact('checkpoint', 'd'.repeat(128), ['latest', 'best'])]);
  log.close();
}

const startedAt = field(17, [numberField(1, 1_795_463_229)]);

function statistics(random: () => number): readonly Uint8Array[] {
  return devices.map((name) => field(3, [field(1, name), field(2, String(random() * 100))]));
}

function artifact(name: string, clientId: string, aliases: readonly string[]): readonly Uint8Array[] {
  const entry = [field(1, 'model.bin'), field(2, '1B2M2Y8AsgTpgAmY7PhCfg=='), numberField(4, 1_500_000_000)];
  return [
    ...[field(4, 'model'), field(5, name), field(6, 'e'.repeat(32))],
    ...aliases.map((alias) => field(11, alias)),
    ...[field(12, [numberField(1, 1), field(4, entry)]), field(15, clientId)],
  ];
}
