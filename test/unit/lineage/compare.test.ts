// Comparing: two versions of a model, two runs, two aliases; inputs, values, facts, files, and one picture of both.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { valueChanges } from '../../../src/lineage/changes.ts';
import { compare, versionNamed } from '../../../src/lineage/compare.ts';
import { type Edge, lineageOf, type NodeId } from '../../../src/lineage/model.ts';
import { titleOf } from '../../../src/lineage/title.ts';
import { run, source, version } from '../../support/lineage/build.ts';

const edge = (kind: Edge['kind'], from: { id: NodeId }, to: { id: NodeId }): Edge => ({
  kind,
  from: from.id,
  to: to.id,
  declared: [],
  recorded: [source],
});

const [raw, data0, data1, words, labels] = [
  version('raw:v0'),
  version('data:v0'),
  version('data:v1'),
  version('words:v0'),
  version('labels:v0'),
];
const [clean0, clean1] = [run('clean-0', { program: 'clean.py' }), run('clean-1', { program: 'clean.py' })];
const first = run('first', { commit: 'aaa', config: { epochs: 3, optimizer: { lr: 0.1, name: 'sgd' } } });
const second = run('second', {
  commit: 'bbb',
  config: { optimizer: { name: 'sgd', lr: 0.2 }, layers: [1, 2] },
});
const model0 = version('model:v0', { size: 10, metadata: { ok: true }, aliases: ['production'] });
const model1 = version('model:v1', { size: 20, metadata: { ok: true }, aliases: ['latest', 'candidate'] });
const history = lineageOf(
  [raw, data0, data1, words, labels, clean0, clean1, first, second, model0, model1],
  [
    edge('used', raw, clean0),
    edge('used', raw, clean1),
    edge('logged', clean0, data0),
    edge('logged', clean1, data1),
    edge('used', data0, first),
    edge('used', words, first),
    edge('used', data1, second),
    edge('used', labels, second),
    edge('logged', first, model0),
    edge('logged', second, model1),
  ],
);

describe('compare', () => {
  const comparison = compare(history, model0.id, model1.id);

  it('tells inputs that came, went and changed', () => {
    assert.deepEqual(comparison?.inputs.added.map(titleOf), ['labels:v0']);
    assert.deepEqual(comparison?.inputs.removed.map(titleOf), ['words:v0']);
    assert.deepEqual(
      comparison?.inputs.changed.map((pair) => [titleOf(pair.before), titleOf(pair.after)]),
      [['data:v0', 'data:v1']],
    );
  });

  it('tells configuration, metadata and facts of the runs that made them', () => {
    assert.deepEqual(comparison?.config, {
      added: [{ key: 'layers', value: [1, 2] }],
      removed: [{ key: 'epochs', value: 3 }],
      changed: [{ before: { key: 'optimizer.lr', value: 0.1 }, after: { key: 'optimizer.lr', value: 0.2 } }],
      same: 1,
    });
    assert.deepEqual(comparison?.metadata, { added: [], removed: [], changed: [], same: 1 });
    assert.deepEqual(comparison?.facts, [
      { fact: 'commit', before: 'aaa', after: 'bbb' },
      { fact: 'size', before: 10, after: 20 },
    ]);
    assert.deepEqual(compare(history, first.id, second.id)?.config, comparison?.config);
  });

  it('marks one picture of both', () => {
    const marks = [...(comparison?.marks ?? [])].map(([id, mark]) => {
      const node = history.nodes.get(id);
      return `${node ? titleOf(node) : id} ${mark}`;
    });
    assert.deepEqual(marks.sort(), [
      'clean-0 changed',
      'clean-1 changed',
      'data:v0 changed',
      'data:v1 changed',
      'first changed',
      'labels:v0 after',
      'model:v0 changed',
      'model:v1 changed',
      'raw:v0 both',
      'second changed',
      'words:v0 before',
    ]);
  });

  it('compares files when they are known', () => {
    assert.equal(comparison?.files, undefined);
    const file = (path: string, digest: string) => ({ path, digest });
    const files = {
      before: [file('a', '1'), file('b', '2'), file('c', '3')],
      after: [file('a', '1'), file('c', '4'), file('d', '5')],
    };
    assert.deepEqual(compare(history, model0.id, model1.id, files)?.files, {
      added: [file('d', '5')],
      removed: [file('b', '2')],
      changed: [{ before: file('c', '3'), after: file('c', '4') }],
      same: 1,
    });
  });

  it('finds versions by alias or number', () => {
    assert.equal(versionNamed(history, 'model', 'production')?.id, model0.id);
    assert.equal(versionNamed(history, 'model', 'v1')?.id, model1.id);
    assert.equal(versionNamed(history, 'model', 'v1', { entity: 'bob' }), undefined);
    assert.equal(compare(history, model0.id, 'run:?/?/none'), undefined);
  });

  it('finds no difference between a thing and itself, and turns around', () => {
    const records = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 }), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(records, records, (a, b) => {
        const own = valueChanges(a as Record<string, unknown>, structuredClone(a) as Record<string, unknown>);
        assert.deepEqual([own.added, own.removed, own.changed], [[], [], []]);
        const there = valueChanges(a as Record<string, unknown>, b as Record<string, unknown>);
        const back = valueChanges(b as Record<string, unknown>, a as Record<string, unknown>);
        assert.deepEqual(
          new Set(there.added.map(({ key }) => key)),
          new Set(back.removed.map(({ key }) => key)),
        );
        assert.equal(there.same, back.same);
        assert.equal(there.changed.length, back.changed.length);
      }),
    );
  });
});
