// Problems of artifact names: code in, findings out.

import assert from 'node:assert/strict';
import { memoryBackend } from '../../../src/backends/memory.ts';
import { typeConflicts } from '../../../src/join/problems/acrossFiles.ts';
import { spanOfArgument } from '../../../src/join/problems/argumentSpan.ts';
import { checkHistory } from '../../../src/join/problems/evidence.ts';
import type { Edit, Finding } from '../../../src/join/problems/finding.ts';
import { nearest } from '../../../src/join/problems/nearest.ts';
import { staticFindings } from '../../../src/join/problems/static.ts';
import { english } from '../../../src/join/say.ts';
import { Store } from '../../../src/join/store.ts';
import { type Lineage, lineageOf, type Position } from '../../../src/lineage/model.ts';
import { scanFile } from '../../../src/python/scan.ts';
import { collection, lineage, run, source, version } from '../../support/lineage/build.ts';

const header = 'import wandb\nrun = wandb.init(entity="ada", project="mnist")\n';
const never = new AbortController().signal;
const codesOf = (findings: readonly Finding[]) => findings.map(({ code }) => code);

function inCode(code: string): readonly Finding[] {
  return staticFindings(scanFile('train.py', header + code), english);
}

/** What is found in a script beside a history; `seesAll` says whether what is not in it does not exist. */
async function inHistory(code: string, history: Lineage, seesAll = true): Promise<readonly Finding[]> {
  const file = scanFile('train.py', header + code);
  const store = new Store();
  const backend = memoryBackend('wandb', source.label, async () => ({ lineage: history, problems: [] }));
  store.update([[file.path, file]]);
  store.use([{ ...backend, ...(seesAll && { seesAll }) }]);
  return checkHistory(file, store, english, never);
}

function mended(code: string, [finding]: readonly Finding[]): string | undefined {
  if (!finding?.fix) return undefined;
  const lines = (header + code).split('\n');
  const offsetOf = ({ line, character }: Position) =>
    lines.slice(0, line).reduce((sum, it) => sum + it.length + 1, 0) + character;
  let text = header + code;
  // From the end on, so that places before stay where they are.
  const placeOf = (edit: Edit) => ('at' in edit ? edit.at : edit.argumentAt);
  const edits = [...finding.fix.edits].sort(
    (a, b) => offsetOf(placeOf(b).range.start) - offsetOf(placeOf(a).range.start),
  );
  for (const edit of edits) {
    const start = offsetOf(placeOf(edit).range.start);
    if ('at' in edit) text = text.slice(0, start) + text.slice(start).replace(edit.from, edit.to);
    else {
      const span = spanOfArgument(text, start, offsetOf(edit.argumentAt.range.end));
      text = span ? text.slice(0, span.start) + text.slice(span.end) : text;
    }
  }
  return text.slice(header.length);
}

describe('problems that the code alone proves', () => {
  const cases: readonly (readonly [code: string, ...found: readonly string[]])[] = [
    ['run.use_artifact("a:v0")'],
    ['run.use_artifact("a")', 'no-alias'],
    ['run.use_artifact("w/x/y/a:v0")', 'invalid-name'],
    ['wandb.Artifact("my data", type="dataset")', 'invalid-name'],
    ['wandb.Artifact("my-data_1.0", type="dataset")'],
    [`wandb.Artifact("${'a'.repeat(129)}", type="dataset")`, 'invalid-name'],
    ['run.log_artifact("data.csv", name="my/data", type="dataset")', 'invalid-name'],
    ['run.log_model("m.pt", name="my model")', 'invalid-name'],
    ['run.link_model("m.pt", registered_model_name="M", name="my model")', 'invalid-name'],
    ['wandb.Artifact("a", type="job")', 'invalid-type'],
    ['wandb.Artifact("a", type="wandb-history")', 'invalid-type'],
    ['wandb.Artifact("run-1-a", type="run_table")', 'invalid-type'],
    ['wandb.Artifact("a", type="run_table")'],
    ['wandb.Artifact("source-a", type="code")', 'invalid-type'],
    ['run.log_artifact(wandb.Artifact("a", type="dataset"), aliases=["v:1"])', 'invalid-alias'],
    ['run.log_artifact(wandb.Artifact("a", type="dataset"), aliases=["best"])'],
    ['run.use_artifact("a:v0", aliases=["best"])', 'ignored-aliases'],
    ['run.use_artifact(wandb.Artifact("a", type="dataset"), aliases=["best"])', 'draft-use'],
    ['run.log_artifact(wandb.Artifact("a", type="dataset"), name="b")', 'ignored-name'],
    ['run.log_artifact("data.csv", name="b", type="dataset")'],
    ['run.link_model(path="m.pt", registered_model_name="a/b")', 'invalid-name'],
    ['run.link_artifact(wandb.Artifact("a", type="model"), "wandb-registry-model/a:prod")', 'link-alias'],
    ['run.link_artifact(wandb.Artifact("a", type="model"), "wandb-registry-model/a", aliases=["prod"])'],
    ['run.use_artifact(f"{input()}:v0")'],
    ['run.use_artifact("a:v0", use_as="x")', 'deprecated-argument'],
    ['wandb.Artifact("a", type="dataset", use_as="x")', 'deprecated-argument'],
    ['run.log_artifact("a.csv", name="a", type="dataset", tags=["fine", "two words"])'],
    ['run.log_artifact("a.csv", name="a", type="dataset", tags=["not,fine"])', 'invalid-tag'],
    ['wandb.Api().artifact_versions("dataset", "ada/mnist/a")', 'deprecated-call'],
    ['wandb.Api().artifacts("dataset", "ada/mnist/a")'],
    ['wandb.Api().artifact("ada/mnist/a")', 'no-alias'],
    ['wandb.Api().artifact("a:v0")', 'api-project'],
    ['wandb.Api(overrides={"project": "mnist"}).artifact("a:v0")'],
    ['wandb.Api().job("a:v0")', 'invalid-name'],
    ['wandb.Api().job("ada/mnist/a:v0")'],
    ['wandb.link_artifact(wandb.Artifact("a", type="model"), "wandb-registry-model/a")', 'missing-function'],
    ['wandb.run.link_artifact(wandb.Artifact("a", type="model"), "wandb-registry-model/a")'],
    ['wandb.log_code(".")', 'missing-function'],
    ['wandb.Api().run("e/p/r").use_artifact("a:v0")', 'name-for-object'],
    ['wandb.Api().run("e/p/r").use_artifact(wandb.Api().artifact("e/p/a:v0"))'],
    ['wandb.Api().run("e/p/r").log_artifact(artifact="a:v0")', 'name-for-object'],
    ['from wandb.beta.workflows import log_model\nlog_model(net, "net")', 'removed-call'],
    ['art = wandb.Artifact("a", type="dataset")\nrun.use_artifact(art)', 'draft-use'],
    ['art = wandb.Artifact("a", type="dataset")\nrun.log_artifact(art)\nrun.use_artifact(art)'],
  ];
  for (const [code, ...found] of cases)
    it(`${code.slice(0, 90)}: ${found.join(', ') || 'none'}`, () => {
      assert.deepEqual(codesOf(inCode(code)), found);
    });

  const offline = 'import wandb\nrun = wandb.init(project="p", mode="offline")\n';
  it('tell of what a run that is offline cannot do', () => {
    const found = (code: string) => codesOf(staticFindings(scanFile('a.py', offline + code), english));
    assert.deepEqual(found('run.use_artifact("a:v0")'), ['offline-run']);
    assert.deepEqual(found('run.log_artifact("a.csv", name="a", type="dataset")'), []);
    assert.deepEqual(found('other = wandb.init(project="p")\nother.use_artifact("a:v0")'), []);
  });

  const fixes: readonly (readonly [from: string, to: string])[] = [
    ['run.use_artifact("a")', 'run.use_artifact("a:latest")'],
    ['wandb.Artifact("my data", type="dataset")', 'wandb.Artifact("my-data", type="dataset")'],
    ['run.use_artifact("a:v0", aliases=["best"])', 'run.use_artifact("a:v0")'],
    [
      'run.log_artifact(wandb.Artifact("a", type="dataset"), name="b")',
      'run.log_artifact(wandb.Artifact("a", type="dataset"))',
    ],
    ['run.use_artifact(use_as="x", artifact_or_name="a:v0")', 'run.use_artifact(artifact_or_name="a:v0")'],
    [
      'run.link_artifact(wandb.Artifact("a", type="model"), "wandb-registry-model/a:prod")',
      'run.link_artifact(wandb.Artifact("a", type="model"), "wandb-registry-model/a")',
    ],
    ['wandb.log_code(".")', 'wandb.run.log_code(".")'],
    ['wandb.Api().artifact_versions("dataset", "e/p/a")', 'wandb.Api().artifacts("dataset", "e/p/a")'],
    ['wandb.Api().artifact("a:v0")', 'wandb.Api().artifact("mnist/a:v0")'],
  ];
  for (const [from, to] of fixes)
    it(`are mended: ${from.slice(0, 90)}`, () => {
      assert.equal(mended(from, inCode(from)), to);
    });

  it('of aliases beside a name are mended by the alias in the name', () => {
    const code = 'run.use_artifact("a", aliases=["best"])';
    const found = inCode(code).filter(({ code: it }) => it === 'ignored-aliases');
    assert.equal(mended(code, found), 'run.use_artifact("a:best")');
  });

  it('are found for a name that is made elsewhere, at the call that names it', () => {
    const [finding] = inCode('name = "w/x/y/a"\nrun.use_artifact(name)');
    assert.equal(finding?.at.range.start.line, 3);
  });

  it('tell of an artifact that is logged under two types', () => {
    const one = scanFile('a.py', `${header}run.log_artifact("a", name="net", type="model")`);
    const two = scanFile('b.py', `${header}run.log_artifact("b", name="net", type="dataset")`);
    const [found, ...others] = typeConflicts([one, two], english);
    assert.equal(others.length, 0);
    assert.deepEqual(
      [found?.code, found?.at.path, found?.related[0]?.at.path],
      ['type-conflict', 'b.py', 'a.py'],
    );
    const other = header.replace('mnist', 'other');
    const elsewhere = scanFile('c.py', `${other}run.log_artifact("b", name="net", type="dataset")`);
    assert.deepEqual(typeConflicts([one, elsewhere], english), []);
  });
});

describe('problems that history proves', () => {
  const known = lineageOf(
    [
      run('fit', { program: 'other.py' }),
      version('data:v0', { type: 'dataset' }),
      version('data:v1', { type: 'dataset', aliases: ['latest', 'clean'] }),
      version('gone:v0', { state: 'deleted', aliases: ['latest'] }),
      version('half:v0', { state: 'pending', aliases: ['latest'] }),
    ],
    [],
  );
  const cases: readonly (readonly [code: string, found: readonly string[], mended?: string])[] = [
    ['run.use_artifact("data:v1")', []],
    ['run.use_artifact("data:clean")', []],
    ['run.use_artifact("data:v7")', ['unknown-version'], 'run.use_artifact("data:v1")'],
    ['run.use_artifact("data:claen")', ['unknown-alias'], 'run.use_artifact("data:clean")'],
    ['run.use_artifact("data:production")', ['unknown-alias'], 'run.use_artifact("data:v1")'],
    ['run.use_artifact("dta:latest")', ['never-logged'], 'run.use_artifact("data:latest")'],
    ['run.use_artifact("something:latest")', ['never-logged']],
    [
      'run.use_artifact("data:v0", type="model")',
      ['wrong-type'],
      'run.use_artifact("data:v0", type="dataset")',
    ],
    ['run.use_model("data:v0")', ['wrong-type']],
    ['run.use_artifact("data:v0", type="dataset")', []],
    [
      'run.log_artifact("x.csv", name="data", type="model")',
      ['type-conflict'],
      'run.log_artifact("x.csv", name="data", type="dataset")',
    ],
    [
      'art = wandb.Artifact("data", type="model")\nrun.log_artifact(art)',
      ['type-conflict'],
      'art = wandb.Artifact("data", type="dataset")\nrun.log_artifact(art)',
    ],
    ['run.log_artifact("x.csv", name="data", type="dataset")', []],
    ['wandb.init(project="other").log_artifact("x.csv", name="data", type="model")', []],
    ['run.use_artifact("gone:v0")', ['deleted-version']],
    ['run.use_artifact("half:v0")', ['pending-version']],
    ['run.use_artifact("other-project/data:v9")', []],
    ['run.use_artifact(f"{input()}:v9")', []],
    [
      'run.log_artifact("x.csv", name="new", type="dataset")\nrun.use_artifact("new:latest")',
      ['not-logged-yet'],
    ],
    [
      'run.log_artifact("x.csv", name=input(), type="dataset")\nrun.use_artifact("new:latest")',
      ['not-logged-yet'],
    ],
  ];
  for (const [code, found, fixed] of cases)
    it(`${code.replace('\n', '; ')}: ${found.join(', ') || 'none'}`, async () => {
      const findings = await inHistory(code, known);
      assert.deepEqual(codesOf(findings), found);
      assert.equal(mended(code, findings), fixed);
    });

  it('are none where a source may not see all', async () => {
    assert.deepEqual(await inHistory('run.use_artifact("data:v7")', known, false), []);
    assert.deepEqual(await inHistory('run.use_artifact("what:v7")', known, false), []);
    assert.deepEqual(codesOf(await inHistory('run.use_artifact("gone:v0")', known, false)), [
      'deleted-version',
    ]);
  });

  it('are none for a project of which nothing was seen', async () => {
    assert.deepEqual(
      await inHistory(
        'run.use_artifact("data:v7")',
        lineageOf([run('a', {}, { entity: 'ada', project: 'x' })], []),
      ),
      [],
    );
  });

  it('tell when an alias moved since the script last ran, and pin what that run got', async () => {
    const history = lineage('data:v0 -used-> fit', 'data:v0 -used-> other');
    const nodes = [...history.nodes.values()].map((node) =>
      node.kind === 'run' && node.name === 'fit' ? { ...node, program: 'train.py', startedAt: 2 } : node,
    );
    const moved = lineageOf([...nodes, version('data:v1', { aliases: ['latest'] })], history.edges);
    const code = 'run.use_artifact("data:latest")';
    const findings = await inHistory(code, moved);
    assert.deepEqual(codesOf(findings), ['moved-alias']);
    assert.match(findings[0]?.message ?? '', /"data:latest" means v1 now; when fit ran, it was v0\./);
    assert.equal(mended(code, findings), 'run.use_artifact("data:v0")');
  });

  it('hint at an alias in a script that trains, and pin what it means today', async () => {
    const code = 'run.use_artifact("data")\nrun.log_artifact("m.pt", name="net", type="model")';
    const findings = await inHistory(code, known);
    assert.deepEqual(codesOf(findings), ['mutable-alias']);
    assert.match(mended(code, findings) ?? '', /use_artifact\("data:v1"\)/);
  });

  it('tell when a link would make a collection in a registry', async () => {
    const registry = { entity: 'ada', project: 'model-registry' };
    const history = lineageOf(
      [...known.nodes.values(), collection('MNIST-dev', { holds: 'linked' }, registry)],
      [],
    );
    const link = (name: string) => `run.link_model(path="m.pt", registered_model_name="${name}")`;
    assert.deepEqual(codesOf(await inHistory(link('MNIST-dev'), history)), []);
    const findings = await inHistory(link('MNIST-dve'), history);
    assert.deepEqual(codesOf(findings), ['unknown-target']);
    assert.equal(mended(link('MNIST-dve'), findings), link('MNIST-dev'));
  });
});

describe('the nearest word', () => {
  it('is near enough to be meant, letters in any case', () => {
    assert.equal(nearest('latst', ['v0', 'latest', 'best']), 'latest');
    assert.equal(nearest('MNIST_Data', ['mnist_data', 'mnist']), 'mnist_data');
    assert.equal(nearest('production', ['latest', 'v0']), undefined);
    assert.equal(nearest('a', []), undefined);
  });
});
