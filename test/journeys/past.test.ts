// A script opened as it was at a run's commit, and compared with what it is now.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../support/hosts/command.ts';
import { emptyFolder, type Workspace } from '../support/hosts/workspaces.ts';
import { said, saying } from '../support/words/spoken.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';

const script = (name: string) => `import wandb

run = wandb.init(project="mnist")
run.use_artifact("${name}:v0")
`;

describe('a script in the past', () => {
  journey(
    'opens as a run executed it, and shows what has changed since',
    { workspace: changedSinceItsRun, needs: ['trust', 'node'], settings: { 'git.enabled': true } },
    async (workbench) => {
      await workbench.openView('Artifact Lineage');
      await workbench.expand('Code', 'Runs');
      await eventually(async () => {
        const run = (await workbench.treeRows('Code')).find(({ label }) => label === 'first-run');
        assert.match(run?.description ?? '', saying('script changed since'));
      });
      const { page } = workbench;
      await workbench.openFile('train.py');
      const lens = page.locator('.codelens-decoration', { hasText: said('changed since that run: compare') });
      await lens.first().waitFor();
      await workbench.rowMenu('Runs', 'first-run', 'Open Script as It Ran');
      await page.locator('.editor-group-container .view-lines', { hasText: 'raw_data:v0' }).waitFor();

      await workbench.rowMenu('Runs', 'first-run', 'Compare Script with This Run');
      await page.locator('.tab', { hasText: 'train.py: first-run' }).waitFor();
      await page.locator('.editor.original', { hasText: 'raw_data:v0' }).waitFor();
      await page.locator('.editor.modified', { hasText: 'clean_data:v0' }).waitFor();

      // The same from the run's tile.
      await workbench.runCommand('View: Close All Editors');
      await workbench.rowAction('Runs', 'first-run', 'Show Lineage');
      const map = await workbench.map();
      await map.click('first-run');
      await map.frame.locator('[data-action=openRunScript]').click();
      await page.locator('.editor-group-container .view-lines', { hasText: 'raw_data:v0' }).waitFor();
      await map.frame.locator('[data-action=compareRunScript]').click();
      await page.locator('.tab', { hasText: 'train.py: first-run' }).waitFor();
      await page.locator('.editor.modified', { hasText: 'clean_data:v0' }).waitFor();
      assert.deepEqual(await workbench.notices(), []);
      assert.doesNotMatch(await workbench.log(), /\[error\]/);
    },
  );
});

async function changedSinceItsRun(): Promise<Workspace> {
  const workspace = await emptyFolder();
  const { folder: cwd } = workspace;
  const git = (...args: readonly string[]) =>
    runCommand('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', ...args], { cwd });
  await git('init', '--quiet');
  await writeFile(join(cwd, 'train.py'), script('raw_data'));
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'One');
  const commit = (await git('rev-parse', 'HEAD')).trim();
  await writeFile(join(cwd, 'train.py'), script('clean_data'));
  const run = {
    id: 'run:ada/mnist/abcd',
    kind: 'run',
    name: 'first-run',
    state: 'finished',
    program: 'train.py',
    commit,
  };
  await writeFile(join(cwd, 'mnist.lineage.json'), JSON.stringify({ nodes: [run], edges: [] }));
  return workspace;
}
