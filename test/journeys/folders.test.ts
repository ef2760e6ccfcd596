// A workspace of two folders whose histories lie on two servers, with projects and artifacts of the same names.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import { folderWith } from '../support/hosts/workspaces.ts';
import { generateProject } from '../support/wandbServer/generateProject.ts';
import { startWandbServer, type WandbServer } from '../support/wandbServer/server.ts';
import { said } from '../support/words/spoken.ts';
import { where } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { walkWithServer } from '../support/workbench/serverJourney.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const key = 'a1b2c3d4e5'.repeat(4);
const typed = 'typed'.repeat(8);
const patience = 60_000;

describe('a workspace of several folders', () => {
  where('trust', 'node')('reads each from its own server, and signs out of one alone', async () => {
    const second = await grownServer(600, typed);
    try {
      await walkWithServer(
        'two servers',
        {},
        () => twoFolders(second.url),
        (workbench, first) => readBoth(workbench, first, second),
        ({ url }) => ({ WANDB_BASE_URL: url, WANDB_API_KEY: key }),
        () => grownServer(3, key),
      );
    } finally {
      await second.close();
    }
  });
});

function grownServer(runs: number, own: string): Promise<WandbServer> {
  return startWandbServer({ state: generateProject({ entity: 'ada', project: 'sweeps', runs }), key: own });
}

async function readBoth(workbench: Workbench, first: WandbServer, second: WandbServer): Promise<void> {
  const machines = [first, second].map(({ url }) => new URL(url).host);
  const [one = '', other = ''] = machines;
  await workbench.openView('Artifact Lineage');
  const question = said('Connect to {0}?', other);
  await eventually(async () => {
    const row = (await workbench.treeRows('Runs')).find(({ label }) => label === question);
    assert.equal(row?.description, said('{0} names it', 'beta/.env'));
  }, patience);
  assert.deepEqual(second.requests, []);
  await workbench.clickRow('Runs', question);
  const dialog = workbench.page.locator('.monaco-dialog-box');
  await dialog.getByText(said('Connect…'), { exact: true }).click();
  await workbench.answer('It is kept in the secret storage of VS Code and sent only to this server.', typed);
  await eventually(
    async () => assert.equal(await workbench.viewDescription('Runs'), `ada · ${one} | ada · ${other}`),
    patience,
  );
  // The first has three runs, the second the same three and many more: none is taken for another.
  await eventually(async () => {
    const runs = await labels(workbench);
    assert.ok(runs.includes('evaluate-599') || runs.includes('train-598'), runs.slice(0, 5).join());
  }, patience);
  assert.deepEqual(keysOf(first), new Set([key]));
  assert.deepEqual(keysOf(second), new Set([typed]));
  await workbench.runCommand('Notifications: Clear All Notifications');

  const hoverIn = async (script: 'alpha/first.py' | 'beta/second.py') => {
    await workbench.openFile(script);
    return workbench.hoverAt('run.use_artifact("images:latest")', 'images');
  };
  await eventually(async () => assert.match(await hoverIn('alpha/first.py'), /images:v0/), patience);
  await workbench.page.keyboard.press('Escape');
  await eventually(async () => assert.match(await hoverIn('beta/second.py'), /images:v2/), patience);
  await workbench.page.keyboard.press('Escape');

  await workbench.runCommand('Lineage: Sign Out of W&B');
  await workbench.pick(other);
  await eventually(async () => {
    assert.equal(await workbench.viewDescription('Runs'), `ada · ${one}`);
    const runs = await labels(workbench);
    assert.ok(runs.includes(question) && runs.includes('ingest-0'), runs.join());
    assert.ok(!runs.includes('train-598'));
  }, patience);
  assert.deepEqual(await workbench.filesWith(typed), []);
  assert.doesNotMatch(await workbench.log(), /\[error\]/);
}

async function labels(workbench: Workbench): Promise<readonly string[]> {
  return (await workbench.treeRows('Runs')).filter(({ level }) => level === 1).map(({ label }) => label);
}

function keysOf({ requests }: WandbServer): ReadonlySet<string | undefined> {
  return new Set(requests.map((it) => it.key));
}

async function twoFolders(url: string) {
  const script =
    'import wandb\n\nwith wandb.init(project="sweeps") as run:\n    run.use_artifact("images:latest")\n';
  const { folder, remove } = await folderWith({
    'alpha/first.py': script,
    'beta/second.py': script,
    'beta/.env': `WANDB_BASE_URL=${url}\n`,
    'two.code-workspace': JSON.stringify({ folders: [{ path: 'alpha' }, { path: 'beta' }] }),
  });
  return { folder: join(folder, 'two.code-workspace'), remove };
}
