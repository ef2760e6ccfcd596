// Tests that a question which a server will not bear is asked in halves, and that a walk goes on around a refusal.

import assert from 'node:assert/strict';
import { BackendError } from '../../../../src/backends/backend.ts';
import { stepAsker, type Wanted } from '../../../../src/backends/wandbServer/askSteps.ts';
import type { Client } from '../../../../src/backends/wandbServer/client.ts';
import { CurableError } from '../../../../src/backends/wandbServer/failure.ts';
import { inEnglish, sentence } from '../../../../src/lineage/sentence.ts';
import { run, signal } from './world.ts';

const tooLarge = () => new CurableError('unreachable', sentence('It is in trouble.'), { less: true });
const refused = () => new BackendError('refused', sentence('It is not for you.'));

/** A server that answers for runs by name unless `refuse` gives an error for the names asked for. */
function asker(refuse: (names: readonly string[]) => BackendError | undefined) {
  const sizes: number[] = [];
  const told: string[] = [];
  const client: Client = {
    machine: 'lab',
    app: 'https://lab',
    refused: () => new BackendError('signedOut', sentence('Who are you?')),
    download: () => Promise.reject(new Error('not asked for')),
    async ask(query, variables) {
      const names = [...query.matchAll(/(n\d+): .*?run\(name: \$(v\d+)\)/g)].map(
        ([, alias = '', variable = '']) => [alias, String(variables[variable])] as const,
      );
      sizes.push(names.length);
      const error = refuse(names.map(([, name]) => name));
      if (error) throw error;
      const connection = { edges: [], pageInfo: { endCursor: null, hasNextPage: false } };
      const data = names.map(([alias, name]) => [
        alias,
        { run: { ...run(name), inputArtifacts: connection, outputArtifacts: connection } },
      ]);
      return { data: Object.fromEntries(data), failed: new Set() };
    },
  };
  const reader = () => ({ source: { label: 'W&B', readAt: 0 }, app: 'https://lab' });
  return { ask: stepAsker(client, reader, (problem) => void told.push(inEnglish(problem))), sizes, told };
}

const targets = (count: number): readonly Wanted[] =>
  Array.from({ length: count }, (_, index) => ({
    target: { kind: 'run', scope: { entity: 'ada', project: 'digits' }, key: `r${index}` },
  }));

describe('steps of a W&B server', () => {
  it('are asked for in halves of what was too large, and in no larger parts from then on', async () => {
    const { ask, sizes } = asker((names) => (names.length > 10 ? tooLarge() : undefined));
    assert.equal((await ask(targets(30), signal)).filter(({ nodes }) => nodes.length === 1).length, 30);
    assert.deepEqual(sizes, [30, 15, 8, 7, 15, 8, 7]);
    sizes.length = 0;
    await ask(targets(20), signal);
    assert.deepEqual(sizes, [8, 8, 4]);
  });

  it('are read around one node that is refused, whose step stays open', async () => {
    const { ask, told } = asker((names) => (names.includes('r2') ? refused() : undefined));
    const answers = await ask(targets(8), signal);
    assert.deepEqual(
      answers.map(({ nodes, open }) => [nodes.length, open]),
      Array.from({ length: 8 }, (_, index) => (index === 2 ? [0, true] : [1, false])),
    );
    assert.deepEqual(told, ['It is not for you.']);
  });

  it('are not asked for one by one of a server that refuses all', async () => {
    const { ask, sizes } = asker(refused);
    const answers = await ask(targets(30), signal);
    assert.ok(answers.every(({ nodes, open }) => nodes.length === 0 && open));
    assert.ok(sizes.length < 20, String(sizes));
  });

  it('fail with a server that is in trouble whatever is asked', async () => {
    const many = asker(tooLarge);
    await assert.rejects(many.ask(targets(30), signal), /in trouble/);
    assert.ok(many.sizes.length < 12, String(many.sizes));
    const one = asker(tooLarge);
    await assert.rejects(one.ask(targets(1), signal), /in trouble/);
    const out = asker(() => new BackendError('signedOut', sentence('Who are you?')));
    await assert.rejects(out.ask(targets(30), signal), { trouble: 'signedOut' });
    assert.deepEqual(out.sizes, [30]);
  });
});
