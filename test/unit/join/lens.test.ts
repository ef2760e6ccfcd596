// What stands above a call, and the small picture in a hover.

import assert from 'node:assert/strict';
import { artifactLens, runLens } from '../../../src/join/lensText.ts';
import { english } from '../../../src/join/say.ts';
import { thumbnailOf } from '../../../src/join/thumbnail.ts';
import { type LineageNode, lineageOf, versionId } from '../../../src/lineage/model.ts';
import { collection, guide, lineage, run, version } from '../../support/lineage/build.ts';

const hour = 3_600_000;
const palette = { ink: '#111', faint: '#888', run: '#0a0', artifact: '#00a' };

function nodeOf(name: string, number: string): LineageNode {
  const node = guide.nodes.get(versionId({ entity: 'ada', project: 'mnist' }, name, number));
  assert.ok(node);
  return node;
}

describe('the lens above a call', () => {
  it('says what a version is called, who made it and how often it is used', () => {
    const net = version('net:v3', { aliases: ['latest', 'v3'], createdAt: 0 });
    const around = lineage('fit -logged-> net:v3', 'net:v3 -used-> a', 'net:v3 -used-> b');
    assert.equal(artifactLens(net, around, 2 * hour, english), 'net:v3 · latest · by fit, 2 h ago · 2 uses');
    assert.equal(
      artifactLens(nodeOf('mnist_dataset', 'v0'), guide, 0, english),
      'mnist_dataset:v0 · by jumping-monkey-1 · 1 use',
    );
  });

  it('says which version of a collection is the newest', () => {
    const net = collection('net');
    const around = lineageOf([net, version('net:v9'), version('net:v10', { createdAt: 0 })], []);
    assert.equal(artifactLens(net, around, hour, english), 'net · 2 versions · newest v10 · 1 h ago');
    assert.equal(artifactLens(net, lineageOf([net], []), hour, english), 'net · any version');
  });

  it('says how the last run of a script went', () => {
    const last = run('fit', { startedAt: 0, summary: { accuracy: 0.93, lr: 1, _runtime: 4 } });
    assert.equal(runLens(last, 0, hour, english), 'last run: fit · finished · 1 h ago · accuracy 0.93');
    assert.match(runLens(last, 3, hour, english), / · 3 downstream$/);
    const evil = run(`\u202e${'a'.repeat(1_000_000)}`, { startedAt: 0 });
    assert.match(runLens(evil, 0, hour, english), /^last run: �a{59}… · finished · 1 h ago$/);
  });
});

describe('the picture in a hover', () => {
  it('shows what is around an artifact, each once', () => {
    const svg = thumbnailOf(nodeOf('mnist_model', 'v0'), guide, palette) ?? '';
    for (const title of [
      'mnist_dataset:v0',
      'vague-morning-5',
      'mnist_model:v0',
      'serene-haze-6',
      'MNIST-dev',
    ])
      assert.equal(svg.split(`>${title}<`).length, 2, `${title} in ${svg}`);
    assert.equal(svg.match(/<path/g)?.length, 4);
  });

  it('counts those for whom there is no room', () => {
    const many = lineage(...Array.from({ length: 9 }, (_, index) => `net:v0 -used-> run-${index}`));
    const [net] = [...many.nodes.values()].filter(({ kind }) => kind === 'version');
    assert.ok(net);
    assert.match(thumbnailOf(net, many, palette) ?? '', />\+7</);
  });

  it('is none where nothing is around', () => {
    const alone = version('net:v0');
    assert.equal(thumbnailOf(alone, lineageOf([alone], []), palette), undefined);
  });

  it('keeps foreign text from being markup', () => {
    const evil = { ...run('x'), name: '<a>&"\u0000\u001b' };
    const net = version('net:v0');
    const edge = { kind: 'logged', from: evil.id, to: net.id, declared: [], recorded: [] } as const;
    const svg = thumbnailOf(net, lineageOf([evil, net], [edge]), palette) ?? '';
    assert.match(svg, />&#60;a&#62;&#38;&#34;��</);
  });
});
