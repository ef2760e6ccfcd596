// `artifact-lineage diff` between revisions of a real git repository.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { marked, type Tokens } from 'marked';
import { run } from '../../support/cli/run.ts';
import { assertMermaid } from '../../support/cli/standards.ts';
import { emptyFolder, sampleCopy, type Workspace } from '../../support/hosts/workspaces.ts';

const header = 'import wandb\nrun = wandb.init(entity="ada", project="mnist")\n';
const first = {
  'ml/prepare.py': `${header}run.log_artifact(wandb.Artifact("data", type="dataset"))\n`,
  'ml/train.py': `${header}run.use_artifact("data:v1")\nrun.log_artifact(wandb.Artifact("net", type="model"))\n`,
  'ml/test.py': `${header}from names import net\nrun.use_artifact(net)\n`,
  'ml/names.py': 'net = "net:v1"\n',
  'other/away.py': `${header}run.use_artifact("elsewhere:v1")\n`,
};
const second = {
  'ml/prepare.py': `${header}print("nothing is logged")\n`,
  'ml/train.py': `${header}# a line more\nrun.use_artifact("data:v2")\nrun.log_artifact(wandb.Artifact("net", type="model"))\nrun.link_model(path="m.pt", registered_model_name="Net\`s best", name="net")\n`,
  'ml/names.py': 'net = "net:v1"\nextra = input()\n',
  'ml/new.py': `${header}run.use_artifact(input())\n`,
};

describe('artifact-lineage diff', function () {
  // Mermaid takes its time to load on a busy machine.
  this.timeout(60_000);
  let repository: Workspace;
  const gitIn = (folder: string, ...args: readonly string[]) =>
    promisify(execFile)('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@b.c', ...args]);
  const git = (...args: readonly string[]) => gitIn(repository.folder, ...args);
  const write = async (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) {
      await mkdir(dirname(join(repository.folder, path)), { recursive: true });
      await writeFile(join(repository.folder, path), text);
    }
  };
  const diff = (...args: readonly string[]) => run(['diff', ...args], {}, join(repository.folder, 'ml'));

  before(async () => {
    repository = await emptyFolder();
    await git('init', '-q', '-b', 'main');
    await write(first);
    await git('add', '.');
    await git('commit', '-q', '-m', 'one');
    await git('tag', 'one');
    await write(second);
    await git('add', '.');
    await git('commit', '-q', '-m', 'two');
  });
  after(() => repository.remove());

  it('tells what is added, changed and removed, and who still needs what is gone', async () => {
    const { code, out, err } = await diff('one', 'HEAD');
    assert.deepEqual([code, err], [0, '']);
    assert.match(
      out,
      /^<!-- artifact-lineage diff -->\n## Artifact lineage: 1 added, 1 changed, 1 removed\n/,
    );
    assert.match(out, /> \*\*Warning:\*\* no code logs `data` any more, but `train\.py` still uses it\./);
    assert.match(
      out,
      /### Added\n\n- `train\.py` links `net` to `` Net`s best `` \(`model`\) at `train\.py:6`\n/,
    );
    assert.match(out, /### Changed\n\n- `train\.py` uses `data:v1` → `data:v2` at `train\.py:4`\n/);
    assert.match(out, /### Removed\n\n- `prepare\.py` logs `data` \(`dataset`\)\n/);
    assert.match(out, /New calls whose artifact the code does not say: `new\.py:3`\./);
    assert.doesNotMatch(out, /elsewhere/);
  });

  it('is GitHub-flavoured Markdown with a picture that Mermaid reads', async () => {
    const { out } = await diff('one', 'HEAD');
    const tokens = marked.lexer(out);
    const chart = tokens.find((token): token is Tokens.Code => token.type === 'code');
    assert.ok(chart);
    assert.equal(chart.lang, 'mermaid');
    await assertMermaid(chart.text);
    await assert.rejects(assertMermaid(`${chart.text}\n  n0 -->|`), /Parse error/);
    assert.deepEqual(
      tokens.flatMap((token) => (token.type === 'heading' ? [`${token.text}`] : [])),
      ['Artifact lineage: 1 added, 1 changed, 1 removed', 'Added', 'Changed', 'Removed'],
    );
  });

  it('compares with the files on the disk, and says when nothing has changed', async () => {
    assert.match((await diff('HEAD')).out, /## Artifact lineage: no change\n/);
    const scratch = join(repository.folder, 'ml', 'scratch.py');
    await writeFile(scratch, `${header}run.use_artifact("net:v7")\n`);
    try {
      assert.match((await diff('HEAD')).out, /`scratch\.py` uses `net:v7`/);
    } finally {
      await rm(scratch);
    }
  });

  it('tells what a change of the sample declares, however its names are put together', async () => {
    const { folder, remove } = await sampleCopy();
    try {
      await gitIn(folder, 'init', '-q');
      await gitIn(folder, 'add', '.');
      await gitIn(folder, 'commit', '-q', '-m', 'one');
      const script = join(folder, 'train.py');
      const text = await readFile(script, 'utf8');
      await writeFile(script, text.replace('version = "v0"', 'version = "v1"'));
      const { out } = await run(['diff', 'HEAD'], {}, folder);
      assert.match(out, /### Changed\n\n- `train\.py` uses `mnist_dataset:v0` → `mnist_dataset:v1` at /);
    } finally {
      await remove();
    }
  });

  it('takes a script that was moved for the same', async () => {
    await git('mv', 'ml/train.py', 'ml/fit.py');
    await git('commit', '-q', '-m', 'three');
    const { out } = await diff('HEAD~1', 'HEAD');
    assert.match(out, /## Artifact lineage: no change\n\n`train\.py` lies at `fit\.py` now\.\n/);
  });

  it('ends with 2 and a line for what git does not know', async () => {
    for (const args of [['nowhere'], ['HEAD', '--dir', '/'], ['--', '--upload-pack=x']]) {
      const { code, err } = await diff(...args);
      assert.equal(code, 2, err);
      assert.match(err, /^artifact-lineage: [^\n]+\n$/);
    }
  });
});
