// The exports: Mermaid and DOT of the guide's lineage, and text that could break out of either.

import assert from 'node:assert/strict';
import { toDot } from '../../../src/lineage/export/dot.ts';
import { toMermaid } from '../../../src/lineage/export/mermaid.ts';
import { lineageOf } from '../../../src/lineage/model.ts';
import { guide, run } from '../../support/lineage/build.ts';

describe('toMermaid', () => {
  it('draws the guide’s lineage', () => {
    assert.equal(
      toMermaid(guide),
      [
        'flowchart LR',
        '  n0(["jumping-monkey-1"])',
        '  n1["mnist_dataset:v0"]',
        '  n2(["vague-morning-5"])',
        '  n3["mnist_model:v0"]',
        '  n4(["serene-haze-6"])',
        '  n5[("MNIST-dev")]',
        '  n0 -->|logged| n1',
        '  n1 -->|used| n2',
        '  n2 -->|logged| n3',
        '  n3 -->|used| n4',
        '  n3 -->|linked| n5',
        '',
      ].join('\n'),
    );
  });

  it('leaves no character that ends or changes the text', () => {
    const text = toMermaid(lineageOf([run('a"] --> b\n<script>`x`')], []));
    assert.equal(text.split('\n').length, 3);
    assert.ok(!/[<>`]/.test(text));
    assert.equal(text.split('"').length, 3);
  });
});

describe('toDot', () => {
  it('draws nodes by their ids and dashes what is only declared', () => {
    const declared = { ...guide, edges: guide.edges.map((edge) => ({ ...edge, recorded: [] })) };
    assert.match(
      toDot(guide),
      /"run:ada\/mnist\/vague-morning-5" -> "version:ada\/mnist\/mnist_model:v0" \[label="logged"\];/,
    );
    assert.match(toDot(declared), /\[label="used", style=dashed\];/);
  });

  it('escapes quotes, backslashes and line breaks', () => {
    assert.match(toDot(lineageOf([run('a"b\\c\nd')], [])), /label="a\\"b\\\\c\\nd"/);
  });
});
