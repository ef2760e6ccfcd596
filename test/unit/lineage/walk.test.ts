// Walking finds true ancestors and descendants within its bounds, and says where it stopped.

import assert from 'node:assert/strict';
import { oneStep } from '../../../src/backends/memory.ts';
import { graphOf, reach } from '../../../src/lineage/graph.ts';
import { type Lineage, lineageOf, type NodeId, runId, versionId } from '../../../src/lineage/model.ts';
import { titleOf } from '../../../src/lineage/title.ts';
import { further, type WalkOptions, walk } from '../../../src/lineage/walk.ts';
import { collection, guide, lineage, linesOf, run, source, version } from '../../support/lineage/build.ts';

const scope = { entity: 'ada', project: 'mnist' };
const model = versionId(scope, 'mnist_model', 'v0');
const { signal } = new AbortController();

function walked(history: Lineage, options: Partial<WalkOptions> = {}, start: NodeId = model) {
  return walk(start, async (ids) => oneStep(history, ids), { limit: 1000, ...options }, signal);
}

function titles(part: Lineage): readonly string[] {
  return [...part.nodes.values()].map(titleOf).sort();
}

describe('walk', () => {
  it('finds the guide’s whole lineage from its middle', async () => {
    const { lineage: found, truncated } = await walked(guide);
    assert.deepEqual(linesOf(found), linesOf(guide));
    assert.equal(truncated, false);
  });

  it('asks once for each ring, not once for each node', async () => {
    let questions = 0;
    const around = async (ids: Parameters<typeof oneStep>[1]) => {
      questions++;
      return oneStep(guide, ids);
    };
    await walk(model, around, { limit: 1000 }, signal);
    assert.equal(questions, 4);
  });

  it('keeps to its depth and marks what was not followed', async () => {
    const { lineage: found, truncated } = await walked(guide, { upstream: 1, downstream: 0 });
    assert.deepEqual(titles(found), ['mnist_model:v0', 'vague-morning-5']);
    assert.deepEqual([...found.open], [runId(scope, 'vague-morning-5')]);
    assert.equal(truncated, true);
  });

  it('takes no siblings: what else an ancestor made is not lineage', async () => {
    const history = lineage('a -logged-> x:v0', 'a -logged-> y:v0', 'x:v0 -used-> b', 'y:v0 -used-> c');
    const { lineage: found } = await walked(history, {}, versionId(scope, 'x', 'v0'));
    assert.deepEqual(titles(found), ['a', 'b', 'x:v0']);
  });

  it('knows the neighbours aside, and more of them when asked further', async () => {
    const history = lineage('a -logged-> x:v0', 'a -logged-> y:v0', 'x:v0 -used-> b', 'y:v0 -used-> c');
    const first = await walked(history, {}, versionId(scope, 'x', 'v0'));
    const y = versionId(scope, 'y', 'v0');
    assert.deepEqual(titles(first.known), ['a', 'b', 'x:v0', 'y:v0']);
    assert.deepEqual([...first.known.open], [y]);
    const next = await further(first, [y], async (ids) => oneStep(history, ids), signal);
    assert.deepEqual(titles(next.known), ['a', 'b', 'c', 'x:v0', 'y:v0']);
    assert.deepEqual([...next.known.open], [runId(scope, 'c')]);
    assert.deepEqual(titles(next.lineage), ['a', 'b', 'x:v0']);
  });

  it('survives a run that uses what it logged', async () => {
    const history = lineage('a -logged-> mnist_model:v0', 'mnist_model:v0 -used-> a');
    assert.equal((await walked(history)).lineage.edges.length, 2);
  });

  it('stops at its limit', async () => {
    const chain = Array.from({ length: 50 }, (_, i) => [
      `r${i} -logged-> x:v${i}`,
      `x:v${i} -used-> r${i + 1}`,
    ]).flat();
    const found = await walked(lineage(...chain), { limit: 10 }, runId(scope, 'r0'));
    assert.equal(found.truncated, true);
    assert.ok(found.lineage.nodes.size < 20);
  });

  it('rejects when it is aborted', async () => {
    const gone = AbortSignal.abort(new Error('gone'));
    await assert.rejects(
      walk(model, async (ids) => oneStep(guide, ids), { limit: 9 }, gone),
      /gone/,
    );
  });
});

describe('graph', () => {
  it('crosses from a version to its collection only where the collection has an edge', () => {
    const owner = collection('raw');
    const raw = version('raw:v0');
    const maker = run('maker');
    const declared = {
      kind: 'logged',
      from: maker.id,
      to: owner.id,
      declared: [],
      recorded: [source],
    } as const;
    const bare = graphOf(lineageOf([owner, raw, maker], []));
    const tied = graphOf(lineageOf([owner, raw, maker], [declared]));
    assert.deepEqual(bare.ties, []);
    assert.deepEqual([...reach(tied, raw.id, 'upstream')].sort(), [owner.id, maker.id, raw.id].sort());
    assert.deepEqual([...reach(tied, raw.id, 'upstream', 0)].sort(), [owner.id, raw.id].sort());
  });
});
