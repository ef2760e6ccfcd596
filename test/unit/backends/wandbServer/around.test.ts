// Tests one step around nodes of a W&B server: which edges and nodes it means and how many requests it takes.

import assert from 'node:assert/strict';
import { recall } from '../../../../src/backends/recall.ts';
import type { Lineage, NodeId } from '../../../../src/lineage/model.ts';
import { inEnglish } from '../../../../src/lineage/sentence.ts';
import { problemTexts } from '../../../support/problemTexts.ts';
import { artifact, backendOver, collection, list, now, run, signal } from './world.ts';

const triples = (lineage: Lineage) =>
  lineage.edges.map(({ kind, from, to }) => `${kind} ${from} ${to}`).sort();
const ids = (lineage: Lineage) => [...lineage.nodes.keys()].sort();

const data = artifact('QTE=', 'data', 0, { artifactType: { name: 'dataset' } });
const model = artifact('QTI=', 'net', 3);
const registry = { name: 'model-registry', entityName: 'ada' };

describe('wandbServer around', () => {
  it('reads what a run used and logged, without artifacts that the SDK makes by itself unless asked for', async () => {
    const table = artifact('QTM=', 'run-r1-t', 0, { artifactType: { name: 'run_table' } });
    const r1 = run('r1', { inputArtifacts: list([data]), outputArtifacts: list([model, table]) });
    const { backend } = backendOver({ projects: { 'ada/digits': { run: () => r1 } } });
    const lineage = await backend.around(['run:ada/digits/r1'], signal);
    assert.deepEqual(triples(lineage), [
      'logged run:ada/digits/r1 version:ada/digits/net:v3',
      'used version:ada/digits/data:v0 run:ada/digits/r1',
    ]);
    assert.deepEqual([...lineage.open], []);
    const all = backendOver({ projects: { 'ada/digits': { run: () => r1 } } }, undefined, {
      generated: true,
    });
    assert.deepEqual(triples(await all.backend.around(['run:ada/digits/r1'], signal)), [
      'logged run:ada/digits/r1 version:ada/digits/net:v3',
      'logged run:ada/digits/r1 version:ada/digits/run-r1-t:v0',
      'used version:ada/digits/data:v0 run:ada/digits/r1',
    ]);
  });

  it('shows a logged table that a run used', async () => {
    const table = artifact('QTM=', 'run-r0-t', 0, { artifactType: { name: 'run_table' } });
    const job = artifact('QTQ=', 'job-x', 0, { artifactType: { name: 'job' } });
    const r1 = run('r1', { inputArtifacts: list([table, job]) });
    const { backend } = backendOver({ projects: { 'ada/digits': { run: () => r1 } } });
    assert.deepEqual(triples(await backend.around(['run:ada/digits/r1'], signal)), [
      'used version:ada/digits/run-r0-t:v0 run:ada/digits/r1',
    ]);
  });

  it('reads who made and used a version and where it is linked', async () => {
    const version = artifact('QTI=', 'net', 3, {
      createdBy: run('r1'),
      usedBy: list([run('r2'), run('r3', { project: { name: 'other', entityName: 'bob' } })]),
      artifactMemberships: list([
        { artifactCollection: collection('Sequence', 'net') },
        { artifactCollection: collection('Portfolio', 'Best', { project: registry }) },
      ]),
    });
    const { backend } = backendOver({
      projects: {
        'ada/digits': {
          artifactCollectionMembership: ({ name }: { name: string }) =>
            name === 'net:v3' ? { artifact: version } : null,
        },
      },
    });
    const lineage = await backend.around(['version:ada/digits/net:v3'], signal);
    assert.deepEqual(triples(lineage), [
      'linked version:ada/digits/net:v3 collection:ada/model-registry/Best',
      'logged run:ada/digits/r1 version:ada/digits/net:v3',
      'used version:ada/digits/net:v3 run:ada/digits/r2',
      'used version:ada/digits/net:v3 run:bob/other/r3',
    ]);
    assert.equal(ids(lineage).includes('collection:ada/digits/net'), false);
  });

  it('has no run behind a version that a person made, but that person', async () => {
    const version = artifact('QTI=', 'net', 3, { createdBy: { __typename: 'User', name: 'Ada' } });
    const { backend } = backendOver({ artifacts: { 'QTI=': version } });
    const lineage = await backend.around(['version:server/QTI='], signal);
    assert.deepEqual(triples(lineage), []);
    assert.deepEqual(ids(lineage), ['version:ada/digits/net:v3']);
    const made = lineage.nodes.get('version:ada/digits/net:v3');
    assert.deepEqual(made?.also, ['version:server/QTI=']);
    assert.equal(made?.kind === 'version' && made.author, 'Ada');
  });

  it('joins a registered model with its versions, and an own collection only beside its versions', async () => {
    const held = list([artifact('QTI=', 'net', 3), artifact('QTU=', 'net', 4)]);
    const found: Record<string, object> = {
      Best: collection('Portfolio', 'Best', { artifacts: held }),
      net: collection('Sequence', 'net', { artifacts: held }),
    };
    const { backend } = backendOver({
      projects: { 'ada/digits': { artifactCollection: ({ name }: { name: string }) => found[name] } },
    });
    const linked = await backend.around(['collection:ada/digits/Best'], signal);
    assert.deepEqual(triples(linked), [
      'linked version:ada/digits/net:v3 collection:ada/digits/Best',
      'linked version:ada/digits/net:v4 collection:ada/digits/Best',
    ]);
    const own = await backend.around(['collection:ada/digits/net'], signal);
    assert.deepEqual(triples(own), []);
    assert.deepEqual(ids(own), [
      'collection:ada/digits/net',
      'version:ada/digits/net:v3',
      'version:ada/digits/net:v4',
    ]);
  });

  it('asks about many nodes of all kinds in one request, and about thirty at most', async () => {
    const { backend, asked } = backendOver({
      projects: { 'ada/digits': { run: ({ name }: { name: string }) => run(name) } },
    });
    const runs = (from: number, count: number) =>
      Array.from({ length: count }, (_, index): NodeId => `run:ada/digits/r${from + index}`);
    await backend.around([...runs(0, 29), 'version:ada/digits/net:v0'], signal);
    assert.equal(asked.length, 2, 'who the key belongs to, then the nodes');
    await backend.around([...runs(29, 30), 'collection:ada/digits/net'], signal);
    assert.equal(asked.length, 4);
  });

  it('asks about a node once, whoever asks beside whom, and again where nothing could be read', async () => {
    let refuse = true;
    const { backend, asked } = backendOver({
      projects: {
        'ada/digits': {
          run: ({ name }: { name: string }) => {
            if (name === 'r9' && refuse) throw new Error('permission denied');
            return run(name);
          },
        },
      },
    });
    const [one, two, three] = ['r1', 'r2', 'r9'].map((name): NodeId => `run:ada/digits/${name}`);
    assert.ok(one && two && three);
    const [first, second] = await Promise.all([
      backend.around([one, three], signal),
      backend.around([two, one], signal),
    ]);
    assert.deepEqual([ids(first), ids(second)], [[one], [one, two]]);
    assert.equal(asked.length, 2);
    refuse = false;
    const again = await backend.around([one, two, three], signal);
    assert.deepEqual(ids(again), [one, two, three]);
    assert.equal(asked.length, 3);
    assert.deepEqual(Object.values(asked.at(-1)?.variables ?? {}).sort(), ['ada', 'digits', 'r9']);
    assert.deepEqual([...again.open], []);
  });

  it('asks once for a version that goes by two ids', async () => {
    const { backend, asked } = backendOver({
      projects: { 'ada/digits': { run: () => run('r1', { outputArtifacts: list([model]) }) } },
      artifacts: { 'QTI=': model },
    });
    await backend.around(['run:ada/digits/r1'], signal);
    const lineage = await backend.around(['version:ada/digits/net:v3', 'version:server/QTI='], signal);
    assert.deepEqual(asked.at(-1)?.variables, { v0: 'QTI=' });
    assert.deepEqual(ids(lineage), ['version:ada/digits/net:v3']);
  });

  it('leaves out ids that no server can know, and those that it does not', async () => {
    const { backend } = backendOver({ projects: { 'ada/digits': { run: () => null } } });
    const lineage = await backend.around(
      ['run:?/digits/r1', 'run:ada/digits/gone', 'script:train.py', 'version:ada/digits/net:?', 'run:x/y/z'],
      signal,
    );
    assert.deepEqual([ids(lineage), [...lineage.open]], [[], []]);
  });

  it('follows long lists, also over empty pages, and leaves a node open where they have no end', async () => {
    const versions = Array.from({ length: 12 }, (_, index) => artifact(`A${index}`, 'net', index));
    const pages = [versions.slice(0, 6), [], versions.slice(6)];
    const outputs = ({ after }: { after?: string }) => ({
      edges: (pages[Number(after ?? 0)] ?? []).map((node) => ({ cursor: '', node })),
      totalCount: 12,
      pageInfo: { endCursor: String(Number(after ?? 0) + 1), hasNextPage: Number(after ?? 0) < 2 },
    });
    const endless = { edges: [], totalCount: 1, pageInfo: { endCursor: 'more', hasNextPage: true } };
    const runs: Record<string, object> = {
      long: run('long', { outputArtifacts: outputs }),
      endless: run('endless', { inputArtifacts: endless }),
    };
    const { backend, asked } = backendOver({
      projects: { 'ada/digits': { run: ({ name }: { name: string }) => runs[name] } },
    });
    const lineage = await backend.around(['run:ada/digits/long', 'run:ada/digits/endless'], signal);
    assert.equal(lineage.edges.length, 12);
    assert.deepEqual([...lineage.open], ['run:ada/digits/endless']);
    assert.equal(asked.length, 1 + 5);
  });

  it('reads on where a long list was cut, as often as asked, from where it stopped', async () => {
    const users = Array.from({ length: 25 }, (_, index) => run(`r${index}`));
    const { backend, asked } = backendOver({
      artifacts: { 'QTI=': artifact('QTI=', 'net', 3, { usedBy: list(users, 2) }) },
    });
    const version = 'version:server/QTI=';
    const count = async () => {
      const { edges, open } = await backend.around([version], signal);
      return [edges.length, open.size];
    };
    assert.deepEqual(await count(), [10, 1]);
    assert.deepEqual(await count(), [10, 1]);
    const before = asked.length;
    await backend.readOn?.([version, 'run:ada/digits/r1'], signal);
    assert.deepEqual(await count(), [20, 1]);
    assert.equal(asked.length, before + 5);
    await backend.readOn?.([version], signal);
    assert.deepEqual(await count(), [25, 0]);
    await backend.readOn?.([version], signal);
    assert.equal(asked.length, before + 8);
  });

  it('notes what is deleted or hidden', async () => {
    const foreign = artifact('QTk=', 'secret', 0, { artifactSequence: { name: 'secret', project: null } });
    const r1 = run('r1', { inputArtifacts: list([null, foreign, data]) });
    const { backend } = backendOver({ projects: { 'ada/digits': { run: () => r1 } } });
    const lineage = await backend.around(['run:ada/digits/r1'], signal);
    assert.equal(lineage.edges.length, 1);
    assert.deepEqual(lineage.nodes.get('run:ada/digits/r1')?.notes.map(inEnglish), [
      '2 artifacts it used are deleted or not visible to your account.',
    ]);
  });

  it('keeps what a partial failure leaves, and says that there is more', async () => {
    const refuse = () => {
      throw new Error('permission denied');
    };
    const { backend } = backendOver({
      projects: { 'ada/digits': { run: () => run('r1') }, 'bob/secret': { run: refuse } },
    });
    const lineage = await backend.around(['run:ada/digits/r1', 'run:bob/secret/r2'], signal);
    assert.deepEqual(ids(lineage), ['run:ada/digits/r1']);
    assert.deepEqual([...lineage.open], ['run:bob/secret/r2']);
    assert.match((await problemTexts(backend)).join(), /left out a part/);
  });

  it('tells what it knows while the server is away, and leaves the rest open', async () => {
    const world = { projects: { 'ada/digits': { run: ({ name }: { name: string }) => run(name) } } };
    let time = now;
    const { backend, fail } = backendOver(world, undefined, { memory: recall({ now: () => time }) });
    await backend.around(['run:ada/digits/r1'], signal);
    fail(true);
    const both = await backend.around(['run:ada/digits/r1', 'run:ada/digits/r2'], signal);
    assert.deepEqual([ids(both), [...both.open]], [['run:ada/digits/r1'], ['run:ada/digits/r2']]);
    const [problem] = await backend.problems(signal);
    assert.match(problem ? inEnglish(problem.text) : '', /cannot be reached/);
    assert.equal(problem?.remedy, 'again');
    await assert.rejects(backend.around(['run:ada/digits/r3'], signal), /cannot be reached/);
    fail(false);
    await assert.rejects(backend.around(['run:ada/digits/r2'], signal), /cannot be reached/);
    time += 15_000;
    const back = await backend.around(['run:ada/digits/r1', 'run:ada/digits/r2'], signal);
    assert.deepEqual([ids(back).length, back.open.size], [2, 0]);
  });

  it('never writes a value into the text of a question', async () => {
    const evil = 'x") { id } viewer { id } #';
    const { backend, asked } = backendOver({ projects: { 'ada/digits': {} } });
    await backend.around([`run:ada/digits/${evil}`, `collection:ada/digits/${evil}`], signal);
    assert.equal(asked.at(-1)?.query.includes(evil), false);
    assert.ok(Object.values(asked.at(-1)?.variables ?? {}).includes(evil));
  });
});
