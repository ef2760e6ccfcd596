// The Selection view: one node's lineage as a list, step by step, through cycles and collections.

import assert from 'node:assert/strict';
import { type StepRow, selectionRows, stepRows } from '../../../src/join/lineageRows.ts';
import type { Row } from '../../../src/join/outline.ts';
import { english } from '../../../src/join/say.ts';
import { fullName, nameInCode } from '../../../src/join/spokenName.ts';
import type { Lineage, NodeId } from '../../../src/lineage/model.ts';
import { runId, versionId } from '../../../src/lineage/model.ts';
import { guide, lineage, version } from '../../support/lineage/build.ts';

const context = { now: 0, say: english };
const scope = { entity: 'ada', project: 'mnist' };

function nodeOf(known: Lineage, id: NodeId) {
  const node = known.nodes.get(id);
  assert.ok(node);
  return node;
}

/** Every row below one, indented. */
function unfold(row: Row, known: Lineage, indent = ''): readonly string[] {
  const line = `${indent}${row.label} (${row.description})`;
  if (row.children === 'none') return [line];
  return [
    line,
    ...stepRows(row as StepRow, known, context).flatMap((it) => unfold(it, known, `${indent}  `)),
  ];
}

describe('the lineage of the selection', () => {
  it('unfolds upstream and downstream', () => {
    const trained = nodeOf(guide, runId(scope, 'vague-morning-5'));
    const [self, ...sides] = selectionRows(trained, guide, context);
    assert.equal(self?.label, 'vague-morning-5');
    assert.deepEqual(
      sides.flatMap((side) => unfold(side, guide)),
      [
        'Upstream (1)',
        '  mnist_dataset:v0 (used)',
        '    jumping-monkey-1 (logged · finished)',
        'Downstream (1)',
        '  mnist_model:v0 (logged)',
        '    serene-haze-6 (used · finished)',
        '    MNIST-dev (linked · registered model)',
      ],
    );
  });

  it('ends where a run used what it logged', () => {
    const cycle = lineage('a -logged-> m:v0', 'm:v0 -used-> a');
    const [, , down] = selectionRows(nodeOf(cycle, runId(scope, 'a')), cycle, context);
    assert.ok(down);
    assert.deepEqual(unfold(down, cycle), [
      'Downstream (1)',
      '  m:v0 (logged)',
      '    a (used · finished · seen above)',
    ]);
  });

  it('says when nothing is known one way', () => {
    const first = nodeOf(guide, runId(scope, 'jumping-monkey-1'));
    assert.equal(selectionRows(first, guide, context)[1]?.description, 'nothing known');
  });
});

describe('a name in code', () => {
  it('is short where all runs share its project, else full', () => {
    const model = nodeOf(guide, versionId(scope, 'mnist_model', 'v0'));
    assert.equal(nameInCode(model, guide), 'mnist_model:v0');
    assert.equal(fullName(model), 'ada/mnist/mnist_model:v0');
    const foreign = version('net:v1', {}, { entity: 'eve', project: 'nets' });
    assert.equal(nameInCode(foreign, guide), 'eve/nets/net:v1');
  });
});
