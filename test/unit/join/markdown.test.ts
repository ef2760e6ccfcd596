// What goes into reviews and issues as Markdown: a lineage, what depends on something, how two differ; in both languages.
import assert from 'node:assert/strict';
import { comparisonListing } from '../../../src/join/listings.ts';
import { mapFormats } from '../../../src/join/mapFormats.ts';
import { impactMarkdown } from '../../../src/join/markdown/impactMarkdown.ts';
import { lineageMarkdown } from '../../../src/join/markdown/lineageMarkdown.ts';
import { linkTarget } from '../../../src/join/markdown/linkTarget.ts';
import { listingMarkdown } from '../../../src/join/markdown/listingMarkdown.ts';
import { english } from '../../../src/join/say.ts';
import { compare } from '../../../src/lineage/compare.ts';
import { impactOf } from '../../../src/lineage/impact.ts';
import { lineageOf } from '../../../src/lineage/model.ts';
import { assertMermaid } from '../../support/cli/standards.ts';
import { guide, lineage, run, version } from '../../support/lineage/build.ts';
import { spanish } from '../../support/words/inSpanish.ts';

const data = 'version:ada/mnist/mnist_dataset:v0';
const model = 'version:ada/mnist/mnist_model:v0';

describe('a lineage in Markdown', () => {
  const steps = (text: string) => text.split('\n').filter((line) => line.startsWith('- '));
  const chartIn = (text: string) => /```mermaid\n(.*?)```/s.exec(text)?.[1] ?? '';

  it('holds the chart, which Mermaid reads, and each step in words', async () => {
    const text = lineageMarkdown(guide, model, english);
    assert.match(text, /^# Lineage of `mnist_model:v0`\n/);
    await assertMermaid(chartIn(text));
    assert.deepEqual(steps(text), [
      '- `jumping-monkey-1` logged `mnist_dataset:v0`',
      '- `vague-morning-5` used `mnist_dataset:v0`',
      '- `vague-morning-5` logged `mnist_model:v0`',
      '- `serene-haze-6` used `mnist_model:v0`',
      '- `mnist_model:v0` is linked to `MNIST-dev`',
    ]);
  });

  it('is Spanish where the editor is', async () => {
    const declared = { ...guide, edges: guide.edges.map((edge) => ({ ...edge, recorded: [] })) };
    const text = lineageMarkdown(declared, model, spanish);
    assert.match(text, /^# Linaje de `mnist_model:v0`\n/);
    await assertMermaid(chartIn(text));
    assert.match(chartIn(text), /-\.->\|usado\|.*-\.->\|enlazado\|/s);
    assert.deepEqual(steps(text).slice(1, 3), [
      '- `vague-morning-5` usó `mnist_dataset:v0` (declarado en el código, no grabado)',
      '- `vague-morning-5` registró `mnist_model:v0` (declarado en el código, no grabado)',
    ]);
  });

  it('names what nothing is connected with', () => {
    const alone = run('a`b');
    assert.match(lineageMarkdown(lineageOf([alone], []), alone.id, english), /\n- `` a`b ``\n$/);
  });
});

describe('what depends on something, in Markdown', () => {
  const impact = impactOf(guide, data);
  assert.ok(impact);

  it('is a list that names cannot break', () => {
    assert.equal(
      impactMarkdown(impact, english),
      [
        '# 4 things depend on `mnist_dataset:v0`',
        '',
        '## Registry (1)',
        '',
        '- `MNIST-dev` in `ada/model-registry`, 3 steps away',
        '',
        '## Data (1)',
        '',
        '- `mnist_model:v0` in `ada/mnist`, 2 steps away',
        '',
        '## Runs (2)',
        '',
        '- `vague-morning-5` in `ada/mnist`, 1 step away',
        '- `serene-haze-6` in `ada/mnist`, 3 steps away',
        '',
      ].join('\n'),
    );
    const odd = run('a`b\n# c');
    const from = version('x:v0');
    const used = { kind: 'used', from: from.id, to: odd.id, declared: [], recorded: [] } as const;
    const oddImpact = impactOf(lineageOf([from, odd], [used]), from.id);
    assert.ok(oddImpact);
    assert.match(impactMarkdown(oddImpact, english), /\n- `` a`b # c `` in/);
  });

  it('is Spanish where the editor is', () => {
    const text = impactMarkdown({ ...impact, open: true }, spanish);
    assert.match(text, /^# 4 cosas dependen de `mnist_dataset:v0`\n\n## Registro \(1\)\n/);
    assert.match(text, /\n- `vague-morning-5` en `ada\/mnist`, a 1 paso\n/);
    assert.match(text, /\nPuede que dependan más cosas: .*\n$/);
  });
});

describe('how two differ, in Markdown', () => {
  it('is Spanish where the editor is', () => {
    const both = lineage('data:v0 -used-> first', 'words:v0 -used-> second', 'first -logged-> net:v0');
    const whole = lineageOf(
      [...both.nodes.values()],
      [...both.edges, ...lineage('second -logged-> net:v1').edges],
    );
    const nodes = [...whole.nodes.values(), version('net:v1')];
    const comparison = compare(
      lineageOf(nodes, whole.edges),
      'version:ada/mnist/net:v0',
      'version:ada/mnist/net:v1',
    );
    assert.ok(comparison);
    const text = listingMarkdown(comparisonListing(comparison, spanish), spanish);
    assert.match(text, /^# `net:v0 → net:v1`\n\n2 diferencias\n\n## Entradas \(2\)\n/);
    assert.match(text, /\n- se añadió `words`: `words:v0`\n- se quitó `data`: `data:v0`\n/);
  });
});

describe('a map’s graph as text', () => {
  it('says its relations in the language of the editor', () => {
    const written = (id: string) =>
      mapFormats(spanish)
        .find((format) => format.id === id)
        ?.write?.(guide, 0) ?? '';
    assert.match(written('mermaid'), /-->\|registrado\|/);
    assert.match(written('dot'), /\[label="enlazado"\]/);
    assert.match(written('json'), /"kind": "linked"/);
  });
});

describe('the address of a page in Markdown', () => {
  it('is the one that was given, whatever is escaped in it, and ends no link', () => {
    for (const address of [
      'https://wandb.ai/ada/p/artifacts/my%20model/net/v0',
      'https://wandb.ai/orgs/Example%20%26%20Co/registry/model?selectionPath=example-org%2Fwandb-registry-model%2FA%26B&view=membership',
    ])
      assert.equal(linkTarget(address), address);
    assert.equal(linkTarget('https://wandb.ai/net(1)[a] b'), 'https://wandb.ai/net%281%29%5Ba%5D%20b');
    for (const other of ['command:x', 'javascript:alert(1)', 'nothing', ''])
      assert.equal(linkTarget(other), '');
  });
});
