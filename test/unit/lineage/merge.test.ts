// Lineages of several sources become one, by the rule of identity, and nothing is lost.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { alsoByContent } from '../../../src/lineage/content.ts';
import { merge } from '../../../src/lineage/merge.ts';
import { mergeInto } from '../../../src/lineage/mergeInto.ts';
import {
  type Edge,
  type Lineage,
  type LineageNode,
  lineageOf,
  type NodeId,
} from '../../../src/lineage/model.ts';
import { inEnglish } from '../../../src/lineage/sentence.ts';
import { guide, linesOf, run, source, version } from '../../support/lineage/build.ts';

const other = { label: 'other', readAt: 1 };

describe('merge', () => {
  it('gives the same lineage for the same lineage twice', () => {
    const merged = merge([guide, guide]).lineage;
    assert.deepEqual(linesOf(merged), linesOf(guide));
    assert.equal(merged.nodes.size, guide.nodes.size);
  });

  it('unifies a run whose entity one source does not know, and keeps both sources', () => {
    const local = run(
      'abcd1234',
      { recorded: [other], program: 'train.py', state: 'unknown' },
      { project: 'mnist' },
    );
    const server = run('abcd1234', { name: 'vague-morning-5' });
    const { lineage, canonical } = merge([lineageOf([local], []), lineageOf([server], [])]);
    assert.equal(lineage.nodes.size, 1);
    assert.equal(canonical(local.id), server.id);
    const node = lineage.nodes.get(server.id);
    assert.ok(node?.kind === 'run');
    assert.equal(node.name, 'vague-morning-5');
    assert.equal(node.program, 'train.py');
    assert.equal(node.state, 'finished');
    assert.deepEqual(node.recorded, [other, source]);
    assert.deepEqual(node.also, [local.id]);
  });

  it('lets the last folder of a resumed run say how it ended, and the first when it began', () => {
    const first = run('a', { folder: '/1', startedAt: 10, endedAt: 20, exitCode: 0, state: 'finished' });
    const again = run('a', { folder: '/2', startedAt: 30, state: 'running' });
    const of = (...runs: readonly ReturnType<typeof run>[]) => {
      const { lineage } = merge(runs.map((it) => lineageOf([it], [])));
      const [node] = [...lineage.nodes.values()];
      assert.ok(node?.kind === 'run' && lineage.nodes.size === 1);
      return [node.state, node.startedAt, node.endedAt, node.exitCode];
    };
    assert.deepEqual(of(again, first), ['running', 10, undefined, undefined]);
    assert.deepEqual(of(first, again), ['running', 10, undefined, undefined]);
    assert.deepEqual(of({ ...again, state: 'unknown' }, first), ['unknown', 10, undefined, undefined]);
    assert.deepEqual(of({ ...again, endedAt: 50, exitCode: 1, state: 'failed' }, first), [
      'failed',
      10,
      50,
      1,
    ]);
    const server = run('a', { startedAt: 10, endedAt: 60, state: 'failed' });
    assert.deepEqual(of(again, first, server), ['failed', 10, 60, undefined]);
  });

  it('keeps a doubtful twin apart', () => {
    const somewhere = version('raw:v0', {}, {});
    const here = version('raw:v0', {}, { entity: 'ada', project: 'one' });
    const there = version('raw:v0', {}, { entity: 'ada', project: 'two' });
    const { lineage } = merge([lineageOf([somewhere], []), lineageOf([here, there], [])]);
    assert.equal(lineage.nodes.size, 3);
  });

  it('unifies by the server’s key what has no version, but not across names', () => {
    const key: NodeId = 'version:server/QXJ0aWZhY3Q6MQ==';
    const { version: _, ...aliased } = version('raw:latest', { also: [], id: key, aliases: ['latest'] }, {});
    const known = version('raw:v3', { also: [key] });
    const elsewhere = version('other:v0', { also: [key] });
    const { lineage, canonical } = merge([lineageOf([aliased], []), lineageOf([known, elsewhere], [])]);
    assert.equal(lineage.nodes.size, 2);
    assert.equal(canonical(key), known.id);
  });

  it('unifies by the run that logged it and its content what has no number, if that tells one', () => {
    const by = run('abcd1234');
    const there = (name: string) =>
      version(name, { digest: 'd', aliases: [], also: [`version:server/${name}`], state: 'committed' });
    const { version: _, ...bare } = version('raw:latest', {
      ...{
        id: 'version:client/c' as const,
        digest: 'd',
        aliases: ['latest'],
        state: 'unknown',
        recorded: [other],
      },
    });
    const logged = (...versions: readonly LineageNode[]) => {
      const edges = versions.map(
        ({ id: to }): Edge => ({ kind: 'logged', from: by.id, to, declared: [], recorded: [source] }),
      );
      return lineageOf(alsoByContent([by, ...versions], edges), edges);
    };
    const versionsOf = (...lineages: readonly Lineage[]) =>
      [...merge(lineages).lineage.nodes.values()].filter((node) => node.kind === 'version');
    for (const both of [
      [logged(there('raw:v0')), logged(bare)],
      [logged(bare), logged(there('raw:v0'))],
    ]) {
      const [node, ...rest] = versionsOf(...both);
      assert.deepEqual([node?.id, node?.aliases, rest], [there('raw:v0').id, [], []]);
      assert.match(String(node?.notes.map(inEnglish)), /the same content tells/);
    }
    // The run went back to an earlier content: it may be either.
    assert.equal(versionsOf(logged(there('raw:v0'), there('raw:v2')), logged(bare)).length, 3);
    assert.equal(versionsOf(logged(there('raw:v0')), logged(there('raw:v2')), logged(bare)).length, 3);
    // Another run's, another collection's, or another content.
    assert.equal(versionsOf(logged(there('other:v0')), logged(bare)).length, 2);
    assert.equal(versionsOf(logged({ ...there('raw:v0'), digest: 'e' }), logged(bare)).length, 2);
  });

  it('never unifies two keys of one server', () => {
    const one = version('raw:v0', { also: ['version:server/a'] });
    const two = version('raw:v0', { also: ['version:server/b'] }, {});
    assert.equal(merge([lineageOf([one], []), lineageOf([two], [])]).lineage.nodes.size, 2);
  });

  it('sees a run whole where a tracker does, and else leaves open what one of its folders cannot know', () => {
    const online = run('abcd1234', { blindTo: ['logged', 'linked'] }, { project: 'mnist' });
    const offline = run('abcd1234', { blindTo: ['linked'] }, { project: 'mnist' });
    const blind = (...runs: readonly LineageNode[]) => {
      const [node] = merge(runs.map((it) => lineageOf([it], []))).lineage.nodes.values();
      return node?.kind === 'run' && node.blindTo;
    };
    assert.deepEqual(blind(offline, online), ['logged', 'linked']);
    assert.deepEqual(blind(online, offline), ['logged', 'linked']);
    for (const order of [
      [run('abcd1234'), online, offline],
      [online, offline, run('abcd1234')],
    ])
      assert.equal(blind(...order), undefined);
  });

  it('does not depend on how sources are split, and is idempotent', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), (sides) => {
        const part = (side: boolean) =>
          lineageOf(
            guide.nodes.values(),
            guide.edges.filter((_, i) => sides[i] === side),
          );
        const merged = merge([part(true), part(false)]).lineage;
        assert.deepEqual(linesOf(merged), linesOf(guide));
        assert.deepEqual(merge([merged, merged]).lineage, merged);
      }),
    );
  });
});

describe('mergeInto', () => {
  const scopes = [
    {},
    { project: 'mnist' },
    { entity: 'ada', project: 'mnist' },
    { entity: 'bob', project: 'mnist' },
  ];
  const node = fc
    .record({
      kind: fc.constantFrom('run', 'version', 'keyed', 'content'),
      name: fc.constantFrom('a', 'b', 'c'),
      scope: fc.constantFrom(...scopes),
      key: fc.integer({ min: 1, max: 3 }),
      label: fc.constantFrom('one', 'two'),
    })
    .map(({ kind, name, scope, key, label }) => {
      const facts = { recorded: [{ label, readAt: key }] };
      if (kind === 'run') return run(name, facts, scope);
      const plain = version(`${name}:v0`, facts, scope);
      const content = `version:content/r ${name} ${key}` as const;
      if (kind === 'version') return plain;
      if (kind === 'keyed') {
        const also = [`version:server/${key}` as const, ...(scope.entity ? [content] : [])];
        return { ...plain, also };
      }
      const { version: _, ...bare } = plain;
      const id = `version:client/${name}${key}${scope.entity}${scope.project}` as const;
      return { ...bare, id, also: [content] };
    });
  const some = fc
    .tuple(fc.array(node, { maxLength: 8 }), fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 6 }))
    .map(([nodes, pairs]) =>
      lineageOf(
        nodes,
        pairs.flatMap(([a, b]) => {
          const from = nodes[a];
          const to = nodes[b];
          if (!from || !to) return [];
          return [{ kind: 'used' as const, from: from.id, to: to.id, declared: [], recorded: [source] }];
        }),
        nodes.slice(0, 1).map(({ id }) => id),
      ),
    );

  it('gives what merge gives', () => {
    fc.assert(
      fc.property(some, fc.array(some, { maxLength: 3 }), fc.boolean(), (first, additions, turned) => {
        const base = merge([first]).lineage;
        const rank = turned
          ? ({ recorded }: { recorded: readonly { label: string }[] }) =>
              recorded[0]?.label === 'two' ? 0 : 1
          : undefined;
        const quick = mergeInto(base, additions, rank);
        const whole = merge([base, ...additions], rank);
        const plain = ({ nodes, edges, open }: typeof base) => ({
          nodes: [...nodes].sort(([a], [b]) => a.localeCompare(b)),
          edges: [...edges].map((edge) => JSON.stringify(edge)).sort(),
          open: [...open].sort(),
        });
        assert.deepEqual(plain(quick.lineage), plain(whole.lineage));
        for (const id of [...base.nodes.keys(), ...additions.flatMap((it) => [...it.nodes.keys()])])
          assert.ok(quick.lineage.nodes.has(quick.canonical(id)), id);
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves the base as it was, and its nodes as they are', () => {
    const { lineage } = mergeInto(guide, [lineageOf([run('another')], [])]);
    assert.equal(guide.nodes.size + 1, lineage.nodes.size);
    for (const [id, node] of guide.nodes) assert.equal(lineage.nodes.get(id), node);
  });
});
