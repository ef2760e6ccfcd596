// Lists beside the map: what depends on something, and how two differ.
import assert from 'node:assert/strict';
import { aliasNames, comparedTitle } from '../../../src/join/compared.ts';
import { comparisonListing, impactListing } from '../../../src/join/listings.ts';
import { listingMarkdown } from '../../../src/join/markdown/listingMarkdown.ts';
import { pictureOf } from '../../../src/join/picture.ts';
import { english } from '../../../src/join/say.ts';
import { compare } from '../../../src/lineage/compare.ts';
import { impactOf } from '../../../src/lineage/impact.ts';
import { type Lineage, lineageOf, type NodeId } from '../../../src/lineage/model.ts';
import { guide, lineage } from '../../support/lineage/build.ts';

const id = (name: string): NodeId => `version:ada/mnist/${name}`;

/** Two versions of a model: the second was trained on newer data, with another rate, at another commit. */
function twoModels(): Lineage {
  const plain = lineage(
    'data:v0 -used-> first',
    'data:v1 -used-> second',
    'vocabulary:v0 -used-> second',
    'base:v0 -used-> first',
    'base:v0 -used-> second',
    'first -logged-> net:v0',
    'second -logged-> net:v1',
  );
  const nodes = [...plain.nodes.values()].map((node) =>
    node.kind === 'run'
      ? {
          ...node,
          config: { lr: node.name === 'first' ? 0.1 : 0.01, seed: 1 },
          commit: `${node.name}-commit`,
        }
      : node,
  );
  return lineageOf(nodes, plain.edges);
}

describe('lists beside the map', () => {
  it('tell what depends on something, what matters most first', () => {
    const impact = impactOf(guide, id('mnist_dataset:v0'));
    assert.ok(impact);
    const listing = impactListing(impact, english);
    assert.equal(listing.title, 'Depends on mnist_dataset:v0');
    assert.equal(listing.summary, '4 things');
    assert.deepEqual(
      listing.groups.map(({ title, count, rows }) => [title, count, ...rows.map(({ text }) => text)]),
      [
        ['Registry', 1, 'MNIST-dev'],
        ['Data', 1, 'mnist_model:v0'],
        ['Runs', 2, 'vague-morning-5', 'serene-haze-6'],
      ],
    );
    const nothing = impactOf(guide, 'run:ada/mnist/serene-haze-6');
    assert.ok(nothing);
    assert.match(impactListing(nothing, english).summary, /^Nothing/);
  });

  it('tell how two versions came to differ', () => {
    const comparison = compare(twoModels(), id('net:v0'), id('net:v1'), {
      before: [{ path: 'w.pt', digest: 'aaaa' }],
      after: [
        { path: 'w.pt', digest: 'bbbb' },
        { path: 'card.md', digest: 'cccc' },
      ],
    });
    assert.ok(comparison);
    const listing = comparisonListing(comparison, english);
    assert.equal(listing.title, 'net:v0 → net:v1');
    assert.equal(listing.summary, '6 differences');
    assert.deepEqual(
      listing.groups.map(({ title, rows }) => [
        title,
        ...rows.map(({ text, detail, change }) => `${change} ${text}: ${detail}`),
      ]),
      [
        ['Inputs', 'changed data: data:v0 → data:v1', 'added vocabulary: vocabulary:v0'],
        ['Facts', 'changed Commit: first-c → second-'],
        ['Config', 'changed lr: 0.1 → 0.01'],
        ['Files', 'changed w.pt: aaaa → bbbb', 'added card.md: cccc'],
      ],
    );
    assert.equal(
      listingMarkdown(listing, english).split('\n').slice(0, 8).join('\n'),
      [
        '# `net:v0 → net:v1`',
        '',
        '6 differences',
        '',
        '## Inputs (2)',
        '',
        '- `data`: `data:v0 → data:v1`',
        '- added `vocabulary`: `vocabulary:v0`',
      ].join('\n'),
    );
  });

  it('call two versions by the aliases they were chosen by, as long as those mean them', () => {
    const plain = twoModels();
    const aliases: Record<string, readonly string[]> = { v0: ['v0', 'production'], v1: ['latest'] };
    const nodes = [...plain.nodes.values()].map((node) =>
      node.kind === 'version' && node.name === 'net'
        ? { ...node, aliases: aliases[node.version ?? ''] ?? [], linkAliases: ['Best:champion'] }
        : node,
    );
    const comparison = compare(lineageOf(nodes, plain.edges), id('net:v0'), id('net:v1'));
    assert.ok(comparison);
    const told = (before?: string, after?: string) => {
      const asked = { ...(before && { before }), ...(after && { after }) };
      const { title, summary } = comparisonListing(comparison, english, asked);
      return [comparedTitle(comparison, asked, english), title, summary];
    };
    assert.deepEqual(told('net:production', 'net:latest'), [
      'Compare: net:production ↔ net:latest',
      'net: production → latest',
      'v0 → v1 · 4 differences',
    ]);
    assert.deepEqual(told(undefined, 'net:latest'), [
      'Compare: net:v0 ↔ net:latest',
      'net: v0 → latest',
      'v0 → v1 · 4 differences',
    ]);
    assert.deepEqual(told('net:production', 'Best:champion'), [
      'Compare: net:production ↔ Best:champion',
      'net:production → Best:champion',
      'v0 → v1 · 4 differences',
    ]);
    const plainly = ['Compare: net:v0 ↔ net:v1', 'net:v0 → net:v1', '4 differences'];
    assert.deepEqual(told('net:latest', 'net:staging'), plainly);
    const version = comparison.before;
    assert.ok(version.kind === 'version');
    assert.deepEqual(aliasNames(version), ['net:production', 'Best:champion']);
  });

  it('go with one picture of both, each tile marked with whose it is', () => {
    const both = twoModels();
    const comparison = compare(both, id('net:v0'), id('net:v1'));
    assert.ok(comparison);
    const walked = { lineage: both, known: both, focus: id('net:v1'), truncated: false };
    const picture = pictureOf(walked, [], english, { before: id('net:v0'), marks: comparison.marks });
    assert.equal(picture.before, id('net:v0'));
    const marks = Object.fromEntries(picture.tiles.map(({ title, mark }) => [title, mark]));
    assert.deepEqual(marks, {
      'data:v0': 'changed',
      'data:v1': 'changed',
      first: 'changed',
      second: 'changed',
      'vocabulary:v0': 'after',
      'base:v0': undefined,
      'net:v0': 'changed',
      'net:v1': 'changed',
    });
    assert.match(picture.tiles.find(({ title }) => title === 'vocabulary:v0')?.label ?? '', /added/);
  });
});
