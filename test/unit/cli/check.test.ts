// `artifact-lineage check` on planted faults and on the sample, in every form, against a server and from code alone.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toGithub, toGitlab } from '../../../src/cli/check/pipelines.ts';
import type { Problem } from '../../../src/cli/check/report.ts';
import { pathsFrom } from '../../../src/cli/check/where.ts';
import { about } from '../../../src/join/problems/about.ts';
import { run } from '../../support/cli/run.ts';
import { assertSarif } from '../../support/cli/standards.ts';
import { folderWith, type Workspace } from '../../support/hosts/workspaces.ts';
import { place } from '../../support/lineage/build.ts';
import { startWandbServer, type WandbServer } from '../../support/wandbServer/server.ts';

const train = [
  'import wandb',
  'run = wandb.init(entity="ada", project="mnist-lineage", job_type="train")',
  'run.use_artifact("a/b/c/d:v0")',
  'run.use_artifact("mnist_dataset:v9")',
  'run.use_artifact("mnist_dataset")',
  'run.log_artifact(wandb.Artifact("net", type="model"))',
  'run.log_artifact(wandb.Artifact("net", type="dataset"))',
].join('\r\n');
const notebook = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [
    { cell_type: 'markdown', source: ['# title'] },
    { cell_type: 'code', source: ['import wandb\n', 'wandb.init().use_artifact("x/y/z/w:v1")\n'] },
  ],
});

describe('artifact-lineage check', function () {
  this.timeout(60_000);
  let folder: Workspace;
  let server: WandbServer;
  let env: Readonly<Record<string, string>>;

  before(async () => {
    folder = await folderWith({ 'deep er/train.py': train, 'look.ipynb': notebook, 'fine.py': 'print(1)\n' });
    const state = JSON.parse(await readFile('test/fixtures/sample/server.json', 'utf8'));
    server = await startWandbServer({ state });
    env = { WANDB_BASE_URL: server.url, WANDB_API_KEY: 'k'.repeat(40) };
  });
  after(async () => {
    await server.close();
    await folder.remove();
  });
  const check = (args: readonly string[], withServer = false) =>
    run(['check', '.', ...args], withServer ? env : {}, folder.folder);

  it('prints a line for each problem, and ends with 1', async () => {
    const { code, out, err } = await check([]);
    assert.equal(err, '');
    assert.deepEqual(out.split('\n'), [
      'deep er/train.py:3:18: error: "a/b/c/d:v0" has 4 parts: a name has at most three, "entity/project/name". [invalid-name]',
      'deep er/train.py:5:18: hint: "mnist_dataset" names no version: W&B takes the one that is "latest" when it runs. [no-alias]',
      '    fix: Change to "mnist_dataset:latest"',
      'deep er/train.py:7:33: error: "net" is logged here with the type "dataset" and elsewhere as "model": W&B refuses the second. [type-conflict]',
      '    deep er/train.py:6:18: logged as "model"',
      'look.ipynb [cell 2]:2:27: error: "x/y/z/w:v1" has 4 parts: a name has at most three, "entity/project/name". [invalid-name]',
      '4 problems in 2 files with artifact calls: 3 errors, 1 hint.',
      '',
    ]);
    assert.equal(code, 1);
  });

  it('asks a server what it contradicts, and says how to mend it', async () => {
    const { out } = await check(['--backend', 'wandb'], true);
    assert.match(
      out,
      /train\.py:4:18: error: .*no version v9; its newest is v0\. \[unknown-version\]\n {4}fix: /,
    );
  });

  it('is as strict as it is told', async () => {
    const off = ['invalid-name', 'type-conflict'].flatMap((it) => ['--rule', `${it}=off`]);
    assert.equal((await check(off)).code, 0);
    assert.equal((await check([...off, '--severity', 'hint'])).code, 1);
    assert.equal((await check([...off, '--rule', 'no-alias=error'])).code, 1);
  });

  it('writes SARIF that its schema accepts', async () => {
    const { out } = await check(['--format', 'sarif', '--backend', 'none']);
    const log = JSON.parse(out);
    await assertSarif(log);
    const [{ results, tool }] = log.runs;
    assert.equal(results.length, 4);
    assert.equal(results[0].locations[0].physicalLocation.artifactLocation.uri, 'deep%20er/train.py');
    assert.deepEqual(results[0].locations[0].physicalLocation.region, {
      startLine: 3,
      startColumn: 18,
      endLine: 3,
      endColumn: 30,
    });
    assert.equal(results[3].locations[0].physicalLocation.region, undefined);
    assert.match(results[3].message.text, /\(cell 2, line 2\)$/);
    assert.equal(tool.driver.rules[results[1].ruleIndex].id, 'no-alias');
    const other = JSON.parse(JSON.stringify(log));
    other.runs[0].results[0].level = 'fatal';
    await assert.rejects(assertSarif(other), /level/);
  });

  it('writes JSON, with what could not be read', async () => {
    const odd = await folderWith({ 'a.py': 'import wandb\nwandb.init()\n', 'odd.lineage.json': '[]' });
    try {
      const { code, out, err } = await run(['check', odd.folder, '--json']);
      const { files, problems, unread } = JSON.parse(out);
      assert.deepEqual([code, files, problems], [0, 0, []]);
      assert.match(unread[0], /odd\.lineage\.json/);
      assert.match(err, /odd\.lineage\.json/);
    } finally {
      await odd.remove();
    }
  });

  it('finds nothing in the sample', async () => {
    const { code, out } = await run(['check', join('media', 'sample')]);
    assert.deepEqual([code, out], [0, 'No problems in 4 files with artifact calls.\n']);
  });

  it('ends with 3 when the server cannot answer', async () => {
    const { code } = await run(['check', '.', '--backend', 'wandb'], {}, folder.folder);
    assert.equal(code, 3);
  });
});

describe('reports', () => {
  const problem = (message: string): Problem => ({
    code: 'no-alias',
    severity: 'information',
    message,
    at: place('a,b.py', 3),
    related: [],
  });
  const report = {
    files: 1,
    unread: [],
    problems: [problem('100 %\n::error::x'), problem('twin'), problem('twin')],
  };

  it('cannot be broken out of on GitHub', () => {
    const [first = '', ...rest] = toGithub(report, (path) => path).split('\n');
    assert.match(first, /^::notice file=a%2Cb\.py,line=4,.*,title=no-alias::100 %25%0A::error::x$/);
    assert.equal(rest.length, 3);
  });

  it('tell twins apart on GitLab, wherever they stand', () => {
    const prints = toGitlab(report, (path) => path).map(({ fingerprint }) => fingerprint);
    assert.equal(new Set(prints).size, 3);
    const moved = { ...report, problems: report.problems.map((it) => ({ ...it, at: place('a,b.py', 9) })) };
    assert.deepEqual(
      toGitlab(moved, (path) => path).map(({ fingerprint }) => fingerprint),
      prints,
    );
  });

  it('name files as seen from where the command runs', () => {
    assert.equal(pathsFrom('/src/repo', '/src/repo')('a.py'), 'a.py');
    assert.equal(pathsFrom('/src/repo/ml', '/src/repo')('a.py'), 'ml/a.py');
    assert.equal(pathsFrom('/other', '/src/repo')('a.py'), '/other/a.py');
  });

  it('explain every rule as the settings do', async () => {
    const text = JSON.stringify(JSON.parse(await readFile('package.nls.json', 'utf8')));
    for (const [code, sentence] of Object.entries(about))
      assert.ok(text.includes(JSON.stringify(sentence)), `${code}: package.nls.json says something else`);
  });
});
