// Tests lists and look-ups of a W&B server: collections, versions, runs over several projects, names.

import assert from 'node:assert/strict';
import type { Backend, Page } from '../../../../src/backends/backend.ts';
import { problemTexts } from '../../../support/problemTexts.ts';
import { artifact, backendOver, collection, list, run, signal } from './world.ts';

async function all<T>(read: (cursor: string | undefined) => Promise<Page<T>>): Promise<readonly T[][]> {
  const pages: T[][] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor);
    pages.push([...page.items]);
    cursor = page.next;
  } while (cursor !== undefined);
  return pages;
}

const types = (byType: Readonly<Record<string, readonly object[]>>, size?: number) => ({
  artifactTypes: list(Object.keys(byType).map((name) => ({ name }))),
  artifactType: ({ name }: { name: string }) => ({ artifactCollections: list(byType[name] ?? [], size) }),
});

const collections = (backend: Backend) => all((cursor) => backend.collections(cursor, signal));

describe('wandbServer collections', () => {
  it('lists those of all projects and the registered models of their team, without generated ones', async () => {
    const { backend, asked } = backendOver(
      {
        projects: {
          'ada/digits': types({ model: [collection('Sequence', 'net')], job: [collection('Sequence', 'j')] }),
          'ada/letters': types({ dataset: [collection('Sequence', 'abc')] }),
          'ada/model-registry': {
            name: 'model-registry',
            artifactCollections: list([
              collection('Portfolio', 'Best', { project: { name: 'model-registry', entityName: 'ada' } }),
            ]),
          },
        },
      },
      [{ project: 'digits' }, { entity: 'ada', project: 'letters' }],
    );
    const [page = []] = await collections(backend);
    assert.deepEqual(
      page.map((it) => [it.id, it.holds, it.type]),
      [
        ['collection:ada/digits/net', 'own', 'model'],
        ['collection:ada/digits/abc', 'own', 'model'],
        ['collection:ada/model-registry/Best', 'linked', 'model'],
      ],
    );
    assert.equal(asked.length, 3, 'who, which types, which collections');
  });

  it('goes on where a page ended, also after an empty one', async () => {
    const names = Array.from({ length: 5 }, (_, index) => collection('Sequence', `net${index}`));
    const { backend } = backendOver({ projects: { 'ada/digits': types({ model: names, empty: [] }, 2) } });
    const pages = await collections(backend);
    assert.deepEqual(
      pages.map((page) => page.map((it) => it.name)),
      [['net0', 'net1'], ['net2', 'net3'], ['net4']],
    );
  });

  it('lists the registries of the user’s organizations, and finds names in them however they are written', async () => {
    const project = { name: 'wandb-registry-model', entityName: 'example-org' };
    const voices = collection('Portfolio', 'Voices', { project });
    const { backend, asked } = backendOver({
      viewer: {
        entity: 'ada',
        username: 'ada',
        organizations: [{ name: 'Example & Co', orgEntity: { name: 'example-org' } }],
      },
      projects: {
        'ada/digits': types({}),
        'example-org/wandb-registry-model': {
          artifactCollections: list([voices]),
          artifactCollection: ({ name }: { name: string }) => (name === 'Voices' ? voices : null),
        },
      },
      entities: { 'example-org': { projects: list([{ name: 'wandb-registry-model' }, { name: 'other' }]) } },
    });
    const listed = (await collections(backend)).flat();
    assert.deepEqual(
      listed.map((it) => [it.id, it.url]),
      [
        [
          'collection:example-org/wandb-registry-model/Voices',
          'https://wandb.ai/orgs/Example%20%26%20Co/registry/model?selectionPath=example-org%2Fwandb-registry-model%2FVoices&view=membership',
        ],
      ],
    );
    assert.equal(asked.length, 3);
    for (const entity of [undefined, 'ada', 'Example & Co', 'example-org']) {
      const name = { project: 'wandb-registry-model', collection: 'Voices', ...(entity && { entity }) };
      assert.equal((await backend.find(name, signal))?.name, 'Voices', entity);
    }
  });

  it('leaves out the projects that the user has taken out of play', async () => {
    const { backend } = backendOver({}, [{ project: 'digits' }, { project: 'letters' }], {
      hidden: ['ada/digits'],
    });
    await collections(backend);
    assert.match((await problemTexts(backend)).join(), /^There is no project ada\/letters/);
  });

  it('says which project is not there and shows the others', async () => {
    const { backend } = backendOver(
      { projects: { 'ada/digits': types({ model: [collection('Sequence', 'net')] }) } },
      [{ project: 'gone' }, { project: 'digits' }],
    );
    assert.equal((await collections(backend)).flat().length, 1);
    assert.deepEqual(await problemTexts(backend), [
      'There is no project ada/gone at api.wandb.ai, or your account may not see it.',
    ]);
  });

  it('has a problem and no rows when no project is in play', async () => {
    const { backend } = backendOver({}, []);
    assert.deepEqual([await collections(backend), (await backend.runs(undefined, signal)).items], [[[]], []]);
    assert.match((await problemTexts(backend)).join(), /^No W&B project is in play/);
  });
});

describe('wandbServer versions', () => {
  it('lists a collection newest first, pending ones before all', async () => {
    const artifacts = list([0, 1, 10, 2, null].map((index) => artifact(`A${index}`, 'net', index)));
    const { backend } = backendOver({
      projects: {
        'ada/digits': {
          artifactCollection: () => collection('Sequence', 'net', { artifacts }),
          ...types({ model: [collection('Sequence', 'net')] }),
        },
      },
    });
    const [net] = (await collections(backend)).flat();
    assert.ok(net);
    const { items } = await backend.versions(net, undefined, signal);
    assert.deepEqual(
      items.map((it) => it.version),
      [undefined, 'v10', 'v2', 'v1', 'v0'],
    );
    assert.equal(items[0]?.id, 'version:server/Anull');
  });
});

describe('wandbServer runs', () => {
  it('lists the runs of several projects newest first across pages', async () => {
    const at = (minute: number) => `2024-01-01T00:${String(minute).padStart(2, '0')}:00`;
    const runs = (prefix: string, minutes: readonly number[]) => ({
      runs: list(
        minutes.map((minute) => run(`${prefix}${minute}`, { createdAt: at(minute) })),
        2,
      ),
    });
    const { backend } = backendOver(
      { projects: { 'ada/digits': runs('a', [9, 8, 3, 1]), 'ada/letters': runs('b', [7, 6, 5, 4, 2]) } },
      [{ project: 'digits' }, { project: 'letters' }],
    );
    const pages = await all((cursor) => backend.runs(cursor, signal));
    assert.equal(
      pages
        .flat()
        .map((it) => it.key)
        .join(' '),
      'a9 a8 b7 b6 b5 b4 a3 b2 a1',
    );
  });

  it('lists them oldest first across pages', async () => {
    const at = (minute: number) => `2024-01-01T00:${String(minute).padStart(2, '0')}:00`;
    const orders: string[] = [];
    const runs = (prefix: string, minutes: readonly number[]) => ({
      runs: (args: { readonly order: string; readonly after?: string }) => {
        orders.push(args.order);
        return list(
          minutes.map((minute) => run(`${prefix}${minute}`, { createdAt: at(minute) })),
          2,
        )(args);
      },
    });
    const { backend } = backendOver(
      { projects: { 'ada/digits': runs('a', [1, 3, 8, 9]), 'ada/letters': runs('b', [2, 4, 5, 6, 7]) } },
      [{ project: 'digits' }, { project: 'letters' }],
    );
    const pages = await all((cursor) => backend.runs(cursor, signal, { oldestFirst: true }));
    assert.equal(
      pages
        .flat()
        .map((it) => it.key)
        .join(' '),
      'a1 b2 a3 b4 b5 b6 b7 a8 a9',
    );
    assert.deepEqual(new Set(orders), new Set(['+created_at']));
  });
});

describe('wandbServer find', () => {
  const net = artifact('QTI=', 'net', 3);
  const places: Record<string, object> = {
    'ada/letters': {
      artifactCollectionMembership: ({ name }: { name: string }) =>
        name === 'net:latest' ? { artifact: net } : null,
      artifactCollection: ({ name }: { name: string }) =>
        name === 'net' ? collection('Sequence', 'net') : null,
    },
  };
  const scopes = [{ project: 'digits' }, { project: 'letters' }];

  it('looks in all projects in play, in one request', async () => {
    const { backend, asked } = backendOver({ projects: places }, scopes);
    const found = await backend.find({ collection: 'net', alias: 'latest' }, signal);
    assert.equal(found?.id, 'version:ada/digits/net:v3');
    assert.equal(asked.length, 2);
  });

  it('finds the collection by a bare name, and nothing by an unknown one', async () => {
    const { backend } = backendOver({ projects: places }, scopes);
    assert.equal((await backend.find({ collection: 'net' }, signal))?.kind, 'collection');
    assert.equal(await backend.find({ collection: 'net', alias: 'v9' }, signal), undefined);
  });

  it('looks for many names of one moment in one request, each with its own answer', async () => {
    const { backend, asked } = backendOver({ projects: places }, scopes);
    const found = await Promise.all([
      backend.find({ collection: 'gone' }, signal),
      backend.find({ collection: 'net' }, signal),
      backend.find({ collection: 'net', alias: 'latest' }, signal),
    ]);
    assert.deepEqual(
      found.map((it) => it?.kind),
      [undefined, 'collection', 'version'],
    );
    assert.equal(asked.length, 2);
  });

  it('stops for one who no longer waits, and goes on for the others', async () => {
    const { backend } = backendOver({ projects: places }, scopes);
    const stop = new AbortController();
    const left = backend.find({ collection: 'net' }, stop.signal);
    const stays = backend.find({ collection: 'net' }, signal);
    stop.abort(new Error('closed'));
    await assert.rejects(left, /closed/);
    assert.equal((await stays)?.kind, 'collection');
  });

  it('looks only where the name says', async () => {
    const { backend, asked } = backendOver({ projects: places }, scopes);
    await backend.find({ entity: 'bob', project: 'x', collection: 'net', alias: 'v0' }, signal);
    assert.deepEqual(asked.at(-1)?.variables, { v0: 'net:v0', v1: 'x', v2: 'bob' });
    await backend.find({ project: 'x', collection: 'net', alias: 'v0' }, signal);
    assert.deepEqual(asked.at(-1)?.variables, { v0: 'net:v0', v1: 'x', v2: 'ada' });
  });

  it('finds runs by display name or id', async () => {
    const filters: unknown[] = [];
    const { backend } = backendOver({
      projects: {
        'ada/digits': {
          runs: (args: { filters: string }) => {
            filters.push(JSON.parse(args.filters));
            return list([run('r1')])();
          },
        },
      },
    });
    const found = await backend.findRuns('run of r1', signal);
    assert.deepEqual(
      found.map((it) => [it.id, it.name]),
      [['run:ada/digits/r1', 'run of r1']],
    );
    assert.deepEqual(filters, [{ $or: [{ displayName: 'run of r1' }, { name: 'run of r1' }] }]);
  });
});
