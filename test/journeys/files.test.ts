// Journeys to the files of versions that an offline run logged, and to what a run's script said when it ran.

import assert from 'node:assert/strict';
import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../support/hosts/command.ts';
import { repository } from '../support/hosts/paths.ts';
import { emptyFolder, type Workspace } from '../support/hosts/workspaces.ts';
import { runPython } from '../support/sdk/runPython.ts';
import { said, saying } from '../support/words/spoken.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

describe('the files of a version', () => {
  journey(
    'are a tree, open as they were logged, and compare with those of another version',
    { workspace: twice },
    async (workbench) => {
      await workbench.openView('Artifact Lineage');
      await eventually(async () => assert.equal((await versions(workbench)).length, 2));
      const gold = (await versions(workbench)).find(({ description }) => /gold/.test(description));
      assert.ok(gold);
      await rowWith(workbench, 'gold').locator('.monaco-tl-twistie').click();
      await workbench.expand('Artifacts', 'rows');
      await eventually(async () => {
        const files = (await workbench.treeRows('Artifacts')).filter(({ label }) => label.endsWith('.txt'));
        assert.deepEqual(
          files.map(({ label, description }) => [label, description]),
          [
            ['changed.txt', '4 B'],
            ['kept.txt', '4 B'],
            ['new.txt', '13 B'],
          ],
        );
      });
      await workbench.clickRow('Artifacts', 'new.txt');
      const { page } = workbench;
      await page.locator('.editor-group-container .view-lines', { hasText: 'something' }).waitFor();
      await page.locator('.tab', { hasText: 'new.txt' }).waitFor();

      await workbench.rowMenu('Artifacts', 'data:gold', 'Compare Files with Another Version');
      const bronze = page.locator('.quick-input-widget .monaco-list-row', { hasText: 'bronze' });
      await bronze.click();
      const changes = ['{0} added', '{0} removed', '{0} changed'].map((it) => said(it, 1)).join(', ');
      await page.locator('.tab', { hasText: `${changes}, +10 B` }).waitFor();
      assert.deepEqual(await workbench.notices(), []);
    },
  );

  journey('a logged table is a preview of its rows', { workspace: twice }, async (workbench) => {
    await workbench.openView('Artifact Lineage');
    await workbench.expand('Runs', 'twice');
    await workbench.clickRow('Runs', 'scores');
    const { page } = workbench;
    await eventually(async () => {
      const texts = await Promise.all(
        page.frames().map((frame) =>
          frame
            .locator('table')
            .innerText({ timeout: 500 })
            .catch(() => ''),
        ),
      );
      assert.deepEqual(texts.join('').split(/\s+/).slice(0, 7), [
        'who',
        'score',
        'ada',
        '1',
        '<img',
        'src=x>',
        '2',
      ]);
    });
    assert.deepEqual(await workbench.notices(), []);
  });
});

describe('a script that has changed since its run', () => {
  journey(
    'is said so on the run',
    { workspace: changed, needs: ['trust', 'node'], settings: { 'git.enabled': true } },
    async (workbench) => {
      await workbench.openView('Artifact Lineage');
      await workbench.expand('Runs', 'twice');
      const changedSince = saying('{0} has changed since this run: what it declares is taken from commit');
      await eventually(async () => {
        const labels = (await workbench.treeRows('Runs')).map(({ label }) => label);
        assert.ok(
          labels.some(
            (label) => changedSince.test(label) && /^twoVersions\.py .* commit [0-9a-f]{7}/.test(label),
          ),
          labels.join('\n'),
        );
      });
      await workbench.clickRow('Runs', 'data:bronze');
      const { page } = workbench;
      await page.locator('.editor-group-container .view-lines', { hasText: '"data"' }).waitFor();
      assert.deepEqual(await workbench.notices(), []);
    },
  );
});

async function versions(workbench: Workbench) {
  return (await workbench.treeRows('Artifacts')).filter(
    ({ level, label }) => level === 3 && /^data/.test(label),
  );
}

function rowWith({ page }: Workbench, text: string) {
  return page.locator('.part.sidebar .monaco-list-row').filter({ hasText: text }).first();
}

const script = 'twoVersions.py';

/** A folder in which the real SDK has run the script. */
async function twice(): Promise<Workspace> {
  const workspace = await emptyFolder();
  await cp(join(repository, 'test', 'support', 'sdk', script), join(workspace.folder, script));
  await runIn(workspace.folder);
  return workspace;
}

/** The same in a repository, with a script that names another artifact since. */
async function changed(): Promise<Workspace> {
  const workspace = await emptyFolder();
  const { folder } = workspace;
  await cp(join(repository, 'test', 'support', 'sdk', script), join(folder, script));
  const git = (...args: readonly string[]) =>
    runCommand('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], { cwd: folder });
  await git('init', '--quiet');
  await git('remote', 'add', 'origin', 'https://github.com/example/away.git');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'One');
  await runIn(folder, { WANDB_DISABLE_GIT: 'false' });
  const text = await readFile(join(folder, script), 'utf8');
  await writeFile(join(folder, script), text.replace('"data"', '"other"'));
  return workspace;
}

async function runIn(folder: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  const server = { url: 'http://127.0.0.1:9', key: 'x'.repeat(40) };
  const home = join(folder, '.home');
  await runPython({ script, cwd: folder, home, server, env: { WANDB_MODE: 'offline', ...env } });
}
