// Clusters: what is alike becomes one, nothing is lost, ids stay, and whoever is in focus is never hidden.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Clustered, type ClusterId, cluster } from '../../../src/lineage/cluster.ts';
import {
  type Edge,
  type Lineage,
  lineageOf,
  type NodeId,
  runId,
  versionId,
} from '../../../src/lineage/model.ts';
import { collection, lineage, run, source, version } from '../../support/lineage/build.ts';
import { generate } from '../../support/lineage/generate.ts';

const home = { entity: 'ada', project: 'mnist' };
const runOf = (name: string) => runId(home, name);
const versionOf = (name: string, number: string) => versionId(home, name, number);

/** Runs that read the data, log a model each, and are compared. */
function sweep(size: number, jobType = 'train'): Lineage {
  const members = Array.from({ length: size }, (_, index) => index);
  const used = (from: NodeId, to: NodeId): Edge => ({
    kind: 'used',
    from,
    to,
    declared: [],
    recorded: [source],
  });
  const data = version('data:v0', { type: 'dataset' });
  const compare = run('compare', { jobType: 'compare' });
  const runs = members.map((index) => run(`train-${index}`, { jobType, program: 'train.py' }));
  const models = members.map((index) => version(`model:v${index}`, { type: 'model' }));
  return lineageOf(
    [data, ...runs, ...models, compare],
    members.flatMap((index) => {
      const [one, model] = [runs[index]?.id ?? compare.id, models[index]?.id ?? data.id];
      return [used(data.id, one), { ...used(one, model), kind: 'logged' as const }, used(model, compare.id)];
    }),
  );
}

function only({ clusters }: Clustered, kind: string): ClusterId {
  const found = [...clusters.values()].filter((one) => one.kind === kind);
  assert.equal(found.length, 1);
  return found[0]?.id ?? 'cluster:';
}

describe('cluster', () => {
  it('makes one cluster of the runs of a sweep and one of their models', () => {
    const clustered = cluster(sweep(38));
    assert.deepEqual(
      [...clustered.clusters.values()].map(({ count, kind, name, type }) => [count, kind, name, type]),
      [
        [38, 'run', 'train.py', 'train'],
        [38, 'version', 'model', 'model'],
      ],
    );
    assert.deepEqual(clustered.single, [versionOf('data', 'v0'), runOf('compare')]);
    const [runs, models] = [only(clustered, 'run'), only(clustered, 'version')];
    assert.deepEqual(
      clustered.bundles.map(({ kind, from, to, edges }) => [kind, from, to, edges.length]),
      [
        ['used', versionOf('data', 'v0'), runs, 38],
        ['logged', runs, models, 38],
        ['used', models, runOf('compare'), 38],
      ],
    );
  });

  it('leaves four alone, and runs of different job types apart', () => {
    assert.equal(cluster(sweep(4)).clusters.size, 0);
    assert.equal(cluster(sweep(4), { least: 4 }).clusters.size, 2);
    const three = sweep(3, 'train');
    const other = sweep(3, 'tune');
    const both = lineageOf([...three.nodes.values(), ...other.nodes.values()], three.edges);
    assert.equal(cluster(both).clusters.size, 0);
  });

  it('clusters the many artifacts of one run and the many links of one version', () => {
    const many = [0, 1, 2, 3, 4, 5];
    const logs = lineage(...many.map((index) => `make -logged-> part-${index}:v0`));
    const [cluster0] = cluster(logs).clusters.values();
    assert.deepEqual([cluster0?.count, cluster0?.kind, cluster0?.name], [6, 'version', undefined]);
    const links = lineage(...many.map((index) => `model:v0 -linked-> Registry-${index}`));
    assert.equal(only(cluster(links), 'collection').startsWith('cluster:'), true);
  });

  it('never hides the focus, and keeps its id when a member is pulled out or another comes', () => {
    const before = cluster(sweep(6));
    const pulled = cluster(sweep(6), { alone: new Set([runOf('train-2')]) });
    assert.ok(pulled.single.includes(runOf('train-2')));
    assert.equal(only(pulled, 'run'), only(before, 'run'));
    assert.equal(pulled.clusters.get(only(before, 'run'))?.count, 5);
    assert.equal(pulled.clusters.get(only(before, 'version'))?.count, 6);
    assert.equal(only(cluster(sweep(7)), 'version'), only(before, 'version'));
  });

  it('dissolves one cluster at a time', () => {
    const before = cluster(sweep(6));
    const without = cluster(sweep(6), { dissolved: new Set([only(before, 'run')]) });
    assert.deepEqual([...without.clusters.keys()], [only(before, 'version')]);
    assert.equal(without.single.filter((id) => id.startsWith('run:')).length, 7);
  });

  it('does not gather what hangs on nothing, and survives a run that uses what it logs', () => {
    const loose = lineageOf(
      [0, 1, 2, 3, 4, 5].map((index) => collection(`loose-${index}`)),
      [],
    );
    assert.equal(cluster(loose).clusters.size, 0);
    const circle = lineage('a -logged-> b:v0', 'b:v0 -used-> a');
    assert.equal(cluster(circle).single.length, 2);
  });

  it('loses nothing and shows nothing twice, whatever is dissolved or alone', () => {
    const any = fc.record({
      size: fc.integer({ min: 10, max: 300 }),
      seed: fc.nat({ max: 500 }),
      least: fc.integer({ min: 2, max: 6 }),
      alone: fc.array(fc.nat({ max: 299 }), { maxLength: 5 }),
      dissolved: fc.array(fc.nat({ max: 9 }), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(any, ({ size, seed, least, alone, dissolved }) => {
        const whole = generate(size, seed);
        const ids = [...whole.nodes.keys()];
        const all = [...cluster(whole, { least }).clusters.keys()];
        const options = {
          least,
          alone: new Set(alone.flatMap((index) => ids[index] ?? [])),
          dissolved: new Set(dissolved.flatMap((index) => all[index] ?? [])),
        };
        const clustered = cluster(whole, options);
        const members = [...clustered.clusters.values()].flatMap((one) => [...one.members]);
        assert.deepEqual([...clustered.single, ...members].sort(), [...ids].sort());
        for (const id of options.alone) assert.equal(clustered.where(id), id);
        for (const id of options.dissolved) assert.ok(!clustered.clusters.has(id));
        const edges = clustered.bundles.flatMap(({ from, to, edges: own }) => {
          for (const edge of own)
            assert.deepEqual([clustered.where(edge.from), clustered.where(edge.to)], [from, to]);
          return [...own];
        });
        assert.deepEqual(new Set(edges), new Set(whole.edges));
        assert.equal(edges.length, whole.edges.length);
      }),
      { numRuns: 60 },
    );
  });

  it('finds the same clusters in whatever order nodes and edges come', () => {
    fc.assert(
      fc.property(fc.nat({ max: 200 }), (seed) => {
        const whole = generate(150, seed);
        const turned = lineageOf([...whole.nodes.values()].reverse(), [...whole.edges].reverse());
        const described = ({ clusters }: Clustered) =>
          [...clusters.values()].map(({ id, members }) => [id, [...members].sort()].flat()).sort();
        assert.deepEqual(described(cluster(turned)), described(cluster(whole)));
      }),
      { numRuns: 30 },
    );
  });

  it('makes members of a cluster share all neighbours but their own outputs', () => {
    const whole = generate(400, 3);
    const clustered = cluster(whole);
    assert.ok(clustered.clusters.size > 0);
    for (const { members } of clustered.clusters.values()) {
      const ends = members.map((member) =>
        whole.edges
          .flatMap(({ from, to, kind }) =>
            from === member ? [to] : to === member && kind === 'used' ? [from] : [],
          )
          .map(clustered.where)
          .sort(),
      );
      for (const one of ends) assert.deepEqual(one, ends[0]);
    }
  });
});
