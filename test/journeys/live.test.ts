// A run that goes on while the workbench is open: it appears, logs and ends before one's eyes.

import assert from 'node:assert/strict';
import { cp, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { repository, temporaryFolder } from '../support/hosts/paths.ts';
import { emptyFolder, folderCopy, type Workspace } from '../support/hosts/workspaces.ts';
import { sampleRun } from '../support/sample/runFolder.ts';
import { pythonEnvironment } from '../support/sdk/pythonEnvironment.ts';
import { runPython } from '../support/sdk/runPython.ts';
import { said } from '../support/words/spoken.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const collect = () => folderCopy(join(repository, 'test', 'fixtures', 'live'));

describe('a run of the real SDK in the background', () => {
  before('install the SDK', async function () {
    this.timeout(300_000);
    await pythonEnvironment();
  });

  journey(
    'appears, logs and finishes without a refresh',
    { workspace: collect, needs: ['node'] },
    async (workbench, folder) => {
      const home = await temporaryFolder('live-home');
      await workbench.openView('Artifact Lineage');
      await eventually(async () => assert.deepEqual(await runRows(workbench), []));

      const server = { url: 'http://127.0.0.1:9', key: 'x'.repeat(40) };
      const run = runPython({ script: 'collect.py', cwd: folder, home, server });
      try {
        // Its log is still in memory: the row comes from the folder.
        await eventually(async () =>
          assert.match((await runRows(workbench)).join(), new RegExp(`^live0001 ${said('running')}`)),
        );
        await workbench.page
          .locator(`[aria-label*="${said('1 run is going')}"]`)
          .first()
          .waitFor();
        await workbench.openFile('collect.py');
        await workbench.placeCaret('wandb.Artifact("live_data"', 'live_data');
        await workbench.runCommand('Lineage: Show Lineage');
        const map = await workbench.map();
        await eventually(async () =>
          assert.match((await map.tiles()).map(({ title }) => title).join(), /live_data/),
        );

        await writeFile(join(folder, 'finish'), '');
        await run;
        await eventually(async () =>
          assert.match((await runRows(workbench)).join(), new RegExp(`^live-run ${said('finished')}`)),
        );
        await eventually(async () => {
          const arrows = (await map.arrows()).map(({ from, kind, to }) => `${from} ─${kind}→ ${to}`);
          assert.ok(
            arrows.some((arrow) => /^live-run ─logged→ live_data/.test(arrow)),
            arrows.join('\n'),
          );
        });
        await rm(join(folder, 'wandb'), { recursive: true });
        await eventually(async () => assert.deepEqual(await runRows(workbench), []));
      } finally {
        await writeFile(join(folder, 'finish'), '');
        await run.catch(() => undefined);
        await rm(home, { recursive: true, force: true });
      }
      assert.doesNotMatch(await workbench.log(), /\[error\]/);
    },
  );
});

describe('folders of runs outside the workspace', () => {
  journey(
    'are watched where they lie, be they linked to or told',
    {
      workspace: apart,
      needs: ['node', 'trust'],
      settings: { 'artifactLineage.runFolders': ['.told', '.later'] },
    },
    async (workbench, folder) => {
      await workbench.openView('Artifact Lineage');
      const names = async () => (await runRows(workbench)).map((row) => row.split(' ')[0]);
      await eventually(async () => assert.deepEqual(await names(), ['vague-morning-5', 'jumping-monkey-1']));
      await keep('sh6w9p3c', join(folder, '.told'));
      await eventually(async () => assert.ok((await names()).includes('serene-haze-6')));
      await rm(join(folder, 'wandb', basename(sampleRun('jm1dq7xa'))), { recursive: true });
      await eventually(async () => assert.deepEqual(await names(), ['serene-haze-6', 'vague-morning-5']));
      await keep('jm1dq7xa', join(folder, '.later', 'wandb'));
      await eventually(async () => assert.ok((await names()).includes('jumping-monkey-1')));
      assert.doesNotMatch(await workbench.log(), /\[error\]/);
    },
  );
});

/** A workspace of links: `wandb/` to a folder of another name, and hidden ones to one of runs and to an empty one. */
async function apart(): Promise<Workspace> {
  const workspace = await emptyFolder();
  const others: Workspace[] = [];
  for (const [name, run] of [['wandb', 'jm1dq7xa'], ['.told', 'vm5k2r8t'], ['.later']] as const) {
    const other = await emptyFolder();
    others.push(other);
    if (run) await keep(run, other.folder);
    await symlink(other.folder, join(workspace.folder, name), 'junction');
  }
  const remove = async () => {
    for (const it of [workspace, ...others]) await it.remove();
  };
  return { folder: workspace.folder, remove };
}

/** Copies a run folder of the sample, as a synchronised folder receives it. */
async function keep(key: string, into: string): Promise<void> {
  const run = sampleRun(key);
  await cp(run, join(into, basename(run)), { recursive: true });
}

async function runRows(workbench: Workbench): Promise<readonly string[]> {
  const rows = await workbench.treeRows('Runs');
  return rows
    .filter(({ level, description }) => level === 1 && description)
    .map(({ label, description }) => `${label} ${description}`);
}
