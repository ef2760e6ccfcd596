// Exports for other tools are read back by the standards' own packages: `prov` and `openlineage-python`.

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toOpenLineageText } from '../../../src/lineage/export/openLineage.ts';
import { toProv } from '../../../src/lineage/export/prov.ts';
import { type Lineage, lineageOf, type Script, scriptId } from '../../../src/lineage/model.ts';
import { runCommand } from '../../support/hosts/command.ts';
import { repository, temporaryFolder } from '../../support/hosts/paths.ts';
import { collection, guide, lineage, place, run, version } from '../../support/lineage/build.ts';
import { generate } from '../../support/lineage/generate.ts';
import { environmentWith } from '../../support/sdk/pythonEnvironment.ts';

interface Read {
  readonly prov: { readonly elements: readonly string[][]; readonly relations: readonly string[][] };
  readonly events: readonly (readonly [string, string, readonly string[], readonly string[]])[];
}

const options = { producer: 'https://example.org/artifact-lineage', now: Date.UTC(2026, 0, 2) };

describe('exports for other tools', function () {
  this.timeout(60_000);
  let folder: string;
  let python: string;

  before(async function () {
    // Installs the packages on a machine that runs this for the first time.
    this.timeout(600_000);
    python = await environmentWith('standards-1', ['prov==3.2.3', 'openlineage-python==1.54.0']);
    folder = await temporaryFolder('standards');
  });

  after(async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  async function readBack(whole: Lineage): Promise<Read> {
    const [prov, events] = [join(folder, 'prov.json'), join(folder, 'events.ndjson')];
    await writeFile(prov, JSON.stringify(toProv(whole)));
    await writeFile(events, toOpenLineageText(whole, options));
    const script = join(repository, 'test/support/sdk/standards.py');
    return JSON.parse(await runCommand(python, [script, prov, events])) as Read;
  }

  it('says of the guide what W&B recorded', async () => {
    const { prov, events } = await readBack(guide);
    assert.deepEqual(prov.elements.map(([type, , label]) => `${type} ${label}`).sort(), [
      'Activity jumping-monkey-1',
      'Activity serene-haze-6',
      'Activity vague-morning-5',
      'Entity MNIST-dev',
      'Entity mnist_dataset:v0',
      'Entity mnist_model:v0',
    ]);
    const short = (name: string) => decodeURIComponent(name).split('/').at(-1);
    assert.deepEqual(prov.relations.map(([type, ...ends]) => [type, ...ends.map(short)].join(' ')).sort(), [
      'Derivation MNIST-dev mnist_model:v0',
      'Generation mnist_dataset:v0 jumping-monkey-1',
      'Generation mnist_model:v0 vague-morning-5',
      'Usage serene-haze-6 mnist_model:v0',
      'Usage vague-morning-5 mnist_dataset:v0',
    ]);
    assert.deepEqual(events, [
      ['START', 'jumping-monkey-1', [], []],
      ['COMPLETE', 'jumping-monkey-1', [], ['mnist_dataset:v0']],
      ['START', 'vague-morning-5', ['mnist_dataset:v0'], []],
      ['COMPLETE', 'vague-morning-5', ['mnist_dataset:v0'], ['mnist_model:v0']],
      ['START', 'serene-haze-6', ['mnist_model:v0'], []],
      ['COMPLETE', 'serene-haze-6', ['mnist_model:v0'], []],
      ['JOB', 'link to MNIST-dev', ['mnist_model:v0'], ['MNIST-dev']],
    ]);
  });

  it('is read whatever things are called, however they ended, and wherever code is', async () => {
    const script: Script = {
      kind: 'script',
      id: scriptId('a b/train é.py'),
      path: 'a b/train é.py',
      name: 'train é.py',
      recorded: [],
      declared: [place('a b/train é.py', 3)],
      also: [],
      notes: [],
    };
    const used = version("odd ' (name):v1", {
      type: 'model',
      size: 3,
      aliases: ['a', 'b'],
      createdAt: options.now,
    });
    const states = ['running', 'failed', 'crashed', 'killed', 'pending', 'unknown'] as const;
    const ended = states.map((state, index) =>
      run(`${state} \\ "${index}"`, {
        state,
        user: 'ada l.',
        startedAt: options.now + index,
        endedAt: options.now + index + 5,
        remote: index % 2 === 0 ? 'https://user:secret@example.org/a/b.git' : 'git@example.org:a/b.git',
        commit: 'abc',
        program: `step-${state}.py`,
      }),
    );
    const odd = lineageOf(
      [script, used, collection("odd ' (name)"), ...ended],
      [{ kind: 'used', from: used.id, to: script.id, declared: [place('a b/train é.py', 3)], recorded: [] }],
    );
    const { prov, events } = await readBack(odd);
    assert.equal(prov.elements.length, odd.nodes.size + 1);
    assert.deepEqual(prov.relations.map(([type]) => type).sort(), [
      'Association',
      'Association',
      'Association',
      'Association',
      'Association',
      'Association',
      'Influence',
      'Specialization',
    ]);
    assert.deepEqual(events.map(([type, name]) => `${type} ${name}`).sort(), [
      'ABORT step-killed.py',
      'FAIL step-crashed.py',
      'FAIL step-failed.py',
      'JOB a b/train é.py',
      'OTHER step-unknown.py',
      'RUNNING step-running.py',
      ...states.map((state) => `START step-${state}.py`).sort(),
    ]);
    assert.ok(!toOpenLineageText(odd, options).includes('secret'));
  });

  it('keeps every node and edge of a large lineage', async () => {
    const whole = generate(600, 1);
    const { prov, events } = await readBack(whole);
    assert.equal(prov.elements.length, whole.nodes.size);
    assert.equal(prov.relations.length, whole.edges.length);
    const datasets = events
      .filter(([type]) => type !== 'START')
      .reduce((sum, [, , inputs, outputs]) => sum + inputs.length + outputs.length, 0);
    const links = events.filter(([type]) => type === 'JOB').length;
    assert.equal(datasets, whole.edges.length + links);
  });

  it('gives a run the same id each time, and another to each', () => {
    const ids = (whole: Lineage) => [...new Set(toOpenLineageText(whole, options).match(/"runId":"[^"]+"/g))];
    assert.deepEqual(ids(guide), ids(guide));
    assert.equal(ids(guide).length, 3);
    for (const id of ids(lineage('a -logged-> b:v0')))
      assert.match(id, /"[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"/);
  });
});
