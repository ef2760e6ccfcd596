// Half-typed artifact names: code and history in, candidates out.

import assert from 'node:assert/strict';
import { memoryBackend } from '../../../src/backends/memory.ts';
import { complete, isWhole } from '../../../src/join/completion/complete.ts';
import { english } from '../../../src/join/say.ts';
import { Store } from '../../../src/join/store.ts';
import { lineageOf } from '../../../src/lineage/model.ts';
import { scanFile } from '../../../src/python/scan.ts';
import { collection, lineage, source, version } from '../../support/lineage/build.ts';

const header = 'import wandb\nrun = wandb.init(entity="ada", project="mnist")\n';
const never = new AbortController().signal;
const hour = 3_600_000;
const made = lineage('fit -logged-> net:v1');
const elsewhere = { entity: 'ada', project: 'speech' };
const history = lineageOf(
  [
    ...made.nodes.values(),
    version('data:v0', { type: 'dataset', size: 2_000_000, createdAt: 0 }),
    version('data:v1', { type: 'dataset', aliases: ['latest', 'clean', 'v1'], createdAt: hour }),
    version('net:v0', { type: 'model', aliases: ['best'] }),
    version('net:v1', { type: 'model', aliases: ['latest'], createdAt: hour }),
    version('voices:v0', { type: 'dataset' }, elsewhere),
    collection('MNIST-dev', { holds: 'linked' }, { entity: 'ada', project: 'model-registry' }),
    collection('nets', { holds: 'linked' }, { entity: 'org', project: 'wandb-registry-model' }),
  ],
  made.edges,
);

/** Completes at the end of the last string that the code leaves open. */
async function at(code: string, others = ''): Promise<{ kept: number; texts: readonly string[] }> {
  const file = scanFile('train.py', header + code);
  const store = new Store();
  const backend = memoryBackend('wandb', source.label, async () => ({ lineage: history, problems: [] }));
  store.update([
    ['train.py', file],
    ['other.py', scanFile('other.py', header + others)],
  ]);
  store.use([backend]);
  await store.ready(never);
  await store.around([...history.nodes.keys()], never);
  const typed = /["']([^"']*)$/.exec(code)?.[1] ?? '';
  const reference = file.references.findLast(({ literalAt }) => literalAt);
  assert.ok(reference, 'no reference was found');
  const found = await complete(reference, typed, store, 2 * hour, english, never);
  return {
    kept: found.kept,
    texts: found.candidates.map(({ text, detail }) => `${text}${detail ? ` · ${detail}` : ''}`),
  };
}

describe('completion', () => {
  it('offers collections: the run’s own first, then registries and other projects', async () => {
    assert.deepEqual(await at('run.use_artifact("da'), {
      kept: 0,
      texts: [
        'data · dataset',
        'net · model',
        'ada/speech/voices · dataset',
        'model-registry/MNIST-dev · registry',
        'wandb-registry-model/nets · registry',
        'ada/speech/ · project',
        'model-registry/ · registry',
        'wandb-registry-model/ · registry',
      ],
    });
  });

  it('offers only collections of the type that is asked for, models first for use_model', async () => {
    const typed = await at('run.use_artifact(type="model", artifact_or_name="');
    assert.ok(typed.texts.includes('net · model'));
    assert.ok(!typed.texts.some((it) => it.endsWith('dataset')));
    assert.equal((await at('run.use_model("')).texts[0], 'net · model');
  });

  it('offers what code logs, and not what is being typed', async () => {
    const { texts } = await at(
      'run.use_artifact("fresh',
      'run.log_artifact("f", name="fresher", type="dataset")',
    );
    assert.ok(texts.includes('fresher · dataset · only declared'), texts.join(', '));
    assert.ok(!texts.some((it) => /^fresh\b/.test(it)));
  });

  it('offers aliases, the newest version’s first, then versions with age, size and producer', async () => {
    assert.deepEqual(await at('run.use_artifact("data:'), {
      kept: 5,
      texts: [
        'latest · v1 · 1 h ago',
        'clean · v1 · 1 h ago',
        'v1 · latest · clean · 1 h ago',
        'v0 · 2 h ago · 2.0 MB',
      ],
    });
    const { texts } = await at('run.use_artifact("ada/mnist/net:');
    assert.equal(texts[0], 'latest · v1 · 1 h ago · by fit');
  });

  it('offers registered models, and registry paths as targets of a link', async () => {
    assert.deepEqual((await at('run.link_model(path=p, registered_model_name="')).texts, [
      'MNIST-dev · registry',
    ]);
    assert.deepEqual((await at('run.link_artifact(a, "')).texts.toSorted(), [
      'model-registry/ · registry',
      'model-registry/MNIST-dev · registry',
      'wandb-registry-model/ · registry',
      'wandb-registry-model/nets · registry',
    ]);
    assert.deepEqual((await at('run.link_artifact(a, "wandb-registry-model/nets:')).texts, []);
  });

  it('offers the project’s own collections for a name that is logged', async () => {
    assert.deepEqual((await at('wandb.Artifact("')).texts, ['data · dataset', 'net · model']);
  });

  it('asks for full names where no run gives a project', async () => {
    const { texts } = await at('wandb.Api().artifact("');
    assert.ok(texts.includes('ada/mnist/data · dataset'), texts.join(', '));
    assert.ok(texts.includes('ada/mnist/ · project'));
  });

  it('knows when a name that is put together is whole', () => {
    const whole = (code: string) => scanFile('t.py', header + code).references.map(isWhole);
    assert.deepEqual(whole('use = "net"\nrun.use_artifact(f"{use}:")'), [true]);
    assert.deepEqual(whole('run.use_artifact(f"{input()}:")'), [false]);
  });
});
