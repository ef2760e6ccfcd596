// Tests that a server which lacks fields is asked without them, by its own word or after it refused, and is told of.

import assert from 'node:assert/strict';
import { getNamedType, isInterfaceType, isObjectType, parse, validate } from 'graphql';
import { fieldTypes } from '../../../../src/backends/wandbServer/fieldTypes.ts';
import { ask } from '../../../../src/backends/wandbServer/question.ts';
import { fieldFor } from '../../../../src/backends/wandbServer/stepFields.ts';
import { wandbServer } from '../../../../src/backends/wandbServer/wandbServer.ts';
import { without } from '../../../../src/backends/wandbServer/without.ts';
import { problemTexts } from '../../../support/problemTexts.ts';
import { generateProject } from '../../../support/wandbServer/generateProject.ts';
import { loadSchema } from '../../../support/wandbServer/graphql.ts';
import { startWandbServer, type WandbServer } from '../../../support/wandbServer/server.ts';
import { hostWith, signal } from './world.ts';

const scope = { entity: 'ada', project: 'p' };
const cursors = new Map([['usedBy', 'c']]);
const question = ask('Around', (declare) => [
  fieldFor('n0', { kind: 'run', scope, key: 'r1' }, undefined, declare),
  fieldFor('n1', { kind: 'version', scope, name: 'net:v0' }, undefined, declare),
  fieldFor('n2', { kind: 'artifact', key: 'QQ==' }, cursors, declare),
  fieldFor('n3', { kind: 'collection', scope, name: 'Best "nets" {' }, undefined, declare),
]);
const errorsOf = (query: string, lacking: readonly string[]) =>
  validate(loadSchema(lacking), parse(query)).map(({ message }) => message);

describe('a question without what a server lacks', () => {
  it('knows the type of every field that leads to one', () => {
    const schema = loadSchema();
    for (const [field, type] of fieldTypes) {
      const [owner = '', name = ''] = field.split('.');
      const found = schema.getType(owner);
      assert.ok(isObjectType(found) || isInterfaceType(found), field);
      assert.equal(getNamedType(found.getFields()[name]?.type)?.name, type, field);
    }
  });

  it('is as it was where nothing is lacking', () => {
    assert.equal(without(question, new Set()), question);
  });

  for (const lacking of [
    ['Run.sweepName'],
    ['Artifact.artifactMemberships', 'ArtifactCollection.defaultArtifactType'],
    ['Run.wandbConfig', 'Run.user', 'Artifact.usedBy(after)', 'Artifact.usedBy(first)'],
    ['Artifact.usedBy', 'Run.inputArtifacts', 'Run.outputArtifacts', 'PageInfo.endCursor'],
    ['ArtifactAlias.artifactCollection', 'Artifact.aliases', 'Tag.name', 'Artifact.createdBy'],
    ['Project.artifactCollectionMembership'],
    ['Run.config', 'Run.summaryMetrics', 'Artifact.metadata'],
    ['Artifact.ttlDurationSeconds', 'Run.host'],
  ])
    it(`is valid without ${lacking.join(', ')}`, () => {
      assert.notDeepEqual(errorsOf(question.query, lacking), []);
      const rest = without(question, new Set(lacking));
      assert.deepEqual(errorsOf(rest.query, lacking), []);
      const names = Object.keys(rest.variables).map((name) => `$${name}`);
      assert.deepEqual(
        names.filter((name) => !rest.query.includes(name)),
        [],
      );
    });

  it('keeps all the rest, and every value', () => {
    const rest = without(question, new Set(['Run.sweepName']));
    const words = (query: string) => query.match(/\w+|"[^"]*"/g)?.filter((it) => it !== 'sweepName');
    assert.deepEqual(words(rest.query), words(question.query));
    assert.deepEqual(rest.variables, question.variables);
  });
});

describe('an older W&B server', () => {
  let server: WandbServer;
  const open = async (lacking: readonly string[]) => {
    server = await startWandbServer({ state: generateProject({ ...scope, runs: 60 }), without: lacking });
    return wandbServer({ host: hostWith(fetch), url: server.url, key: server.key, scopes: [scope] });
  };
  afterEach(() => server.close());

  it('is asked again without what it refused, once, and told of', async () => {
    const backend = await open(['Run.sweepName', 'ServerInfo.features', 'Artifact.description']);
    const { items } = await backend.runs(undefined, signal);
    assert.equal(items.length, 50);
    const ids = items.map(({ id }) => id);
    const newest = server.state.runs.slice(-50);
    const versions = new Set(
      newest.flatMap(({ used, logged }) => [...used.map((it) => it.artifact), ...logged]),
    );
    assert.equal((await backend.around(ids, signal)).nodes.size, 50 + versions.size);
    const refused = server.requests.filter(({ status }) => status === 400).map(({ operation }) => operation);
    assert.deepEqual(refused, ['Viewer', 'Runs', 'Around', 'Around']);
    const [problem = ''] = await problemTexts(backend);
    assert.match(
      problem,
      /^127\.0\.0\.1:\d+ does not know Run\.sweepName, Artifact\.description, which is left out/,
    );
  });

  it('is whole from 0.70 on, and told of below it or where it does not even say its age', async () => {
    const told = async (version: string | null, lacking: readonly string[] = []) => {
      const backend = await open(lacking);
      server.switches.version = version;
      assert.equal((await backend.runs(undefined, signal)).items.length, 50);
      const problems = await problemTexts(backend);
      await server.close();
      return problems.join();
    };
    assert.equal(await told('0.70.0'), '');
    assert.equal(await told('1.0.0'), '');
    assert.equal(await told(null), '', 'the cloud');
    assert.match(await told('0.69.1'), /runs W&B Server 0\.69\.1, and 0\.70 or newer is needed to see all/);
    const mute = ['ServerInfo.features', 'ServerInfo.latestLocalVersionInfo'];
    assert.match(await told('0.60.0', mute), /is an older W&B Server, and 0\.70 or newer[^.]*update it\.$/);
    assert.match(await told('0.69.1', ['Run.sweepName']), /It does not tell Run\.sweepName\.$/);
  });

  it('finds names in the older way, told by its features', async () => {
    const backend = await open(['Project.artifactCollectionMembership']);
    server.switches.features = ['CLIENT_IDS'];
    server.switches.version = '0.58.1';
    const found = await backend.find({ collection: 'net', alias: 'v3' }, signal);
    assert.equal(found?.id, 'version:ada/p/net:v3');
    const lineage = await backend.around(['version:ada/p/net:v5'], signal);
    assert.equal(
      lineage.edges.some(({ kind }) => kind === 'logged'),
      true,
    );
    assert.ok(server.requests.every(({ status }) => status === 200));
    assert.match((await problemTexts(backend)).join(), /runs W&B Server 0\.58\.1, and 0\.70 or newer/);
  });

  it('without the half of what is asked says that it is too old', async () => {
    const backend = await open(['Project.runs']);
    await assert.rejects(backend.runs(undefined, signal), /older than W&B Server 0\.70/);
  });
});
