// What the map tells by colour it tells by a sign, a shape or a dash too, and the legend explains each of them.
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { pictureOf } from '../../src/join/picture.ts';
import { english } from '../../src/join/say.ts';
import type { Picture } from '../../src/protocol/picture.ts';
import { launchBrowser } from '../support/hosts/chromium.ts';
import { axeFaults } from '../support/page/axe.ts';
import { everyMark, everything, middle } from '../support/page/everything.ts';
import { everyPicture, pictures } from '../support/page/kept.ts';
import { type MapPage, openMapPage } from '../support/page/mapPage.ts';
import { allOf } from '../support/page/pictures.ts';
import { faultsSeen } from '../support/page/seen.ts';
import { readSigns } from '../support/page/signs.ts';
import type { Theme } from '../support/page/themes.ts';
import { once } from '../support/workbench/circumstances.ts';

const eyes = ['deuteranopia', 'protanopia', 'tritanopia', 'achromatopsia'] as const;
const whole = everything();
const walked = { lineage: whole, known: whole, focus: middle.id, truncated: false };
const plain = allOf(whole, middle.id);
const compared = pictureOf(walked, [], english, { before: middle.id, marks: everyMark });
const views: readonly (readonly [name: string, Picture, Theme])[] = [
  ['plain', plain, 'light'],
  ['compared', compared, 'dark'],
  ...(everyPicture
    ? ([
        ['plain', plain, 'dark'],
        ['compared', compared, 'light'],
      ] as const)
    : []),
];

once('the map’s signs', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
    await mkdir(pictures, { recursive: true });
  });
  after(() => browser.close());

  for (const [view, picture, theme] of views)
    it(`tell without colour what they tell by it, and the legend explains them: ${view}, ${theme}`, async () => {
      const shape = { upstream: 'all', downstream: 'all' };
      const saved = { focus: middle.id, shape, legend: true };
      const window = { width: 1600, height: 1000 };
      const map = await openMapPage({ browser, theme, ...window, saved, reducedMotion: true });
      await map.show(picture);
      await map.send({ type: 'ring', ids: [middle.id] });
      await map.page.locator('g.tile.ringed').waitFor();
      await keepPictures(map, `${view}-${theme}`);
      const { told, drawn, explained } = await readSigns(map.page);
      for (const [subject, signs] of Object.entries(told))
        for (const [one, other] of pairs(Object.entries(signs)))
          assert.ok(
            !one[1].some((sign) => other[1].includes(sign)),
            `${subject}: ${one[0]} and ${other[0]} look alike but for their colour: ${one[1]} | ${other[1]}`,
          );
      assert.deepEqual(explained, drawn);
      assert.deepEqual(await faultsSeen(map.page), []);
      assert.deepEqual(await axeFaults(map.page), []);
      await map.close();
    });

  /** As they are seen by eyes that tell colours apart, and by those that do not. */
  async function keepPictures({ page }: MapPage, name: string): Promise<void> {
    const devtools = await page.context().newCDPSession(page);
    for (const type of ['none', ...eyes] as const) {
      await devtools.send('Emulation.setEmulatedVisionDeficiency', { type });
      await page.screenshot({ path: join(pictures, `signs-${name}-${type}.png`) });
    }
    await devtools.detach();
  }
});

function pairs<T>(items: readonly T[]): readonly (readonly [T, T])[] {
  return items.flatMap((one, index) => items.slice(index + 1).map((other) => [one, other] as const));
}
