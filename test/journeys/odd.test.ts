// Journeys through folders with little or broken things to show: each says so plainly; nothing pops up or crashes.

import assert from 'node:assert/strict';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { emptyFolder, folderWith, sampleCopy, type Workspace } from '../support/hosts/workspaces.ts';
import { link, said, saying } from '../support/words/spoken.ts';
import { trusted } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';
import { treeRows } from '../support/workbench/tree.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const nothing = {
  Runs: 'No runs are known for this folder.',
  Artifacts: 'No artifacts are known yet.',
  Code: 'No artifact calls were found',
};

describe('a folder with little to show', () => {
  journey(
    'an empty folder: each view says that there is nothing, and the sample is one click away',
    { workspace: emptyFolder },
    async (workbench) => {
      await workbench.openView('Artifact Lineage');
      await eachViewSaysSo(workbench);
      const way = link(trusted ? 'Connect to W&B' : 'Manage Workspace Trust');
      await workbench.page.getByText(way, { exact: true }).waitFor();
      await nothingWentWrong(workbench);
      const opened = workbench.page.context().waitForEvent('page', { timeout: 60_000 });
      await workbench.page.getByText(said('Open Sample'), { exact: true }).click();
      await showsTheSample(await opened);
    },
  );

  const plainPython = () =>
    folderWith({ 'hello.py': 'import json\n\nprint(json.dumps({"hello": "world"}))\n' });
  journey(
    'Python without W&B: each view says that there is nothing',
    { workspace: plainPython },
    async (workbench) => {
      await workbench.openView('Artifact Lineage');
      await eachViewSaysSo(workbench);
      await workbench.openFile('hello.py');
      await workbench.placeCaret('json.dumps', 'dumps');
      await nothingWentWrong(workbench);
    },
  );
});

describe('a folder with something broken', () => {
  journey(
    'a notebook that is not JSON is a row, and hides nothing else',
    { workspace: brokenNotebook },
    async (workbench) => {
      await workbench.openView('Artifact Lineage');
      await eventually(async () => {
        const rows = await workbench.treeRows('Code');
        assert.match(
          rows.find(({ label }) => label === 'broken.ipynb')?.description ?? '',
          saying('cannot be read'),
        );
        assert.ok(rows.some(({ label }) => label === 'train.py'));
      });
      await nothingWentWrong(workbench);
    },
  );

  const halfWritten = () => damagedLogs((bytes) => bytes.subarray(0, bytes.length / 2));
  journey('half-written .wandb logs still show their runs', { workspace: halfWritten }, async (workbench) => {
    await workbench.openView('Artifact Lineage');
    await eventually(async () => assert.deepEqual(await runs(workbench), sampleRuns));
    await nothingWentWrong(workbench);
  });

  const unreadable = () => damagedLogs((bytes) => new Uint8Array(bytes.length).fill(0x2a));
  journey(
    '.wandb logs full of nonsense still show a row for each run',
    { workspace: unreadable },
    async (workbench, folder) => {
      await workbench.openView('Artifact Lineage');
      // The names were in the logs only; the folders are called run-TIME-ID.
      const ids = (await readdir(join(folder, 'wandb'))).map((name) => name.split('-').at(-1)).sort();
      await eventually(async () => assert.deepEqual(await runs(workbench), ids));
      await nothingWentWrong(workbench);
    },
  );
});

const sampleRuns = ['jumping-monkey-1', 'serene-haze-6', 'vague-morning-5'];

async function runs(workbench: Workbench): Promise<readonly string[]> {
  const top = (await workbench.treeRows('Runs')).filter(({ level }) => level === 1);
  return top.map(({ label }) => label).sort();
}

/** The sample's copy in a window of its own: its script and the sidebar are there, with the runs that it came with. */
async function showsTheSample(page: Page): Promise<void> {
  await page.locator('.tab.active[data-resource-name="train.py"]').waitFor({ timeout: 60_000 });
  await eventually(async () => {
    const rows = await treeRows(page, 'Runs');
    assert.ok(rows.some(({ label }) => label === 'vague-morning-5'));
  });
}

/** What no user should ever read. */
const machineTalk = /\bat .+:\d+:\d+|\w+Error\b|\bundefined\b|\[object /;

/** A view with nothing to show has a sentence, as its only row or in place of rows. */
async function eachViewSaysSo(workbench: Workbench): Promise<void> {
  for (const [view, sentence] of Object.entries(nothing))
    await eventually(async () => assert.match(await workbench.viewText(view), saying(sentence)));
}

async function nothingWentWrong(workbench: Workbench): Promise<void> {
  for (const view of Object.keys(nothing)) assert.doesNotMatch(await workbench.viewText(view), machineTalk);
  // The workbench's own progress passes ("Activating Extensions..."); what tells of trouble stays.
  await eventually(async () => assert.deepEqual(await workbench.notices(), []));
  assert.doesNotMatch(await workbench.log(), /\[error\]/);
}

async function brokenNotebook(): Promise<Workspace> {
  const workspace = await sampleCopy();
  await writeFile(
    join(workspace.folder, 'broken.ipynb'),
    `{"cells": [{"source": ["run.use_artifact('mnist_dataset:latest')`,
  );
  return workspace;
}

/** The sample with its run folders as the only history, and every run's log put through `damage`. */
async function damagedLogs(damage: (bytes: Uint8Array) => Uint8Array): Promise<Workspace> {
  const workspace = await sampleCopy();
  const files = await readdir(workspace.folder, { recursive: true });
  const logs = files.filter((name) => name.endsWith('.wandb'));
  assert.notDeepEqual(logs, [], 'the sample has no run logs');
  for (const name of logs) {
    const path = join(workspace.folder, name);
    await writeFile(path, damage(await readFile(path)));
  }
  for (const name of files.filter((file) => file.endsWith('.lineage.json')))
    await rm(join(workspace.folder, name));
  return workspace;
}
