// Code meets history: what is recorded, what is only declared, and on whom each declared edge hangs.

import assert from 'node:assert/strict';
import { declare } from '../../../src/join/declare.ts';
import { merge } from '../../../src/lineage/merge.ts';
import {
  emptyLineage,
  type Lineage,
  type LineageNode,
  lineageOf,
  type Run,
} from '../../../src/lineage/model.ts';
import { movedOf } from '../../../src/lineage/moved.ts';
import { guide, linesOf, version } from '../../support/lineage/build.ts';
import { file, guideFiles, reference } from '../../support/lineage/code.ts';
import { allOf } from '../../support/page/pictures.ts';

/** The guide's lineage with each run's script. */
function recorded(facts: Partial<Run> = {}): Lineage {
  const programs: Readonly<Record<string, string>> = {
    'jumping-monkey-1': 'create_dataset.py',
    'vague-morning-5': 'train.py',
    'serene-haze-6': 'evaluate.py',
  };
  const nodes = [...guide.nodes.values()].map(
    (node): LineageNode =>
      node.kind === 'run' ? { ...node, program: programs[node.name] ?? '', ...facts } : node,
  );
  return lineageOf(nodes, guide.edges);
}

describe('declare', () => {
  it('marks each recorded edge that the run’s own script declares, and adds nothing', () => {
    assert.deepEqual(linesOf(declare(recorded(), guideFiles)), [
      'jumping-monkey-1 -logged-> mnist_dataset:v0 dr',
      'mnist_dataset:v0 -used-> vague-morning-5 dr',
      'mnist_model:v0 -linked-> MNIST-dev dr',
      'mnist_model:v0 -used-> serene-haze-6 dr',
      'vague-morning-5 -logged-> mnist_model:v0 dr',
    ]);
  });

  it('leaves recorded what no code declares', () => {
    const lines = linesOf(declare(recorded(), []));
    assert.equal(lines.length, 5);
    assert.ok(lines.every((line) => line.endsWith(' r')));
  });

  it('hangs references on scripts when there is no history at all', () => {
    assert.deepEqual(linesOf(declare(emptyLineage, guideFiles)), [
      'create_dataset.py -logged-> mnist_dataset d',
      'mnist_dataset -used-> train.py d',
      'mnist_model -linked-> MNIST-dev d',
      'mnist_model -used-> evaluate.py d',
      'train.py -logged-> mnist_model d',
    ]);
  });

  it('lets a run carry what its folder cannot know, to collections, never to versions', () => {
    const { nodes, edges } = recorded({ blindTo: ['logged', 'linked'] });
    const local = lineageOf(
      [...nodes.values()].filter((node) => node.kind !== 'collection'),
      edges.filter((edge) => edge.kind === 'used'),
    );
    assert.deepEqual(linesOf(declare(local, guideFiles)), [
      'jumping-monkey-1 -logged-> mnist_dataset d',
      'mnist_dataset:v0 -used-> vague-morning-5 dr',
      'mnist_model -linked-> MNIST-dev d',
      'mnist_model:v0 -used-> serene-haze-6 dr',
      'vague-morning-5 -logged-> mnist_model d',
    ]);
  });

  it('lets a run that was online for a time carry no more than what no offline record of it confirms', () => {
    const { nodes, edges } = recorded({ blindTo: ['logged', 'linked'] });
    const local = lineageOf(
      nodes.values(),
      edges.filter((edge) => edge.kind !== 'linked'),
    );
    const more = file(
      'train.py',
      reference('train.py', 21, { relation: 'logged' }, 'mnist_model'),
      reference('train.py', 22, { relation: 'logged' }, 'report'),
    );
    const lines = linesOf(declare(local, [more])).filter((line) => line.includes('-logged->'));
    assert.deepEqual(lines, [
      'jumping-monkey-1 -logged-> mnist_dataset:v0 r',
      'vague-morning-5 -logged-> mnist_model:v0 dr',
      'vague-morning-5 -logged-> report d',
    ]);
  });

  it('hangs on the script what a run of it that sees all has not recorded', () => {
    const changed = file(
      'evaluate.py',
      reference('evaluate.py', 7, { relation: 'used' }, 'mnist_model:v0'),
      reference('evaluate.py', 8, { relation: 'used' }, 'mnist_dataset:v0'),
    );
    const added = linesOf(declare(recorded(), [changed])).filter((line) => !line.includes(' r'));
    assert.deepEqual(
      added.filter((line) => line.endsWith(' d')),
      ['mnist_dataset:v0 -used-> evaluate.py d'],
    );
  });

  it('counts a moved alias as recorded: the run asked for it when it meant another version', () => {
    const files = [
      file('evaluate.py', reference('evaluate.py', 7, { relation: 'used' }, 'mnist_model:latest')),
    ];
    const lines = linesOf(declare(recorded(), files));
    assert.ok(lines.includes('mnist_model:v0 -used-> serene-haze-6 dr'));
    assert.equal(lines.length, 5);
  });

  it('keeps the alias that a run asked by, and tells when it has moved', () => {
    const asked = (name: string) => [
      file('evaluate.py', reference('evaluate.py', 7, { relation: 'used' }, name)),
    ];
    const history = merge([
      recorded(),
      lineageOf([version('mnist_model:v5', { aliases: ['latest'] })], []),
    ]).lineage;
    const movedIn = (name: string) => {
      const joined = declare(history, asked(name));
      const aliases = joined.edges.flatMap(({ askedAs = [] }) => askedAs);
      const moved = [...movedOf(joined)].flatMap(([id, list]) =>
        list.map(({ alias, now }) => [joined.nodes.get(id)?.name, alias, now.version]),
      );
      return [aliases, moved];
    };
    assert.deepEqual(movedIn('mnist_model:latest'), [['latest'], [['serene-haze-6', 'latest', 'v5']]]);
    assert.deepEqual(movedIn('mnist_model'), [['latest'], [['serene-haze-6', 'latest', 'v5']]]);
    assert.deepEqual(movedIn('mnist_model:best'), [['best'], []]);
    assert.deepEqual(movedIn('mnist_model:v0'), [[], []]);
    assert.deepEqual(movedIn('mnist_*:latest')[1], [['serene-haze-6', 'latest', 'v5']]);
    const tiles = allOf(
      declare(history, asked('mnist_model:latest')),
      'version:ada/mnist/mnist_model:v0',
    ).tiles;
    assert.deepEqual(
      tiles.flatMap(({ title, moved }) => (moved ? [[title, ...moved]] : [])),
      [['serene-haze-6', { asked: 'mnist_model:latest', now: 'v5' }]],
    );
  });

  it('keeps holes as holes, and makes no edge of an unknown name', () => {
    const files = [
      file(
        'sweep.py',
        reference('sweep.py', 3, { relation: 'logged' }, 'model-*'),
        reference('sweep.py', 4, { relation: 'used' }),
      ),
    ];
    assert.deepEqual(linesOf(declare(emptyLineage, files)), ['sweep.py -logged-> model-* d']);
  });

  it('takes a notebook and the script that Jupytext pairs it with for one program', () => {
    const notebook = {
      ...file('evaluate.ipynb', reference('evaluate.ipynb', 3, { relation: 'used' }, 'mnist_model:v0')),
      pairedWith: 'evaluate.py',
    };
    assert.equal(linesOf(declare(recorded(), [...guideFiles, notebook])).length, 5);
    const { pairedWith: _, ...unpaired } = notebook;
    assert.equal(linesOf(declare(recorded(), [...guideFiles, unpaired])).length, 6);
  });

  it('is idempotent', () => {
    const once = declare(recorded(), guideFiles);
    assert.deepEqual(linesOf(declare(once, guideFiles)), linesOf(once));
  });
});
