// The main journey: from a name in the code to the whole lineage of the sample project, however its history is known.

import assert from 'node:assert/strict';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { startDemo } from '../support/demoStage.ts';
import { sampleCopy } from '../support/hosts/workspaces.ts';
import { installedVariable, packageVariable } from '../support/suite/rounds.ts';
import { said } from '../support/words/spoken.ts';
import { circumstances, once, where } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey, walkAndClose } from '../support/workbench/journey.ts';
import { takeEntry } from '../support/workbench/menu.ts';
import { visitWorkbench, type Workbench } from '../support/workbench/workbench.ts';

/** What goes into the package: documents, manifests, and three folders. */
const belongs =
  /^(\.vsixmanifest|package(\.nls(\.es)?)?\.json|LICENSE\.txt|readme(\.es)?\.md|changelog\.md|(dist|l10n|media)(\/.*)?)$/i;

describe('the sample project', () => {
  journey('shows its lineage from the files beside the code', { workspace: sampleCopy }, seeTheLineage);

  where('trust', 'node')('shows its lineage in the demo, with a W&B server', () => walkTheDemo('the demo'));

  where('trust', 'node')('shows its lineage from nothing but a W&B server', () =>
    walkTheDemo('nothing but a server', async (folder) => {
      await rm(join(folder, 'wandb'), { recursive: true });
      await rm(join(folder, 'mnist.lineage.json'));
    }),
  );

  journey('shows the same map again after a reload', { workspace: sampleCopy }, async (workbench) => {
    await workbench.openFile('train.py');
    await workbench.placeCaret('run.use_artifact(name)', 'name');
    await workbench.runCommand('Lineage: Show Lineage');
    const dependsOn = said('Depends on {0}', 'mnist_dataset:v0');
    const before = await workbench.map();
    await eventually(async () => assert.equal((await before.arrows()).length, 5));
    const { page } = workbench;
    // The caret rings its tile, the editor's own menu asks about it, and the title has what the map does.
    const data = before.frame.locator('g.tile[data-title="mnist_dataset:v0"]');
    await eventually(async () => assert.match((await data.getAttribute('class')) ?? '', /ringed/));
    await takeEntry(page, 'Show What Depends on This', () => data.click({ button: 'right', timeout: 2000 }));
    await eventually(async () =>
      assert.match(await before.details(), new RegExp(`${dependsOn}.*${said('Registry')}`, 's')),
    );
    await page.getByRole('button', { name: said('Lock the Map') }).click();
    await page.getByRole('button', { name: said('Unlock the Map') }).waitFor();
    await workbench.reload();
    const after = await workbench.map();
    await eventually(async () => assert.equal((await after.arrows()).length, 5));
    await eventually(async () => assert.match(await after.details(), new RegExp(dependsOn)));
    await page.getByRole('button', { name: said('Unlock the Map') }).waitFor();
    assert.deepEqual(await workbench.notices(), []);
  });

  once('packaged', () => {
    const vsix = process.env[packageVariable];

    (vsix ? it : it.skip)('is small, holds only what belongs into it, and names its licences', async () => {
      const built = join(vsix ?? '', '..', 'dist');
      const parts = (await readdir(join(built, 'parts'))).filter((name) => !/^yaml-/.test(name));
      const sizes = await Promise.all(
        parts.map(async (name) => (await stat(join(built, 'parts', name))).size),
      );
      const whole = sizes.reduce((sum, size) => sum + size, 0);
      assert.ok(whole <= 400_000, `the extension has ${whole} bytes`);
      const start = await readFile(join(built, 'extension.js'), 'utf8');
      const [, first = ''] = /require\("\.\/parts\/([^"]+)"\)/.exec(start) ?? [];
      const { size } = await stat(join(built, 'parts', first));
      assert.ok(size <= 130_000, `VS Code starts with ${size} bytes`);
      const most = {
        'webview/main.js': 250_000,
        '../artifact-lineage.vsix': 1_500_000,
      };
      for (const [name, limit] of Object.entries(most)) {
        const { size } = await stat(join(built, name));
        assert.ok(size <= limit, `${name} has ${size} bytes, more than ${limit}`);
      }
      const folder = process.env[installedVariable] ?? '';
      const names = await readdir(folder, { recursive: true });
      const inside = names.flatMap(
        (it) => it.replaceAll('\\', '/').split(/^[^/]*artifact-lineage[^/]*\//)[1] ?? [],
      );
      assert.deepEqual(
        inside.filter((it) => !belongs.test(it) || /\.(map|ts)$/.test(it)),
        [],
      );
      assert.ok(inside.includes('media/sample/train.py'));
      const notices = await readFile(join(built, 'third-party-notices.txt'), 'utf8');
      for (const name of [
        '@lezer/python',
        'd3-zoom',
        'valibot',
        'yaml',
        '@modelcontextprotocol/sdk',
        '@vscode/codicons',
      ])
        assert.match(notices, new RegExp(`^${name} \\d+\\.\\d+`, 'm'));
    });
  });
});

/** The demo as it starts, or with its folder changed first. The server must have been asked, and have known every answer. */
async function walkTheDemo(
  title: string,
  change: (folder: string) => Promise<void> = async () => undefined,
): Promise<void> {
  const demo = await startDemo(await circumstances());
  try {
    await change(demo.folder);
    await walkAndClose(title, await visitWorkbench(demo.host, demo.url, demo.folder), seeTheLineage);
    assert.deepEqual(demo.server.unknown, []);
    assert.ok(demo.server.requests.some(({ operation, status }) => operation && status === 200));
  } finally {
    await demo.close();
  }
}

/** What a newcomer does first, and exactly what there is to see. */
async function seeTheLineage(workbench: Workbench): Promise<void> {
  await workbench.openView('Artifact Lineage');
  await eventually(async () => {
    const runs = await workbench.treeRows('Runs');
    const top = runs.filter(({ level }) => level === 1).map(({ label }) => label);
    assert.deepEqual(top.sort(), ['jumping-monkey-1', 'serene-haze-6', 'vague-morning-5']);
    assert.ok(runs.every(({ level, description }) => level > 1 || description.includes(said('finished'))));
  });
  await eventually(async () => {
    const artifacts = await workbench.treeRows('Artifacts');
    assert.deepEqual(artifacts.map(({ label, level }) => '  '.repeat(level - 1) + label).slice(0, 6), [
      'dataset',
      '  mnist_dataset',
      '    mnist_dataset:v0',
      'model',
      '  mnist_model',
      '    mnist_model:v0',
    ]);
    assert.deepEqual(
      artifacts
        .slice(6)
        .map(({ label }) => label)
        .slice(1),
      ['MNIST-dev', 'mnist_model:v0'],
    );
  });

  await workbench.openFile('train.py');
  await eventually(async () => {
    const hover = await workbench.hoverAt('run.use_artifact(name)', 'name');
    assert.match(hover, new RegExp(`mnist_dataset:v0.*${said('Logged by')}.*jumping-monkey-1`, 's'));
  });
  await workbench.placeCaret('run.use_artifact(name)', 'name');
  await workbench.runCommand('Lineage: Show Lineage');

  const map = await workbench.map();
  await eventually(async () => {
    const arrows = (await map.arrows()).map(({ from, kind, to }) => `${from} ─${kind}→ ${to}`);
    assert.deepEqual(arrows.sort(), [
      'jumping-monkey-1 ─logged→ mnist_dataset:v0',
      'mnist_dataset:v0 ─used→ vague-morning-5',
      'mnist_model:v0 ─linked→ MNIST-dev',
      'mnist_model:v0 ─used→ serene-haze-6',
      'vague-morning-5 ─logged→ mnist_model:v0',
    ]);
  });
  const tiles = [...(await map.tiles())].sort((a, b) => a.x - b.x);
  assert.deepEqual(
    tiles.slice(0, 4).map(({ kind, title }) => `${kind} ${title}`),
    ['run jumping-monkey-1', 'version mnist_dataset:v0', 'run vague-morning-5', 'version mnist_model:v0'],
  );
  assert.deepEqual(
    tiles
      .slice(4)
      .map(({ kind, title }) => `${kind} ${title}`)
      .sort(),
    ['collection MNIST-dev', 'run serene-haze-6'],
  );

  await map.click('vague-morning-5');
  await eventually(async () =>
    assert.match(await map.details(), new RegExp(`vague-morning-5.*${said('Job type')}`, 's')),
  );
  assert.deepEqual(await workbench.notices(), []);
  assert.doesNotMatch(await workbench.log(), /\[error\]/);
}
