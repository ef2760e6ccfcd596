// A journey through the sidebar: narrow and group the runs, follow the selection's lineage, and find it all again.

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleCopy, type Workspace } from '../support/hosts/workspaces.ts';
import { said } from '../support/words/spoken.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

describe('the sidebar', () => {
  journey('arranges the runs and keeps it so', { workspace: sampleWithSweep }, async (workbench) => {
    await openTall(workbench);
    await shows(workbench, 'Runs', 1, (labels) => assert.equal(labels.length, 23));

    await workbench.runCommand('Lineage: Group Runs By…');
    await workbench.pick('Job type');
    await shows(workbench, 'Runs', 1, (labels) =>
      assert.deepEqual(labels, ['evaluate', 'train', 'create-dataset']),
    );

    await workbench.runCommand('Lineage: Filter Runs…');
    await workbench.pick('State');
    await workbench.pickSeveral('failed');
    const condition = `${said('State')}: ${said('failed')}`;
    const narrowed = [condition, 'evaluate', 'train'];
    await shows(workbench, 'Runs', 1, (labels) => assert.deepEqual(labels, narrowed));
    await shows(workbench, 'Runs', 2, (labels) => assert.deepEqual(labels, ['try-9', 'try-0']));

    await workbench.reload();
    await openTall(workbench);
    await shows(workbench, 'Runs', 1, (labels) => assert.deepEqual(labels, narrowed));

    await workbench.rowAction('Runs', condition, 'Remove');
    await shows(workbench, 'Runs', 1, (labels) => assert.equal(labels.length, 3));
    assert.deepEqual(await workbench.notices(), []);
  });

  journey('follows the lineage of the selection', { workspace: sampleCopy }, async (workbench) => {
    await openTall(workbench);
    const view = 'Lineage of the Selection';
    // A click between two drawings of the list selects nothing: a person clicks again.
    await eventually(async () => {
      await workbench.clickRow('Artifacts', 'mnist_model:v0');
      const rows = await workbench.treeRows(view);
      const top = rows.filter(({ level }) => level === 1).map(({ label }) => label);
      assert.deepEqual(top, ['mnist_model:v0', said('Upstream'), said('Downstream')]);
    });
    await workbench.expand(view, 'vague-morning-5');
    await workbench.expand(view, 'mnist_dataset:v0');
    await shows(workbench, view, 4, (labels) => assert.deepEqual(labels, ['jumping-monkey-1']));

    await workbench.openFile('train.py');
    await workbench.placeCaret('run.use_artifact(name)', 'name');
    await shows(workbench, view, 1, (labels) => assert.equal(labels[0], 'mnist_dataset:v0'));
    assert.doesNotMatch(await workbench.log(), /\[error\]/);
  });

  journey('shows what history knows of a script', { workspace: sampleCopy }, async (workbench) => {
    await openTall(workbench);
    await eventually(async () => {
      const rows = await workbench.treeRows('Code');
      const train = rows.find(({ label, level }) => label === 'train.py' && level === 1);
      assert.match(train?.description ?? '', new RegExp(`${said('1 run')} · ${said('finished')}`));
    });
    await workbench.expand('Code', 'Runs');
    await eventually(async () => {
      const rows = await workbench.treeRows('Code');
      assert.ok(
        rows.some(
          ({ label, description }) => label.includes('-') && description.startsWith(`${said('last')} · `),
        ),
      );
    });
    // Before a producer is edited: what lives off its outputs.
    await workbench.expand('Code', said('Downstream'));
    await eventually(async () => {
      const rows = await workbench.treeRows('Code');
      assert.ok(rows.some(({ label }) => label === 'serene-haze-6'));
    });
  });

  journey('gives names to code by dragging', { workspace: sampleCopy }, async (workbench) => {
    await openTall(workbench);
    await workbench.openFile('evaluate.py');
    const { page } = workbench;
    const row = page.locator('.pane-body .monaco-list-row', { hasText: 'mnist_dataset:v0' }).first();
    await row.waitFor();
    await eventually(async () => {
      await row.dragTo(page.locator('.editor-instance .view-line', { hasText: 'import wandb' }).first());
      await page.locator('.view-line', { hasText: '"mnist_dataset:v0"' }).waitFor({ timeout: 3000 });
    });
  });
});

/** On a screen so tall that every row of each view is in sight. */
async function openTall(workbench: Workbench): Promise<void> {
  await workbench.page.setViewportSize({ width: 1400, height: 2800 });
  await workbench.openView('Artifact Lineage');
}

async function shows(
  workbench: Workbench,
  view: string,
  level: number,
  check: (labels: readonly string[]) => void,
): Promise<void> {
  await eventually(async () => {
    const rows = await workbench.treeRows(view);
    check(rows.filter((row) => row.level === level).map(({ label }) => label));
  });
}

/** The sample with twenty more runs that trained on its dataset. */
async function sampleWithSweep(): Promise<Workspace> {
  const workspace = await sampleCopy();
  const dataset = 'version:ada/mnist-lineage/mnist_dataset:v0';
  const runs = Array.from({ length: 20 }, (_, index) => ({
    id: `run:ada/mnist-lineage/try${index}`,
    kind: 'run',
    name: `try-${index}`,
    state: index % 9 ? 'finished' : index === 18 ? 'crashed' : 'failed',
    jobType: index % 4 === 1 ? 'evaluate' : 'train',
    sweep: 'lr',
    startedAt: new Date(Date.UTC(2024, 0, 1, index)).toISOString(),
  }));
  const lineage = {
    nodes: [{ id: dataset, kind: 'version', name: 'mnist_dataset', version: 'v0', type: 'dataset' }, ...runs],
    edges: runs.map(({ id }) => ({ kind: 'used', from: dataset, to: id })),
  };
  await writeFile(join(workspace.folder, 'sweep.lineage.json'), JSON.stringify(lineage));
  return workspace;
}
