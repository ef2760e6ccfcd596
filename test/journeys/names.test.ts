// Artifact names by hand: half typed and completed, a slip mended, from a use to the line that logs it.

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleCopy } from '../support/hosts/workspaces.ts';
import { said } from '../support/words/spoken.ts';
import { where } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';
import { walkWithServer } from '../support/workbench/serverJourney.ts';

const slip = `import wandb

with wandb.init(entity="ada", project="mnist-lineage") as run:
    run.use_artifact("mnist_model:lastest")
`;

/** The same artifact in one piece and in parts. */
const parts = `import wandb

kind = "mnist"
with wandb.init(entity="ada", project="mnist-lineage") as run:
    run.use_artifact("mnist_model:v0")
    run.use_artifact("{}_model:v1".format(kind))
`;

describe('an artifact’s name', () => {
  journey('is completed while it is half typed', { workspace: sampleCopy }, async (workbench) => {
    const { page } = workbench;
    await workbench.openView('Artifact Lineage');
    await eventually(async () => assert.ok((await workbench.treeRows('Runs')).length >= 3));
    await workbench.openFile('evaluate.py');
    await workbench.placeCaret('with wandb.init', 'as run');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('other = run.use_artifact("mnist_m', { delay: 30 });
    const suggestions = page.locator('.suggest-widget.visible');
    await suggestions.locator('.monaco-list-row', { hasText: 'mnist_model' }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.type(':', { delay: 30 });
    await suggestions.locator('.monaco-list-row.focused', { hasText: 'latest' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.view-line', { hasText: 'other = run.use_artifact("mnist_model:latest")' }).waitFor();
  });

  journey('leads to the line that logs it', { workspace: sampleCopy }, async (workbench) => {
    await workbench.openFile('train.py');
    await workbench.placeCaret('run.use_artifact(name)', 'name');
    await eventually(async () => {
      await workbench.runCommand('Go to Definition');
      await workbench.page
        .locator('.tab.active', { hasText: 'create_dataset.py' })
        .waitFor({ timeout: 3000 });
    });
  });

  journey(
    'is renamed, and what cannot be is told and shown',
    {
      workspace: async () => {
        const workspace = await sampleCopy();
        await writeFile(join(workspace.folder, 'parts.py'), parts);
        return workspace;
      },
    },
    async (workbench) => {
      const { page } = workbench;
      await workbench.openFile('parts.py');
      await workbench.placeCaret('"mnist_model:v0"', 'mnist_model');
      const box = page.locator('.rename-box input');
      await eventually(async () => {
        await page.keyboard.press('F2');
        await box.waitFor({ timeout: 3000 });
      });
      await box.fill('digits_model');
      await page.keyboard.press('Enter');
      await page.locator('.view-line', { hasText: 'use_artifact("digits_model:v0")' }).waitFor();
      await page.locator('.view-line', { hasText: '"{}_model:v1".format(kind)' }).waitFor();
      const sentences = [
        said('{0} places name it in parts and were not changed.', 3),
        said('Versions that are logged already keep their name.'),
      ];
      await eventually(async () => assert.deepEqual(await workbench.notices(), [sentences.join(' ')]));
      await workbench.runCommand('Notifications: Show Notifications');
      const notice = page.locator('.notifications-center .notification-list-item');
      await notice.getByRole('button', { name: said('Show') }).click();
      await page.locator('.peekview-widget').waitFor();
      await workbench.openFile('train.py');
      await page.locator('.view-line', { hasText: 'name="digits_model"' }).waitFor();
    },
  );

  where('trust', 'node')('with an alias that is none is mended by its quick fix', () =>
    walkWithServer(
      'mend an alias',
      {},
      async () => {
        const workspace = await sampleCopy();
        await rm(join(workspace.folder, 'wandb'), { recursive: true });
        await rm(join(workspace.folder, 'mnist.lineage.json'));
        await writeFile(join(workspace.folder, 'slip.py'), slip);
        return workspace;
      },
      async (workbench) => {
        const { page } = workbench;
        await workbench.openFile('slip.py');
        await page.locator('.squiggly-error').first().waitFor({ timeout: 20_000 });
        await workbench.placeCaret('mnist_model:lastest', 'lastest');
        await page.keyboard.press('Control+.');
        const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'mnist_model:latest' });
        await fix.waitFor();
        await page.keyboard.press('Enter');
        await page.locator('.view-line', { hasText: '"mnist_model:latest"' }).waitFor();
        await eventually(async () => assert.equal(await page.locator('.squiggly-error').count(), 0));
        assert.deepEqual(await workbench.notices(), []);
        assert.doesNotMatch(await workbench.log(), /\[error\]/);
      },
      (server) => ({ WANDB_BASE_URL: server.url, WANDB_API_KEY: 'a1b2c3d4e5'.repeat(4) }),
    ),
  );
});
