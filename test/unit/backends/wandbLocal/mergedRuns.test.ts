// What run folders add up to is the same however it was come by: folder by folder as they change, or all at once.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { mergedRuns } from '../../../../src/backends/wandbLocal/mergedRuns.ts';
import type { RunFacts } from '../../../../src/backends/wandbLocal/runFacts.ts';
import type { Edge, Lineage } from '../../../../src/lineage/model.ts';
import { run, source, version } from '../../../support/lineage/build.ts';

/** What the folder at a path says at one time: run keys are shared by some folders, as those of resumed runs are. */
function factsOf(path: number, changes: number): RunFacts {
  const own = run(`r${path % 5}`, {
    ...{ folder: `/wandb/${path}`, startedAt: path, state: changes % 3 === 1 ? 'running' : 'finished' },
    ...(changes % 3 !== 1 && { endedAt: path + 100 }),
  });
  const used = version(`data:v${changes % 4}`, {}, {});
  const { version: _, ...bare } = version('made:', { id: `version:client/${path}`, digest: `d${path}` });
  const edges: readonly Edge[] = [
    { kind: 'used', from: used.id, to: own.id, declared: [], recorded: [source] },
    { kind: 'logged', from: own.id, to: bare.id, declared: [], recorded: [source] },
  ];
  return { run: own, versions: [used, bare], edges };
}

/** Less the order, which nothing depends on. */
function plain({ nodes, edges, open }: Lineage) {
  const sorted = (values: readonly unknown[]) => values.map((it) => JSON.stringify(it)).sort();
  const node = (it: object) => Object.entries(it).sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    nodes: sorted([...nodes.values()].map((it) => node({ ...it, also: [...it.also].sort() }))),
    edges: sorted(edges),
    open: [...open],
  };
}

describe('what run folders add up to', () => {
  it('is the same when they come, change and go one by one as when all are merged at once', () => {
    const step = fc.tuple(fc.nat(11), fc.constantFrom('changes', 'goes'));
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.nat(4), (steps, most) => {
        const merged = mergedRuns(most);
        const facts = new Map<string, RunFacts>();
        for (const [index, [path, event]] of steps.entries()) {
          if (event === 'goes') facts.delete(String(path));
          else facts.set(String(path), factsOf(path, index));
          assert.deepEqual(plain(merged(new Map(facts))), plain(mergedRuns()(facts)));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is not merged again where nothing changed', () => {
    const merged = mergedRuns(2);
    const facts = new Map(Array.from({ length: 9 }, (_, path) => [String(path), factsOf(path, 0)]));
    assert.equal(merged(facts), merged(new Map(facts)));
  });
});
