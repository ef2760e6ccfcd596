// Artifact names as symbols: code in, places out.

import assert from 'node:assert/strict';
import { english } from '../../../src/join/say.ts';
import { definitionsOf, occurrencesOf } from '../../../src/join/symbols/occurrences.ts';
import { producersOf } from '../../../src/join/symbols/producers.ts';
import { isCollectionName, renaming } from '../../../src/join/symbols/rename.ts';
import { symbolsOf } from '../../../src/join/symbols/symbols.ts';
import { lineageOf, versionId } from '../../../src/lineage/model.ts';
import type { CodeReference } from '../../../src/python/codeReference.ts';
import { scanFile } from '../../../src/python/scan.ts';
import { lineage } from '../../support/lineage/build.ts';

const header = 'import wandb\nrun = wandb.init(entity="ada", project="mnist")\n';
const make = scanFile('make.py', `${header}run.log_artifact("d.csv", name="data", type="dataset")\n`);
const train = scanFile(
  'train.py',
  `${header}NAME = "data:v0"
run.use_artifact(NAME)
run.use_artifact(NAME)
model = wandb.Artifact("net", type="model")
run.log_artifact(model)
run.link_artifact(model, "wandb-registry-model/nets")
for kind in input().split(): run.use_artifact(f"da{kind}:v0")
`,
);
const other = scanFile('other.py', `${header.replace('mnist', 'else')}run.use_artifact("data:v0")\n`);
const full = scanFile('full.py', `${header}run.use_artifact("ada/mnist/data:latest")\n`);
const files = [make, train, other, full];

const where = (references: readonly CodeReference[]) =>
  references.map(({ callAt, relation }) => `${callAt.path}:${callAt.range.start.line + 1} ${relation}`);

function at(file: typeof train, line: number): CodeReference {
  const found = file.references.find(({ callAt }) => callAt.range.start.line === line - 1);
  assert.ok(found, `${file.path} has no reference on line ${line}`);
  return found;
}

describe('occurrences of an artifact', () => {
  it('are all that may mean it, in its own project, holes included', () => {
    assert.deepEqual(where(occurrencesOf(at(full, 3), files)), [
      'make.py:3 logged',
      'train.py:4 used',
      'train.py:5 used',
      'train.py:9 used',
      'full.py:3 used',
    ]);
  });

  it('are none for a name that is unknown', () => {
    const unknown = scanFile('u.py', `${header}run.use_artifact(input())\n`);
    assert.deepEqual(occurrencesOf(at(unknown, 3), files), []);
  });
});

describe('the definition of an artifact', () => {
  it('is the call that logs it', () => {
    assert.deepEqual(where(definitionsOf(at(train, 4), files)), ['make.py:3 logged']);
  });

  it('is the call that logs the object, not the one that makes it', () => {
    const user = scanFile('e.py', `${header}run.use_artifact("net:v0")\n`);
    assert.deepEqual(where(definitionsOf(at(user, 3), [...files, user])), ['train.py:7 logged']);
  });

  it('is the call that links to it, where it is a registry’s', () => {
    const user = scanFile('e.py', `${header}run.use_artifact("wandb-registry-model/nets:prod")\n`);
    assert.deepEqual(where(definitionsOf(at(user, 3), [...files, user])), ['train.py:8 linked']);
  });

  it('is nowhere when no code logs it', () => {
    assert.deepEqual(definitionsOf(at(other, 3), files), []);
  });
});

describe('the implementations of an artifact', () => {
  const history = lineage('fit -logged-> data:v0');
  const nodes = [...history.nodes.values()].map((node) =>
    node.kind === 'run' ? { ...node, program: 'make.py' } : node,
  );
  const data = versionId({ entity: 'ada', project: 'mnist' }, 'data', 'v0');

  it('are the scripts of the runs that logged it', () => {
    const [place, ...others] = producersOf([data], lineageOf(nodes, history.edges), at(train, 4), files);
    assert.equal(others.length, 0);
    assert.deepEqual([place?.path, place?.range.start.line], ['make.py', 2]);
  });

  it('leave out scripts that are not here', () => {
    assert.deepEqual(producersOf([data], lineageOf(nodes, history.edges), at(train, 4), [train]), []);
  });
});

describe('another name for an artifact', () => {
  it('is written into each string once, whatever stands around it', () => {
    const { edits, left } = renaming(at(train, 4), 'digits', files);
    assert.deepEqual(
      edits.map(({ at, from, to }) => `${at.path}:${at.range.start.line + 1} ${from} ${to}`),
      [
        'make.py:3 data digits',
        'train.py:3 data:v0 digits:v0',
        'full.py:3 ada/mnist/data:latest ada/mnist/digits:latest',
      ],
    );
    assert.deepEqual(where(left), ['train.py:9 used']);
  });

  it('is one that W&B takes', () => {
    for (const name of ['a', 'net-1.0_b']) assert.ok(isCollectionName(name));
    for (const name of ['', 'a b', 'a/b', 'a:b', 'a'.repeat(129)]) assert.ok(!isCollectionName(name), name);
  });
});

describe('the symbols of a file', () => {
  it('are its runs and the names that are known, in order', () => {
    assert.deepEqual(
      symbolsOf(train, english).map(({ name, detail, kind }) => `${kind} ${name}: ${detail}`),
      [
        'run wandb.init: run · mnist',
        'used data:v0: used',
        'used data:v0: used',
        'logged net: made · model',
        'linked wandb-registry-model/nets: linked',
        'used da*:v0: used',
      ],
    );
  });
});
