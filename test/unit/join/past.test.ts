// A script that has changed since a run: the run declares what the script said then, found in git or in its folder.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { nodeHost } from '../../../src/cli/nodeHost.ts';
import { openWorkspace } from '../../../src/cli/workspace.ts';
import { declare } from '../../../src/join/declare.ts';
import { type ReadPast, readPast } from '../../../src/join/readPast.ts';
import { lineageOf, type Run } from '../../../src/lineage/model.ts';
import { inEnglish } from '../../../src/lineage/sentence.ts';
import { scanFile } from '../../../src/python/scan.ts';
import { runCommand } from '../../support/hosts/command.ts';
import { temporaryFolder } from '../../support/hosts/paths.ts';
import { linesOf, run } from '../../support/lineage/build.ts';
import { type Fixture, openFixture } from '../../support/sdk/fixtures.ts';

const { signal } = new AbortController();

const before = `import wandb
run = wandb.init(project="mnist")
run.use_artifact("raw:v0")
run.log_artifact("weights.txt", name="first", type="model")
run.link_model("weights.txt", registered_model_name="Old")
`;
const after = `import wandb

run = wandb.init(project="mnist")
run.log_artifact("weights.txt", name="second", type="model")
run.use_artifact("raw:v0")
`;

describe('a script as a run executed it', () => {
  let folder = '';
  let commit = '';
  let past: ReadPast;
  const git = (...args: readonly string[]) =>
    runCommand('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], { cwd: folder });
  const write = async (path: string, text: string) => {
    await mkdir(join(folder, path, '..'), { recursive: true });
    await writeFile(join(folder, path), text);
  };

  beforeEach(async () => {
    folder = (await temporaryFolder('past')).replaceAll('\\', '/');
    await git('init', '--quiet');
    await write('src/train.py', before);
    await git('add', '.');
    await git('commit', '--quiet', '--message', 'One');
    commit = (await git('rev-parse', 'HEAD')).trim();
    past = readPast(nodeHost(), folder, async (path, text) => scanFile(path, text));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** What an online run's folder and its script, which now says `now`, give together. */
  async function joined(now: string, facts: Partial<Run> = {}) {
    await write('src/train.py', now);
    const known: Run = run('abcd', {
      program: 'src/train.py',
      commit,
      blindTo: ['used', 'logged', 'linked'],
      ...facts,
    });
    const found = await past(known, 'src/train.py', signal);
    const files = [scanFile('src/train.py', now)];
    const lineage = declare(lineageOf([known], []), files, new Map(found ? [[known.id, found]] : []));
    const node = lineage.nodes.get(known.id);
    const places = new Map(
      lineage.edges
        .filter(({ kind, from, to }) => kind === 'linked' || from === known.id || to === known.id)
        .map(({ kind, declared }) => [kind, declared.map((it) => `${it.path}:${it.range.start.line + 1}`)]),
    );
    return { lines: linesOf(lineage), notes: node?.notes.map(inEnglish), places };
  }

  it('declares what it declares today when it has not changed', async () => {
    const { lines, notes, places } = await joined(before.replaceAll('\n', '\r\n'));
    assert.deepEqual(notes, []);
    assert.ok(lines.includes('abcd -logged-> first d'), String(lines));
    assert.deepEqual(places.get('used'), ['src/train.py:3']);
  });

  it('declares what the commit said, at today’s lines where it still does', async () => {
    const { lines, notes, places } = await joined(after);
    assert.match(String(notes), /^train\.py has changed since this run: .* from commit [0-9a-f]{7}, which/);
    assert.ok(lines.includes('abcd -logged-> first d'), String(lines));
    assert.ok(!lines.includes('abcd -logged-> second d'), String(lines));
    // The script itself says today what no run of it is known to have done.
    assert.ok(lines.includes('train.py -logged-> second d'), String(lines));
    assert.ok(
      lines.some((line) => / -linked-> Old d$/.test(line)),
      String(lines),
    );
    assert.deepEqual(places.get('used'), ['src/train.py:5']);
    assert.deepEqual(places.get('linked'), [`src/train.py@${commit.slice(0, 7)}:5`]);
  });

  it('says so when only other lines have changed', async () => {
    const { notes, places } = await joined(`# A comment.\n${before}`);
    assert.deepEqual(notes, ['train.py has changed since this run, but not the artifacts that it names.']);
    assert.deepEqual(places.get('used'), ['src/train.py:4']);
  });

  it('takes the copy that the run kept before the commit', async () => {
    const savedCode = `${folder}/wandb/run-1/files/code/src/train.py`;
    await write('wandb/run-1/files/code/src/train.py', before.replace('raw:v0', 'cooked:v1'));
    const { lines, notes, places } = await joined(after, { savedCode });
    assert.match(String(notes), /the copy that the run kept/);
    assert.ok(lines.includes('cooked -used-> abcd d'), String(lines));
    assert.deepEqual(places.get('used'), ['wandb/run-1/files/code/src/train.py:3']);
  });

  it('knows nothing of a commit that is not there, of a file that was not in it, or was changed in the run', async () => {
    for (const facts of [{ commit: 'f'.repeat(40) }, { commit: '--help' }, { commit: 'HEAD' }]) {
      const { lines, notes } = await joined(after, facts);
      assert.deepEqual(notes, []);
      assert.ok(lines.includes('abcd -logged-> second d'), String(lines));
    }
    await write('src/new.py', after);
    assert.equal(await past(run('abcd', { program: 'src/new.py', commit }), 'src/new.py', signal), undefined);
    await write(
      'wandb/run-1/files/diff.patch',
      'diff --git a/src/train.py b/src/train.py\n+++ b/src/train.py\n',
    );
    const dirty = await joined(after, { folder: `${folder}/wandb/run-1` });
    assert.deepEqual(dirty.notes, []);
  });

  it('is read for the runs of the scripts in a folder that is opened', async () => {
    const fixture = await openFixture('offline-0.30.0');
    try {
      const script = await readFile(join(fixture.folder, savedIn(fixture)), 'utf8');
      const notesWith = async (now: string) => {
        await writeFile(join(fixture.folder, 'offline.py'), now);
        const { store } = await openWorkspace(nodeHost(), fixture.folder, 'local', signal);
        await store.ready(signal);
        const runs = [...store.joined().nodes.values()].filter((node) => node.kind === 'run');
        return runs.find((node) => node.key === 'first-of-two')?.notes.map(inEnglish);
      };
      assert.deepEqual(await notesWith(script), []);
      assert.match(
        String(await notesWith(script.replace('"raw", type', '"cooked", type'))),
        /offline\.py has changed since this run: what it declares is taken from the copy/,
      );
    } finally {
      await fixture.remove();
    }
  });
});

/** The copy of the script in the folder of the run that kept one. */
function savedIn({ folder }: Fixture): string {
  const runs = readdirSync(join(folder, 'wandb')).filter((name) => name.endsWith('-first-of-two'));
  return `wandb/${runs[0]}/files/code/offline.py`;
}
