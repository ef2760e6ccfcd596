// The view models: a hover's card, the map's picture and the sidebar's rows, as plain data.

import assert from 'node:assert/strict';
import { cardOf } from '../../../src/join/card.ts';
import { referenceRow } from '../../../src/join/codeRows.ts';
import { declare } from '../../../src/join/declare.ts';
import { namesOf } from '../../../src/join/names.ts';
import { byType, runChildren, runRow } from '../../../src/join/outline.ts';
import { pictureOf } from '../../../src/join/picture.ts';
import { ago, bytes, duration, english } from '../../../src/join/say.ts';
import { emptyLineage, lineageOf, runId, versionId } from '../../../src/lineage/model.ts';
import { collection, guide, lineage, place, run, version } from '../../support/lineage/build.ts';
import { guideFiles, reference } from '../../support/lineage/code.ts';

const scope = { entity: 'ada', project: 'mnist' };
const model = versionId(scope, 'mnist_model', 'v0');
const context = { now: 7_200_000, say: english };
const used = reference('evaluate.py', 7, { relation: 'used' }, 'mnist_model:v0');

describe('card', () => {
  const text = (card: ReturnType<typeof cardOf>) =>
    card.map((line) => line.map((piece) => piece.text).join(''));

  it('says what a name resolves to, who made it, who used it and where it is linked', () => {
    const [name] = namesOf(used);
    assert.ok(name);
    const card = cardOf(used, [{ name, node: guide.nodes.get(model) }], guide, context.now, english);
    assert.deepEqual(text(card), [
      'mnist_model:v0 · ',
      'committed · ada/mnist',
      'Logged by vague-morning-5',
      'Used by serene-haze-6',
      'Linked to MNIST-dev',
      'Show Lineage · Compare · Copy Name',
    ]);
  });

  it('tells how the run that made it did, what its users made, and offers to pin an alias', () => {
    const around = lineage(
      'fit -logged-> net:v3',
      'net:v3 -used-> eval',
      'eval -logged-> report:v0',
      'eval -logged-> plots:v0',
      'eval -logged-> rows:v0',
    );
    const nodes = [...around.nodes.values()].map((node) =>
      node.kind === 'run' && node.name === 'fit'
        ? { ...node, summary: { _step: 9, epoch: 3, accuracy: 0.931249, loss: 2 } }
        : node,
    );
    const literalAt = place('evaluate.py', 7);
    const asked = reference('evaluate.py', 7, { relation: 'used', literalAt }, 'net:latest');
    const [name] = namesOf(asked);
    const found = around.nodes.get(versionId(scope, 'net', 'v3'));
    assert.ok(name && found?.kind === 'version');
    const node = { ...found, url: 'https://wandb.ai/ada/mnist/artifacts/model/net/v3' };
    const card = cardOf(asked, [{ name, node }], lineageOf(nodes, around.edges), 0, english);
    assert.deepEqual(text(card).slice(2), [
      'Logged by fit',
      'fit: accuracy 0.9312 · loss 2',
      'Used by eval (→ report:v0, plots:v0 and 1 more)',
      'Show Lineage · Compare · Open in W&B · Copy Name · Pin to v3',
    ]);
  });

  it('says when history does not know the name, and when the name is unknown', () => {
    const [name] = namesOf(used);
    assert.ok(name);
    assert.deepEqual(text(cardOf(used, [{ name, node: undefined }], emptyLineage, 0, english)), [
      'mnist_model:v0 · not in the history read',
    ]);
    const asked = { name, node: undefined, askedAt: 0 };
    assert.deepEqual(text(cardOf(used, [asked], emptyLineage, 3 * 3600_000, english)), [
      'mnist_model:v0 · not in the history, read 3 h ago',
    ]);
    const unknown = reference('a.py', 1, { relation: 'used' });
    assert.match(
      text(cardOf(unknown, [], emptyLineage, 0, english))[0] ?? '',
      /computed when the script runs/,
    );
  });

  it('lists the versions of a collection, the newest first', () => {
    const logged = reference('train.py', 20, { relation: 'logged' }, 'net');
    const net = collection('net');
    const versions = [version('net:v2'), version('net:v10', { aliases: ['latest', 'v10'] })];
    const card = cardOf(
      logged,
      [{ name: { collection: 'net' }, node: net }],
      lineageOf([net, ...versions], []),
      0,
      english,
    );
    assert.deepEqual(text(card)[1], 'Versions v10 (latest), v2');
  });

  it('counts what it does not name', () => {
    const many = Array.from({ length: 12 }, (_, i) => ({ name: { collection: `a${i}` }, node: undefined }));
    const lines = text(cardOf(used, many, emptyLineage, 0, english));
    assert.equal(lines[0], 'One of 12 names:');
    assert.equal(lines.at(-1), 'and 9 more');
  });
});

describe('picture', () => {
  it('draws every node and edge, marked by where it is known from', () => {
    // No run of this history names its script, so the code hangs on scripts beside it.
    const history = declare(guide, guideFiles);
    const picture = pictureOf(
      { lineage: history, known: history, focus: model, truncated: false },
      [],
      english,
    );
    assert.equal(picture.tiles.length, history.nodes.size);
    assert.equal(picture.arrows.length, history.edges.length);
    assert.equal(picture.focus, model);
    assert.deepEqual(picture.notices, []);
    const tile = picture.tiles.find((it) => it.id === model);
    assert.equal(tile?.label, 'Artifact mnist_model:v0, 1 upstream, 3 downstream');
  });

  it('has no focus that is not drawn', () => {
    const picture = pictureOf(
      { lineage: emptyLineage, known: emptyLineage, focus: model, truncated: true },
      [],
      english,
    );
    assert.equal(picture.focus, null);
  });
});

describe('outline', () => {
  it('describes a run and what it used and logged', () => {
    const trained = run('vague-morning-5', { jobType: 'train', startedAt: 0 });
    assert.equal(runRow(trained, context).description, 'train · finished · 2 h ago');
    const torn = runRow({ ...trained, damaged: 3 }, context);
    assert.equal(torn.description, 'train · finished · 3 damaged records skipped · 2 h ago');
    const rows = runChildren(runId(scope, 'vague-morning-5'), guide, context);
    assert.deepEqual(
      rows.map((row) => [row.label, row.description]),
      [
        ['mnist_dataset:v0', 'used'],
        ['mnist_model:v0', 'logged'],
      ],
    );
  });

  it('says where an artifact of another project or entity is from, and what state it is in', () => {
    const home = run('vague-morning-5');
    const other = version('images:v0', { type: 'dataset' }, { entity: 'ada', project: 'vision' });
    const team = version('voice:v1', { state: 'deleted' }, { entity: 'lab', project: 'speech' });
    const half = { ...version('net:v0'), name: 'half', state: 'pending' as const };
    const { version: _, ...pending } = half;
    const nodes = [home, other, team, pending];
    const edges = [other, team, pending].map(
      ({ id }) => ({ kind: 'used', from: id, to: home.id, declared: [], recorded: other.recorded }) as const,
    );
    assert.deepEqual(
      runChildren(home.id, lineageOf(nodes, edges), context).map((row) => [row.label, row.description]),
      [
        ['images:v0', 'used · dataset · vision'],
        ['voice:v1', 'used · deleted · lab/speech'],
        ['half', 'used · pending'],
      ],
    );
  });

  it('puts artifact types before registries', () => {
    const collections = [
      collection('MNIST-dev', { holds: 'linked' }, { project: 'model-registry' }),
      collection('m', { type: 'model' }),
      collection('d', { type: 'dataset' }),
    ];
    assert.deepEqual([...byType(collections, english).keys()], ['dataset', 'model', 'model-registry']);
  });

  it('says of a reference whether a run recorded it', () => {
    const recorded = referenceRow(used, 0, model, emptyLineage, context);
    assert.match(recorded.tooltip ?? '', /No run of this script/);
    assert.equal(recorded.description, 'used · line 8');
  });
});

describe('words', () => {
  it('tell ages, sizes and spans', () => {
    const hour = 3_600_000;
    assert.deepEqual(
      [0, hour / 2, hour, 50 * hour, 24 * 90 * hour, 24 * 800 * hour].map((span) => ago(0, span, english)),
      ['just now', '30 min ago', '1 h ago', '2 d ago', '3 months ago', '2 years ago'],
    );
    assert.deepEqual([0, 999, 1234, 123_456, 5e9].map(bytes), ['0 B', '999 B', '1.2 kB', '123 kB', '5.0 GB']);
    assert.deepEqual([5000, 200_000, 7_260_000].map(duration), ['5 s', '3 min 20 s', '2 h 1 min']);
  });
});
