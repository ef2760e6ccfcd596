// The map at every size, in every theme, narrow and wide: what a machine can see is checked, and pictures are kept for people.
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Frame, Page } from 'playwright-core';
import { toJson } from '../../src/lineage/export/json.ts';
import type { Picture } from '../../src/protocol/picture.ts';
import { launchBrowser } from '../support/hosts/chromium.ts';
import { folderWith } from '../support/hosts/workspaces.ts';
import { axeFaults } from '../support/page/axe.ts';
import { everyPicture, pictures } from '../support/page/kept.ts';
import { type MapPage, openMapPage } from '../support/page/mapPage.ts';
import { faultsSeen } from '../support/page/seen.ts';
import { lineageOfSize, pictureOfSize, type Size, sizes } from '../support/page/sizes.ts';
import { type Theme, themes } from '../support/page/themes.ts';
import { once } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';

const windows = [
  { width: 400, height: 700 },
  { width: 1600, height: 900 },
];
/** Around the busiest version; all of it, with what is alike gathered; all of it tile by tile. */
const views = ['near', 'whole', 'each'] as const;
type View = (typeof views)[number];
const everyTheme = Object.keys(themes) as Theme[];
/** What VS Code calls them, and how a page in it is told of them. */
const colourThemes: Readonly<Record<Theme, string>> = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
  contrastLight: 'Default High Contrast Light',
};
const bodyClass: Readonly<Record<Theme, string>> = {
  dark: 'dark',
  light: 'light',
  contrast: 'high-contrast',
  contrastLight: 'high-contrast-light',
};
/** Unless everything is looked at, only the workbench shows as many. */
const most = 10_000;
const files: readonly (readonly [Theme, readonly Size[]])[] = everyPicture
  ? everyTheme.map((theme) => [theme, sizes])
  : [
      ['light', [300]],
      ['contrast', [most]],
    ];
/** So few are seen whole anyway. */
const small = 30;
const fileOf = (size: Size) => `team-${size}.lineage.json`;
/** Pixels. */
const activityBar = 48;

once('the map in pictures', function () {
  this.timeout(everyPicture ? 600_000 : 120_000);
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
    await mkdir(pictures, { recursive: true });
  });
  after(() => browser.close());

  for (const [index, size] of (everyPicture ? sizes : sizes.filter((it) => it < most)).entries())
    it(`of ${size} nodes is clear at every width`, async () => {
      for (const view of viewsOf(size)) {
        const picture = pictureOfSize(size, view === 'near' ? 'busiest' : 'nothing');
        for (const [narrow, window] of windows.entries())
          for (const theme of everyPicture
            ? everyTheme
            : [everyTheme[(index + narrow) % everyTheme.length]]) {
            if (!theme) continue;
            const map = await openMapPage({
              browser,
              theme,
              ...window,
              reducedMotion: true,
              saved: { shape: { clusters: view !== 'each', upstream: 'auto', downstream: 'auto' } },
            });
            await shown(map, picture, view);
            const name = `${size}-${view}-${theme}-${window.width}`;
            await map.page.screenshot({ path: join(pictures, `${name}.png`) });
            assert.deepEqual(await faultsSeen(map.page), [], name);
            if (size <= small) assert.deepEqual(await axeFaults(map.page), [], name);
            await map.close();
          }
      }
    });

  const everyFile = () =>
    folderWith(
      Object.fromEntries(
        files.flatMap(([, wanted]) =>
          wanted.map((size) => [fileOf(size), JSON.stringify(toJson(lineageOfSize(size), false))]),
        ),
      ),
    );
  journey(
    'of lineage files are clear in the workbench',
    { workspace: everyFile },
    async (workbench, home) => {
      const { page } = workbench;
      await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
      for (const [theme, wanted] of files) {
        await mkdir(join(home, '.vscode'), { recursive: true });
        const settings = { 'workbench.colorTheme': colourThemes[theme] };
        await writeFile(join(home, '.vscode', 'settings.json'), JSON.stringify(settings));
        for (const size of wanted) {
          // There is little room for tabs and lists in a narrow window.
          await page.setViewportSize({ width: 1400, height: 900 });
          await workbench.openFile(fileOf(size));
          const { frame } = await workbench.map();
          await frame.locator(`body.vscode-${bodyClass[theme]}`).waitFor();
          for (const view of size > small ? ['opened', 'whole'] : ['opened'])
            for (const { width, height } of windows) {
              await page.setViewportSize({ width: width + activityBar, height });
              if (view === 'whole') await fitAll(frame);
              await eventually(async () => assert.ok(await isPainted(frame)), 60_000);
              const name = `${size}-workbench-${view}-${theme}-${width}`;
              await page.screenshot({ path: join(pictures, `${name}.png`) });
              assert.deepEqual(await faultsSeen(frame), [], name);
            }
          await workbench.runCommand('View: Close All Editors');
        }
      }
    },
  );
});

function viewsOf(size: Size): readonly View[] {
  if (size <= small) return ['near'];
  if (everyPicture) return views;
  return ['near'];
}

async function shown(map: MapPage, picture: Picture, view: View): Promise<void> {
  await map.show(picture);
  const { page } = map;
  await page.locator('g.tile').first().waitFor({ timeout: 60_000 });
  if (view !== 'near') await fitAll(page);
  // A canvas is painted in parts, and once more when the camera has come to rest.
  await eventually(async () => assert.ok(await isPainted(page)), 60_000);
}

/** Shows all of it; by the second frame after that the camera is on its way, unless all is seen already. */
async function fitAll(page: Page | Frame): Promise<void> {
  await page.getByRole('button', { name: 'Fit' }).click();
  for (let frame = 0; frame < 2; frame++) await page.evaluate('new Promise(requestAnimationFrame)');
}

/** The same picture as a moment ago, nothing on its way; of a canvas one that is painted for this view. */
async function isPainted(page: Page | Frame): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const sheet = document.querySelector('canvas.sheet:not([hidden])');
    const small = Object.assign(document.createElement('canvas'), { width: 160, height: 90 });
    const context = small.getContext('2d');
    if (sheet) context.drawImage(sheet, 0, 0, 160, 90);
    const { data } = context.getImageData(0, 0, 160, 90);
    const camera = document.querySelector('#map .world').getAttribute('transform');
    const look = camera + sheet?.style.transform + data.join();
    const before = globalThis.lookedLike;
    globalThis.lookedLike = look;
    const sharp = !sheet || (data.some(Boolean) && sheet.style.transform.endsWith('scale(1)'));
    return look === before && sharp && !document.querySelector('#busy:not([hidden]), #map.moving');
  })()`);
}
