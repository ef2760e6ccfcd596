// The command line on the sample project: its lineage from every backend, against what `wandb.Api()` reported.

import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EdgeJson, LineageJson } from '../../../src/lineage/export/json.ts';
import { type Answer, run } from '../../support/cli/run.ts';
import { assertMermaid } from '../../support/cli/standards.ts';
import { startWandbServer, type WandbServer } from '../../support/wandbServer/server.ts';

const sample = 'media/sample';

function edgesOf(
  { nodes, edges }: LineageJson,
  mark: (edge: EdgeJson) => string = () => '',
): readonly string[] {
  const titles = new Map(nodes.map((it) => [it.id, it.version ? `${it.name}:${it.version}` : it.name]));
  return edges
    .map((edge) => `${titles.get(edge.from)} -${edge.kind}-> ${titles.get(edge.to)}${mark(edge)}`)
    .sort();
}

const marks = ({ declared, recorded }: EdgeJson) => ` ${declared ? 'd' : ''}${recorded ? 'r' : ''}`;

async function oracle(): Promise<readonly string[]> {
  const edges: readonly { kind: string; from: string; to: string }[] = JSON.parse(
    await readFile('test/fixtures/sample/oracle.json', 'utf8'),
  );
  return edges.map(({ kind, from, to }) => `${from} -${kind}-> ${to.replace('model-registry/', '')}`).sort();
}

async function lineage(
  args: readonly string[],
  env?: Readonly<Record<string, string>>,
): Promise<LineageJson> {
  const answer = await run(['lineage', ...args, '--dir', sample, '--format', 'json'], env);
  assert.equal(answer.code, 0, answer.err);
  assert.equal(answer.err, '');
  return JSON.parse(answer.out);
}

describe('artifact-lineage on the sample', () => {
  let server: WandbServer;
  let env: Readonly<Record<string, string>>;

  before(async () => {
    const state = JSON.parse(await readFile('test/fixtures/sample/server.json', 'utf8'));
    server = await startWandbServer({ state });
    env = { WANDB_BASE_URL: server.url, WANDB_API_KEY: 'k'.repeat(40) };
  });
  after(() => server.close());

  it('has exactly the edges that wandb.Api() reported, each declared too', async () => {
    const found = await lineage(['mnist_model:v0']);
    assert.deepEqual(edgesOf(found), await oracle());
    assert.ok(found.edges.every((edge) => edge.declared && edge.recorded));
    assert.equal(found.truncated, false);
    assert.deepEqual(found.nodes.map((node) => node.kind).sort(), [
      'collection',
      'run',
      'run',
      'run',
      'version',
      'version',
    ]);
  });

  it('has the same from the lineage file alone, from the server alone, and from all together', async () => {
    for (const backend of ['file', 'wandb', 'auto'])
      assert.deepEqual(
        edgesOf(await lineage(['mnist_model:v0', '--backend', backend], env)),
        await oracle(),
        backend,
      );
    assert.deepEqual(server.unknown, []);
  });

  it('has the same from any of its nodes', async () => {
    for (const name of ['mnist_dataset:latest', 'jumping-monkey-1', 'mnist_dataset'])
      assert.deepEqual(edgesOf(await lineage([name])), await oracle(), name);
  });

  it('ships the lineage file that the server gives', async () => {
    const file = JSON.parse(await readFile(join(sample, 'mnist.lineage.json'), 'utf8'));
    assert.deepEqual(await lineage(['mnist_model:v0', '--backend', 'wandb'], env), file);
  });

  it('has from run folders only what they know, and what the scripts declare, each marked', async () => {
    assert.deepEqual(edgesOf(await lineage(['mnist_model:v0', '--backend', 'local']), marks), [
      'jumping-monkey-1 -logged-> mnist_dataset d',
      'mnist_dataset:v0 -used-> vague-morning-5 dr',
      'mnist_model -linked-> MNIST-dev d',
      'mnist_model:v0 -used-> serene-haze-6 dr',
      'vague-morning-5 -logged-> mnist_model d',
    ]);
  });

  it('says where code declares a node', async () => {
    const { nodes } = await lineage(['mnist_model:v0']);
    const trained = nodes.find((node) => node.name === 'vague-morning-5');
    assert.equal(trained?.path, 'train.py');
    const source = (await readFile(join(sample, 'train.py'), 'utf8')).split('\n');
    assert.match(source[(trained?.line ?? 0) - 1] ?? '', /wandb\.init/);
  });

  it('draws the graph as Mermaid and DOT', async () => {
    const mermaid = await run(['lineage', 'mnist_model:v0', '--dir', sample, '--format', 'mermaid']);
    assert.match(mermaid.out, /^flowchart LR\n/);
    await assertMermaid(mermaid.out);
    assert.equal(mermaid.out.match(/-->/g)?.length, 5);
    const dot = await run(['lineage', 'mnist_model:v0', '--dir', sample, '--format', 'dot']);
    assert.equal(dot.out.match(/ -> /g)?.length, 5);
  });

  it('lists what depends on something', async () => {
    const { out } = await run(['impact', 'mnist_dataset:v0', '--dir', sample, '--backend', 'file']);
    assert.match(out, /^# 4 things depend on `mnist_dataset:v0`$/m);
    assert.match(out, /^- `MNIST-dev` in `ada\/model-registry`, 3 steps away$/m);
    assert.match(out, /^- `vague-morning-5` in `ada\/mnist-lineage`, 1 step away$/m);
  });

  it('compares what two versions were made of', async () => {
    const { out } = await run([
      ...['compare', 'mnist_dataset:v0', 'mnist_model:v0', '--dir', sample, '--backend', 'file'],
    ]);
    const { inputs, upstream } = JSON.parse(out);
    assert.deepEqual(
      inputs.added.map((it: { name: string }) => it.name),
      ['mnist_dataset:v0'],
    );
    const both = upstream.filter((it: { in: string }) => it.in === 'both').map((it: { id: string }) => it.id);
    assert.ok(both.some((id: string) => id.startsWith('run:')));
  });

  it('keeps to a depth, and says that it was cut off', async () => {
    const found = await lineage(['mnist_model:v0', '--upstream', '1', '--downstream', '0']);
    assert.deepEqual(edgesOf(found), ['vague-morning-5 -logged-> mnist_model:v0']);
    assert.equal(found.truncated, true);
  });

  it('lists the references of scripts and notebook under the contract', async () => {
    const { out } = await run(['scan', sample, '--json']);
    const { references } = JSON.parse(out);
    const used = references.find(
      (it: { path: string; relation: string }) => it.path === 'train.py' && it.relation === 'used',
    );
    assert.deepEqual(used, {
      path: 'train.py',
      cell: null,
      line: used.line,
      column: 19,
      call: 'use_artifact',
      argument: 'name',
      relation: 'used',
      kind: 'exact',
      values: ['mnist_dataset:v0'],
      type: null,
      entity: null,
      project: 'mnist-lineage',
    });
    const keys = Object.keys(used).sort();
    for (const reference of references) assert.deepEqual(Object.keys(reference).sort(), keys);
    const notebook = references.filter((it: { path: string }) => it.path === 'evaluate.ipynb');
    assert.ok(notebook.length > 0 && notebook.every((it: { cell: unknown }) => typeof it.cell === 'number'));
  });

  it('explains how each name is known', async () => {
    const { out } = await run(['scan', sample, '--explain']);
    assert.match(
      out,
      /train\.py:\d+:19 {2}used {2}mnist_dataset:v0\n {4}train\.py:\d+:0 {2}model_use_case_id = "mnist"\n {4}train\.py:\d+:0 {2}version = "v0"\n/,
    );
  });

  it('lists the runs', async () => {
    const { runs } = JSON.parse((await run(['runs', sample, '--json', '--backend', 'local'])).out);
    assert.deepEqual(runs.map((it: { name: string }) => it.name).sort(), [
      'jumping-monkey-1',
      'serene-haze-6',
      'vague-morning-5',
    ]);
    assert.match((await run(['runs', sample])).out, /vague-morning-5 +finished +train/);
  });
});

describe('artifact-lineage in trouble', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artifact-lineage-cli-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const oneLine = (answer: Answer) => assert.match(answer.err, /^artifact-lineage: [^\n]+\n$/);

  it('ends with 2 and a line for bad usage and unknown names', async () => {
    for (const args of [
      ['fly'],
      ['scan', join(folder, 'nowhere')],
      ['lineage', 'no_such:v0', '--dir', sample],
    ]) {
      const answer = await run(args);
      assert.equal(answer.code, 2, args.join(' '));
      oneLine(answer);
    }
  });

  it('ends with 3 and a line when the server is out of reach or there is no key', async () => {
    const args = ['lineage', 'mnist_model:v0', '--dir', sample, '--backend', 'wandb'];
    const signedOut = await run(args);
    assert.equal(signedOut.code, 3);
    oneLine(signedOut);
    const away = await run(args, { WANDB_BASE_URL: 'http://127.0.0.1:1', WANDB_API_KEY: 'k'.repeat(40) });
    assert.equal(away.code, 3);
    oneLine(away);
    assert.ok(!away.err.includes('kkkk'));
  });

  it('answers empty and odd folders without a stack trace', async () => {
    const empty = await run(['scan', folder]);
    assert.deepEqual([empty.code, empty.out], [0, 'No artifact references found.\n']);
    const run1 = join(folder, 'wandb', 'run-20261123_100000-abcd1234');
    await mkdir(run1, { recursive: true });
    await writeFile(join(run1, 'run-abcd1234.wandb'), 'not a log');
    await writeFile(join(folder, 'odd.ipynb'), '{wandb');
    await writeFile(join(folder, 'odd.lineage.json'), '[]');
    const runs = await run(['runs', folder]);
    assert.equal(runs.code, 0);
    assert.match(runs.out, /abcd1234/);
    assert.match(runs.err, /odd\.lineage\.json cannot be read as a lineage file/);
    assert.match(runs.err, /odd\.ipynb/);
    assert.doesNotMatch(runs.err, /\bat .*:\d+:\d+/);
  });
});
