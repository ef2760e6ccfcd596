// A lineage in Markdown.
import assert from 'node:assert/strict';
import { lineageMarkdown } from '../../../src/lineage/export/lineageMarkdown.ts';
import { lineageOf } from '../../../src/lineage/model.ts';
import { assertMermaid } from '../../support/cli/standards.ts';
import { guide, run } from '../../support/lineage/build.ts';

describe('a lineage in Markdown', () => {
  it('holds the chart, which Mermaid reads, and each step in words', async () => {
    const text = lineageMarkdown(guide, 'version:ada/mnist/mnist_model:v0');
    assert.match(text, /^# Lineage of `mnist_model:v0`\n/);
    const chart = /```mermaid\n(.*?)```/s.exec(text)?.[1];
    assert.ok(chart);
    await assertMermaid(chart);
    assert.deepEqual(
      text.split('\n').filter((line) => line.startsWith('- ')),
      [
        '- `jumping-monkey-1` logged `mnist_dataset:v0`',
        '- `vague-morning-5` used `mnist_dataset:v0`',
        '- `vague-morning-5` logged `mnist_model:v0`',
        '- `serene-haze-6` used `mnist_model:v0`',
        '- `mnist_model:v0` is linked to `MNIST-dev`',
      ],
    );
  });

  it('names what nothing is connected with', () => {
    const alone = run('a`b');
    assert.match(lineageMarkdown(lineageOf([alone], []), alone.id), /\n- `` a`b ``\n$/);
  });
});
