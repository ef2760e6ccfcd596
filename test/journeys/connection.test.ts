// Connecting to a W&B server and leaving it again, by hand; and a folder that nobody trusts.
import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sampleCopy } from '../support/hosts/workspaces.ts';
import type { WandbServer } from '../support/wandbServer/server.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { walkWithServer } from '../support/workbench/serverJourney.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const key = 'a1b2c3d4e5'.repeat(4);
const sampleRuns = ['jumping-monkey-1', 'serene-haze-6', 'vague-morning-5'];

describe('a W&B server', () => {
  it('is connected to with a typed key, and left with nothing behind', () =>
    walkWithServer('connect and sign out', {}, codeOnly, async (workbench, server) => {
      await workbench.openView('Artifact Lineage');
      await eventually(async () => assert.match(await workbench.viewText('Runs'), /No runs are known/));
      assert.deepEqual(server.requests, []);

      await workbench.runCommand('Lineage: Connect to W&B');
      await answer(workbench, 'Address of the W&B server', server.url);
      await answer(workbench, 'sent only to this server', key);
      await eventually(async () => assert.deepEqual(await runs(workbench), sampleRuns));
      assert.deepEqual(server.unknown, []);

      await workbench.runCommand('Lineage: Sign Out of W&B');
      await eventually(async () => assert.match(await workbench.viewText('Runs'), /No runs are known/));
      assert.ok(!(await workbench.log()).includes(key));
    }));

  it('is not asked for anything from a folder that is not trusted', () => {
    const env = (server: WandbServer) => ({ WANDB_BASE_URL: server.url, WANDB_API_KEY: key });
    return walkWithServer('untrusted', { trust: 'asked' }, sampleCopy, distrust, env);
  });
});

/** What lies in the folder is shown all the same. */
async function distrust(workbench: Workbench, server: WandbServer): Promise<void> {
  await workbench.page.getByText('Restricted Mode', { exact: true }).waitFor();
  await workbench.openView('Artifact Lineage');
  await eventually(async () => assert.deepEqual(await runs(workbench), sampleRuns));
  await workbench.openFile('train.py');
  await eventually(async () =>
    assert.match(await workbench.hoverAt('run.use_artifact(name)', 'name'), /mnist_dataset:v0/),
  );
  assert.deepEqual(server.requests, []);
}

/** The sample without any history beside its code. */
async function codeOnly() {
  const workspace = await sampleCopy();
  await rm(join(workspace.folder, 'wandb'), { recursive: true });
  await rm(join(workspace.folder, 'mnist.lineage.json'));
  return workspace;
}

/** Types into the input box whose prompt says `prompt`. */
async function answer({ page }: Workbench, prompt: string, text: string): Promise<void> {
  const box = page.locator('.quick-input-widget', { hasText: prompt });
  await box.waitFor();
  await box.locator('input').fill(text);
  await page.keyboard.press('Enter');
  await eventually(async () => assert.equal(await box.isVisible(), false));
}

async function runs(workbench: Workbench): Promise<readonly string[]> {
  const rows = (await workbench.treeRows('Runs')).filter(({ level }) => level === 1);
  return rows.map(({ label }) => label).sort();
}
