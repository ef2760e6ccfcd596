// The test W&B server answers as the real one does, where we know how, and fails loudly where it does not know.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { startWandbServer, type WandbServer } from '../../support/wandbServer/server.ts';
import { fromJson, toJson } from '../../support/wandbServer/state.ts';

const dataset = Buffer.from('Artifact:5').toString('base64');
const model = Buffer.from('Artifact:9').toString('base64');

describe('the test W&B server, started from the recorded sample', () => {
  let server: WandbServer;

  beforeEach(async () => {
    server = await startWandbServer({
      state: fromJson(await readFile('test/fixtures/sample/server.json', 'utf8')),
    });
  });

  afterEach(() => server.close());

  async function ask(query: string, variables: object = {}, key = server.key) {
    const headers = {
      'Content-Type': 'application/json',
      Authorization: `Basic ${Buffer.from(`api:${key}`).toString('base64')}`,
    };
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
    return { status: response.status, ...JSON.parse(await response.text()) };
  }

  it('gives a list page by page', async () => {
    const query = `query Page($after: String) {
      project(name: "mnist-lineage", entityName: "ada") {
        runs(first: 2, after: $after) { totalCount edges { node { displayName } } pageInfo { endCursor hasNextPage } }
      }
    }`;
    const first = (await ask(query)).data.project.runs;
    const second = (await ask(query, { after: first.pageInfo.endCursor })).data.project.runs;
    const names = (runs: typeof first) =>
      runs.edges.map((it: { node: { displayName: string } }) => it.node.displayName);
    assert.deepEqual(names(first), ['jumping-monkey-1', 'vague-morning-5']);
    assert.deepEqual([first.pageInfo.hasNextPage, first.totalCount], [true, 3]);
    assert.deepEqual(names(second), ['serene-haze-6']);
    assert.equal(second.pageInfo.hasNextPage, false);
    assert.equal((await ask(query, { after: 'nowhere' })).status, 400);
  });

  it('filters and orders runs', async () => {
    const query = `query Some($filters: JSONString, $order: String) {
      project(name: "mnist-lineage", entityName: "ada") {
        runs(filters: $filters, order: $order) { edges { node { jobType } } }
      }
    }`;
    const kinds = async (filters: object, order?: string) => {
      const { data } = await ask(query, { filters: JSON.stringify(filters), order });
      return data.project.runs.edges.map((it: { node: { jobType: string } }) => it.node.jobType);
    };
    assert.deepEqual(await kinds({}, '-created_at'), ['evaluate', 'train', 'create-dataset']);
    assert.deepEqual(await kinds({ 'config.classifier': 'nearest-centroid' }), ['train']);
    assert.deepEqual(
      await kinds({ $or: [{ 'summary_metrics.accuracy': { $gt: 0.9 } }, { state: 'failed' }] }),
      ['evaluate'],
    );
    assert.deepEqual(await kinds({ jobType: { $regex: '^(train|evaluate)$' } }, '+name'), [
      'evaluate',
      'train',
    ]);
  });

  it('finds a version by name, wherever it is a member', async () => {
    const query = `query Find($project: String, $name: String!) {
      project(name: $project, entityName: "ada") {
        artifactCollectionMembership(name: $name) { versionIndex aliases { alias } artifact { id } artifactCollection { __typename } }
      }
    }`;
    const find = async (project: string, name: string) =>
      (await ask(query, { project, name })).data.project.artifactCollectionMembership;
    const latest = { alias: 'latest' };
    assert.deepEqual(await find('mnist-lineage', 'mnist_dataset:latest'), {
      versionIndex: 0,
      aliases: [latest, { alias: 'v0' }],
      artifact: { id: dataset },
      artifactCollection: { __typename: 'ArtifactSequence' },
    });
    assert.deepEqual(await find('model-registry', 'MNIST-dev:v0'), {
      versionIndex: 0,
      aliases: [latest, { alias: 'v0' }],
      artifact: { id: model },
      artifactCollection: { __typename: 'ArtifactPortfolio' },
    });
    assert.equal(await find('mnist-lineage', 'mnist_dataset:v1'), null);
  });

  it('answers for many nodes at once, from both sides of an edge', async () => {
    const { status, data } = await ask(
      `query Around($a: ID!, $b: ID!) {
        a: artifact(id: $a) { createdBy { __typename ... on Run { name } } usedBy { edges { node { name } } } }
        b: artifact(id: $b) { artifactMemberships { edges { node { artifactCollection { __typename name project { name } } } } } }
        r: project(name: "mnist-lineage") { run(name: "vm5k2r8t") {
          inputArtifacts { edges { node { id } } } outputArtifacts { edges { node { id } } } } }
        gone: artifact(id: "nothing") { id }
      }`,
      { a: dataset, b: model },
    );
    assert.equal(status, 200);
    assert.deepEqual(data, {
      a: {
        createdBy: { __typename: 'Run', name: 'jm1dq7xa' },
        usedBy: { edges: [{ node: { name: 'vm5k2r8t' } }] },
      },
      b: {
        artifactMemberships: {
          edges: [
            {
              node: {
                artifactCollection: {
                  __typename: 'ArtifactSequence',
                  name: 'mnist_model',
                  project: { name: 'mnist-lineage' },
                },
              },
            },
            {
              node: {
                artifactCollection: {
                  __typename: 'ArtifactPortfolio',
                  name: 'MNIST-dev',
                  project: { name: 'model-registry' },
                },
              },
            },
          ],
        },
      },
      r: {
        run: {
          inputArtifacts: { edges: [{ node: { id: dataset } }] },
          outputArtifacts: { edges: [{ node: { id: model } }] },
        },
      },
      gone: null,
    });
  });

  it('shows nothing to a stranger and lets a stranger change nothing', async () => {
    const query = '{ viewer { username } project(name: "mnist-lineage", entityName: "ada") { name } }';
    assert.deepEqual(await ask(query, {}, 'short'), { status: 200, data: { viewer: null, project: null } });
    const mutation = `mutation { upsertModel(input: { name: "x" }) { inserted } }`;
    assert.equal((await ask(mutation, {}, 'short')).status, 401);
    assert.equal((await ask(mutation)).data.upsertModel.inserted, true);
  });

  it('accepts one key only when it is told to', async () => {
    const key = 'k'.repeat(40);
    const strict = await startWandbServer({ key });
    try {
      const viewer = async (given: string) => {
        const authorization = `Basic ${Buffer.from(`api:${given}`).toString('base64')}`;
        const body = '{"query":"{ viewer { username } }"}';
        const response = await fetch(`${strict.url}/graphql`, {
          method: 'POST',
          headers: { authorization },
          body,
        });
        return JSON.parse(await response.text()).data.viewer;
      };
      assert.deepEqual(await viewer(key), { username: 'ada' });
      assert.equal(await viewer('o'.repeat(40)), null);
    } finally {
      await strict.close();
    }
  });

  it('fails loudly, by name, at what it does not know', async () => {
    const root = await ask('mutation Bye($id: ID!) { deleteRun(input: { id: $id }) { clientMutationId } }', {
      id: '1',
    });
    assert.equal(root.status, 400);
    assert.match(root.errors[0].message, /Bye: no resolver for Mutation\.deleteRun/);
    const field = await ask('query Deep { viewer { username nonsense } }');
    assert.equal(field.status, 400);
    assert.match(field.errors[0].message, /Cannot query field "nonsense"/);
    const unset = await ask('query Unset($id: ID!) { artifact(id: $id) { id } }');
    assert.equal(unset.status, 400);
    assert.equal((await fetch(`${server.url}/elsewhere`)).status, 404);
    assert.deepEqual(
      server.unknown.map((it) => it.split(/[: ]/)[0]),
      ['Bye', 'Deep', 'Unset', 'GET'],
    );
  });

  it('gives back what was uploaded', async () => {
    const { data } = await ask(
      'query Files($id: ID!) { artifact(id: $id) { files { edges { node { name directUrl } } } } }',
      {
        id: model,
      },
    );
    const [{ node }] = data.artifact.files.edges;
    assert.equal(node.name, 'model.json');
    assert.deepEqual(Object.keys(JSON.parse(await (await fetch(node.directUrl)).text())), [
      '0',
      '1',
      '2',
      '3',
      '4',
      '7',
    ]);
  });

  it('saves its state as it was', () => {
    assert.deepEqual(fromJson(toJson(server.state)), server.state);
    assert.throws(() => fromJson('{"nodes":[]}'), /Not a saved state/);
  });
});
