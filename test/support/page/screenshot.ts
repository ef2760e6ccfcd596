// Takes the README's pictures of the map's page by itself: a large lineage, the finder, and the details of a run.
//
//   npm run build && npx node test/support/page/screenshot.ts
//   for name in large find details; do convert media/$name.png -strip +dither -colors 256 PNG8:media/$name.png; done
import { join } from 'node:path';
import { detailsOf } from '../../../src/join/details.ts';
import { english } from '../../../src/join/say.ts';
import { type Lineage, lineageOf, type Run } from '../../../src/lineage/model.ts';
import { repository } from '../hosts/paths.ts';
import { place } from '../lineage/build.ts';
import { generate } from '../lineage/generate.ts';
import { eventually } from '../workbench/eventually.ts';
import { lively } from './lively.ts';
import { type MapPage, type MapPageOptions, openMapPage } from './mapPage.ts';
import { allOf } from './pictures.ts';
import { busiest } from './sizes.ts';

async function main(): Promise<void> {
  await takeLarge();
  const team = lively(generate(300, 1), Date.now());
  await takeFind(team);
  await takeDetails(team);
}

/** What hangs together with the busiest of 3 000 nodes. */
async function takeLarge(): Promise<void> {
  const lineage = generate(3000, 1);
  const focus = busiest(lineage);
  const shape = { clusters: true, foldGenerated: false, upstream: 'all', downstream: 'all' };
  const window = { width: 1600, height: 900 };
  await take('large', { ...window, theme: 'light', saved: { focus, shape } }, async (map) => {
    await map.show(allOf(lineage, focus));
    await eventually(async () => {
      if ((await map.page.locator('g.tile').count()) < 50) throw new Error('The map is not drawn yet.');
    });
  });
}

async function takeFind(team: Lineage): Promise<void> {
  await take('find', { width: 1280, height: 560, theme: 'light' }, async (map) => {
    await map.show(allOf(team, busiest(team)));
    const { page } = map;
    await page.locator('g.tile.focused').focus();
    await page.keyboard.press('Control+f');
    await page.keyboard.type('train');
    for (let match = 0; match < 3; match++) await page.keyboard.press('Enter');
    await page.locator('.tile.found-now').waitFor();
    await page.locator('#finder output', { hasText: '3 /' }).waitFor();
  });
}

/** A run with all that a tracker and git tell of it, and what has nothing to do with it dimmed. */
async function takeDetails(team: Lineage): Promise<void> {
  const last = [...team.nodes.values()].find(
    (node): node is Run => node.kind === 'run' && node.name === 'serene-morning-222',
  );
  if (!last) throw new Error('There is no such run.');
  const run: Run = {
    ...last,
    state: 'finished',
    declared: [place('train.py', 20)],
    recorded: [{ label: 'api.wandb.ai', readAt: Date.now() }],
    config: { batch_size: 256, layers: 12, lr: 0.0003 },
    summary: { accuracy: 0.9412, loss: 0.187 },
    commit: '4f1c2a9d0b7e',
    remote: 'git@github.com:ada/mnist.git',
  };
  const whole = lineageOf([...team.nodes.values(), run], team.edges);
  await take('details', { width: 1440, height: 800, theme: 'dark' }, async (map) => {
    await map.show(allOf(whole, busiest(whole)));
    const { page } = map;
    await page.locator(`g.tile[data-title="${run.name}"]`).click();
    await page.locator('#details:not([hidden])').waitFor();
    await map.send({ type: 'details', details: detailsOf(run, [], Date.now(), english) });
    await page.locator('#details .facts').first().waitFor();
  });
}

async function take(
  name: string,
  options: MapPageOptions,
  prepare: (map: MapPage) => Promise<void>,
): Promise<void> {
  const map = await openMapPage({ ...options, reducedMotion: true });
  try {
    await prepare(map);
    await map.page.screenshot({ path: join(repository, 'media', `${name}.png`) });
  } finally {
    await map.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
