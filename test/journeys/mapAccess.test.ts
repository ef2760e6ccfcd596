// The map without eyes or mouse: axe finds nothing in any theme, and the tree twin says and does what the map does.

import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { impactListing } from '../../src/join/listings.ts';
import { english } from '../../src/join/say.ts';
import { impactOf } from '../../src/lineage/impact.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import { launchBrowser } from '../support/hosts/chromium.ts';
import { guide } from '../support/lineage/build.ts';
import { axeFaults } from '../support/page/axe.ts';
import { openMapPage } from '../support/page/mapPage.ts';
import { allOf } from '../support/page/pictures.ts';
import { themes } from '../support/page/themes.ts';
import { once } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';

const model: NodeId = 'version:ada/mnist/mnist_model:v0';

once('the map for everyone', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  for (const theme of Object.keys(themes) as (keyof typeof themes)[])
    it(`has nothing that axe finds wrong in the theme ${theme}`, async () => {
      const map = await openMapPage({ browser, theme, reducedMotion: true });
      const { page } = map;
      await map.show({ focus: null, tiles: [], arrows: [], ties: [], notices: [] });
      await page.locator('#empty').waitFor();
      assert.deepEqual(await axeFaults(page), [], 'the empty page');

      const notices = [{ tone: 'warning', text: 'W&B cannot be reached.', ways: ['retry'] }] as const;
      await map.show({ ...allOf(guide, model), notices });
      await map.send({ type: 'busy', text: 'Reading lineage…' });
      await page.locator('g.tile[data-title="mnist_model:v0"]').click();
      await page.locator('#details:not([hidden])').waitFor();
      const link = { type: 'place', at: 0 } as const;
      const facts = [{ label: 'Declared', value: 'train.py:10', link }];
      await map.send({ type: 'details', details: { id: model, sections: [{ title: 'Config', facts }] } });
      for (const name of ['Filter', 'View options']) await page.getByRole('button', { name }).click();
      await page.getByRole('button', { name: 'Legend' }).click();
      assert.deepEqual(await axeFaults(page), [], 'map, details, options, legend');

      const impact = impactOf(guide, model);
      assert.ok(impact);
      await map.send({ type: 'listing', listing: impactListing(impact, english) });
      await page.getByRole('button', { name: 'Copy as Markdown' }).waitFor();
      await page.locator('g.tile[data-title="mnist_model:v0"]').focus();
      await page.keyboard.press('Control+f');
      assert.deepEqual(await axeFaults(page), [], 'a list and the finder');
      await page.keyboard.press('Escape');
      await page.keyboard.press('l');
      await page.keyboard.press('ArrowRight');
      assert.deepEqual(await axeFaults(page), [], 'the tree');

      await page.keyboard.press('Alt+F1');
      await page.getByRole('dialog', { name: 'Keys', description: /one tab stop/ }).waitFor();
      assert.deepEqual(await axeFaults(page), [], 'the keys');
      await page.keyboard.press('Escape');
      await eventually(async () => assert.equal(await page.locator('.tile:focus').count(), 1));
      await map.close();
    });

  it('reads as a tree that says each relation, and leads back to the map', async () => {
    const map = await openMapPage({ browser, reducedMotion: true });
    const { page } = map;
    await map.show(allOf(guide, model));
    const live = page.locator('#live');
    await eventually(async () => assert.match((await live.textContent()) ?? '', /6 tiles and 5 arrows/));
    await page.locator('g.tile[data-title="mnist_model:v0"]').focus();
    await page.keyboard.press('l');
    const here = () =>
      page.evaluate<(string | null)[]>(
        `[document.activeElement.textContent, ...['level', 'posinset', 'setsize', 'expanded'].map((it) =>
          document.activeElement.getAttribute('aria-' + it))]`,
      );
    assert.deepEqual(await here(), [
      'Artifact mnist_model:v0, 1 upstream, 2 downstream',
      '1',
      '4',
      '6',
      'false',
    ]);
    for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    assert.deepEqual(await here(), ['comes from vague-morning-5 (logged)', '2', '1', '3', 'false']);
    await page.keyboard.press('ArrowDown');
    assert.equal((await here())[0], 'leads to serene-haze-6 (used)');
    await page.keyboard.press('Enter');
    await eventually(async () =>
      assert.equal(await page.locator('.tile.selected').getAttribute('data-title'), 'serene-haze-6'),
    );
    assert.match((await live.textContent()) ?? '', /serene-haze-6.*4 upstream, 0 downstream/);
    await page.keyboard.press('Escape');
    await eventually(async () => assert.equal(await page.locator('.tile:focus').count(), 1));
    await map.close();
  });
});
