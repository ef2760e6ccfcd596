// The map's page by itself in a browser: what a reader can do there without the editor's help.

import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import { comparisonListing } from '../../src/join/listings.ts';
import { pictureOf } from '../../src/join/picture.ts';
import { english } from '../../src/join/say.ts';
import { compare } from '../../src/lineage/compare.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import { launchBrowser } from '../support/hosts/chromium.ts';
import { guide, lineage } from '../support/lineage/build.ts';
import { type MapPage, openMapPage } from '../support/page/mapPage.ts';
import { allOf } from '../support/page/pictures.ts';
import { once } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';

/** A chain too long to be shown whole, and a run aside. */
const chain = lineage(
  ...Array.from({ length: 30 }, (_, i) => [`r${i} -logged-> x:v${i}`, `x:v${i} -used-> r${i + 1}`]).flat(),
  'r15 -logged-> aside:v0',
);
const model: NodeId = 'version:ada/mnist/mnist_model:v0';
const middle: NodeId = 'version:ada/mnist/x:v15';

once('the map’s page', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  const on = (title: string, walk: (map: MapPage) => Promise<void>) =>
    it(title, async () => {
      const map = await openMapPage({ browser, reducedMotion: true });
      const errors: string[] = [];
      map.page.on('pageerror', (error) => errors.push(error.message));
      await walk(map);
      assert.deepEqual(errors, []);
      await map.close();
    });
  const titles = ({ page }: MapPage) =>
    page
      .locator('g.tile')
      .evaluateAll((tiles) => tiles.map((tile) => tile.getAttribute('data-title')).sort());
  const tile = ({ page }: MapPage, title: string) => page.locator(`g.tile[data-title="${title}"]`);

  on('starts small, grows where it is asked to, and does not jump', async (map) => {
    await map.show(allOf(chain, middle));
    await eventually(async () =>
      assert.deepEqual(await titles(map), ['r15', 'r16', 'x:v14', 'x:v15', 'x:v16']),
    );
    assert.match((await tile(map, 'r15').getAttribute('aria-label')) ?? '', /1 more downstream not shown/);
    const before = await tile(map, 'r15').boundingBox();
    await tile(map, 'r15').locator('.handle.downstream').click();
    await eventually(async () => assert.equal((await titles(map)).length, 6));
    const after = await tile(map, 'r15').boundingBox();
    assert.ok(before && after);
    assert.ok(Math.abs(before.x - after.x) < 2 && Math.abs(before.y - after.y) < 2);
    await tile(map, 'r15').locator('.handle.downstream').click();
    await eventually(async () => assert.equal((await titles(map)).length, 5));
  });

  it('moves gently, but not for who asked for less motion', async () => {
    for (const reducedMotion of [false, true]) {
      const map = await openMapPage({ browser, reducedMotion });
      await map.show(allOf(chain, middle));
      await eventually(async () => assert.equal((await titles(map)).length, 5));
      // What is new comes in, unless it is there at once.
      const coming = await map.page.evaluate<number>(`(() => {
        const handle = document.querySelector('g.tile[data-title=r15] .handle.downstream');
        handle.dispatchEvent(new MouseEvent('click', { bubbles: true }));
        return [...document.querySelectorAll('g.tile')].filter((it) => it.style.animation !== '').length;
      })()`);
      assert.equal(coming, reducedMotion ? 0 : 1);
      await eventually(async () => assert.equal((await titles(map)).length, 6));
      await map.close();
    }
  });

  on('grows from the keyboard', async (map) => {
    await map.show(allOf(chain, middle));
    await tile(map, 'x:v16').focus();
    await map.page.keyboard.press('Shift+ArrowRight');
    await eventually(async () => assert.equal((await titles(map)).length, 6));
  });

  on('is moved, selected and narrowed to a path from the keyboard', async (map) => {
    const { page } = map;
    await map.show(allOf(chain, middle));
    await tile(map, 'x:v15').focus();
    const zoom = async () =>
      Number(
        /scale\(([\d.]+)/.exec((await page.locator('#map .world').getAttribute('transform')) ?? '')?.[1],
      );
    await page.keyboard.press('0');
    await eventually(async () => assert.equal(await zoom(), 1));
    await page.keyboard.press('+');
    await eventually(async () => assert.ok((await zoom()) > 1.2));
    for (const key of ['-', '-']) await page.keyboard.press(key);
    await eventually(async () => assert.ok((await zoom()) < 0.9));
    await page.keyboard.press('f');
    await page.keyboard.press('Space');
    const selected = page.locator('.tile.selected');
    await eventually(async () => assert.equal(await selected.getAttribute('data-title'), 'x:v15'));
    assert.ok(await page.locator('#details').isHidden());
    for (const key of ['ArrowRight', 'ArrowRight', 'p']) await page.keyboard.press(key);
    await eventually(async () => assert.deepEqual(await titles(map), ['r16', 'x:v15', 'x:v16']));
    await page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await selected.getAttribute('data-title'), 'x:v16'));
    assert.ok(await page.locator('#details').isVisible());
    await page.keyboard.press('Escape');
    await eventually(async () => assert.equal(await selected.count(), 0));
  });

  on('shows one direction, so many steps, or only a path', async (map) => {
    await map.show(allOf(chain, middle));
    await map.page.selectOption('#depth-upstream', '0');
    await eventually(async () => assert.equal((await titles(map)).length, 30));
    await map.page.selectOption('#depth-downstream', '5');
    await eventually(async () => assert.equal((await titles(map)).length, 6));
    await tile(map, 'r16').click();
    await tile(map, 'r17').click({ modifiers: ['Shift'] });
    await eventually(async () => assert.deepEqual(await titles(map), ['r16', 'r17', 'x:v16']));
    await map.page.getByRole('button', { name: 'Show all around the focus again' }).click();
    await eventually(async () => assert.equal((await titles(map)).length, 6));
  });

  on('gathers what is alike, with a list to search and members to pull out', async (map) => {
    const sweep = Array.from({ length: 12 }, (_, i) => [
      `data:v0 -used-> train-${i}`,
      `train-${i} -logged-> net:v${i}`,
    ]);
    await map.show(allOf(lineage(...sweep.flat()), 'version:ada/mnist/data:v0'));
    await eventually(async () =>
      assert.deepEqual(await titles(map), ['12 runs', '12 versions of net', 'data:v0']),
    );
    await tile(map, '12 runs').click();
    const details = map.page.locator('#details');
    await details.getByRole('searchbox').fill('train-1');
    await eventually(async () => assert.equal(await details.locator('.members li').count(), 3));
    await details.getByRole('button', { name: /train-11/ }).click();
    await eventually(async () =>
      assert.deepEqual(await titles(map), ['11 runs', '12 versions of net', 'data:v0', 'train-11']),
    );
    await details.getByRole('button', { name: 'Put Back' }).click();
    await eventually(async () => assert.equal((await titles(map)).length, 3));
    await map.page.getByRole('button', { name: 'View options' }).click();
    await map.page.getByLabel('Gather what is alike').uncheck();
    await eventually(async () => assert.equal((await titles(map)).length, 25));
  });

  on('finds tiles and flies from one to the next', async (map) => {
    await map.show(allOf(chain, middle));
    await tile(map, 'x:v15').focus();
    await map.page.keyboard.press('Control+f');
    const box = map.page.locator('#finder');
    await map.page.keyboard.type('x:v1');
    await eventually(async () => assert.equal(await box.locator('output').textContent(), '0 / 3'));
    await map.page.keyboard.press('Enter');
    await map.page.keyboard.press('Enter');
    await eventually(async () => assert.equal(await box.locator('output').textContent(), '2 / 3'));
    assert.equal(await map.page.locator('.tile.found-now').getAttribute('data-title'), 'x:v15');
    await map.page.keyboard.press('Shift+Enter');
    await eventually(async () => assert.equal(await box.locator('output').textContent(), '1 / 3'));
    await map.page.keyboard.press('Escape');
    await eventually(async () => assert.equal(await map.page.locator('.tile.found').count(), 0));
    assert.equal(await map.page.locator('.tile:focus').getAttribute('data-title'), 'x:v14');
  });

  on('narrows to what is wanted, by dimming or hiding the rest', async (map) => {
    const all = allOf(chain, middle);
    const old = new Set(['r16', 'x:v14', 'x:v16']);
    await map.show({
      ...all,
      tiles: all.tiles.map((it) => ({ ...it, at: old.has(it.title) ? 0 : Date.now() })),
    });
    await map.page.getByRole('button', { name: 'Filter' }).click();
    await map.page.locator('[data-option=kind]').selectOption('run');
    await eventually(async () => assert.equal(await map.page.locator('.tile.faint').count(), 3));
    await map.page.getByLabel('Hide others instead of dimming them').check();
    await eventually(async () => assert.deepEqual(await titles(map), ['r15', 'r16', 'x:v15']));
    await map.page.locator('[data-option=kind]').selectOption('');
    await map.page.locator('[data-option=since]').selectOption('days 7');
    await eventually(async () => assert.deepEqual(await titles(map), ['r15', 'x:v15']));
    await map.page.getByRole('button', { name: 'Clear Filter' }).click();
    await eventually(async () => assert.equal((await titles(map)).length, 5));
    assert.equal(await map.page.locator('button:focus').getAttribute('title'), 'Filter');
  });

  on('asks for what lies around tiles that nobody has asked about', async (map) => {
    const open = { ...chain, open: new Set([middle]) };
    await map.show(allOf(open, middle));
    await eventually(async () =>
      assert.deepEqual((await map.posted()).at(-1), { type: 'lookFurther', ids: [middle] }),
    );
  });

  on('draws of a large picture only what is touched as elements, and all of it on a canvas', async (map) => {
    const long = Array.from({ length: 200 }, (_, i) => [
      `r${i} -logged-> x:v${i}`,
      `x:v${i} -used-> r${i + 1}`,
    ]);
    const { page } = map;
    await map.show(allOf(lineage(...long.flat()), 'run:nothing'));
    await eventually(async () => assert.deepEqual(await titles(map), ['r0']));
    const painted = () =>
      page.evaluate<boolean>(`(() => {
        const sheet = document.querySelector('canvas.sheet:not([hidden])');
        return sheet.getContext('2d').getImageData(0, 0, sheet.width, sheet.height).data.some(Boolean);
      })()`);
    await eventually(async () => assert.ok(await painted()));
    await tile(map, 'r0').focus();
    await page.keyboard.press('0');
    // There and back brings both tiles into sight: the map stands still from here on.
    for (const key of ['ArrowRight', 'ArrowLeft', 'ArrowRight']) await page.keyboard.press(key);
    await eventually(async () =>
      assert.equal(await page.locator('.tile:focus').getAttribute('data-title'), 'x:v0'),
    );
    const box = await tile(map, 'x:v0').boundingBox();
    assert.ok(box);
    await page.keyboard.press('ArrowLeft');
    await eventually(async () => assert.deepEqual(await titles(map), ['r0']));
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await eventually(async () =>
      assert.equal(await page.locator('.tile.selected').getAttribute('data-title'), 'x:v0'),
    );
    const camera = () => page.locator('#map .world').getAttribute('transform');
    const before = await camera();
    await page.locator('#minimap').click({ position: { x: 100, y: 6 } });
    await eventually(async () => assert.notEqual(await camera(), before));
    await page.keyboard.press('Control+f');
    await page.keyboard.type('x:v17');
    await page.keyboard.press('Enter');
    await eventually(async () =>
      assert.equal(await page.locator('.tile.found-now').getAttribute('data-title'), 'x:v17'),
    );
  });

  on('keeps what a reader looks at where it is, though nothing is in focus', async (map) => {
    const { page } = map;
    const sweeps = Array.from({ length: 20 }, (_, i) => [
      `r${i} -logged-> x:v${i}`,
      ...Array.from({ length: 9 }, (_, j) => `x:v${i} -used-> train-${i}-${j}`),
      `x:v${i} -used-> r${i + 1}`,
    ]);
    await map.show(allOf(lineage(...sweeps.flat()), 'run:nothing'));
    await page.locator('g.tile').first().focus();
    for (let step = 0; step < 8; step++) await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Space');
    const held = page.locator('.tile.selected');
    const title = await held.getAttribute('data-title');
    const before = await held.boundingBox();
    await page.getByRole('button', { name: 'View options' }).click();
    await page.getByLabel('Gather what is alike').uncheck();
    await eventually(async () =>
      assert.match((await page.locator('#live').textContent()) ?? '', /181 new, 20 gone/),
    );
    assert.equal(await held.getAttribute('data-title'), title);
    const after = await held.boundingBox();
    assert.ok(before && after);
    const apart = Math.hypot(before.x - after.x, before.y - after.y);
    assert.ok(apart < 60, `${title} went ${apart} pixels`);
  });

  on('tells all about what is selected, to be copied and followed', async (map) => {
    await map.show(allOf(guide, model));
    await tile(map, 'vague-morning-5').click();
    const id = 'run:ada/mnist/vague-morning-5';
    await eventually(async () =>
      assert.deepEqual((await map.posted()).at(-1), { type: 'select', id, details: true }),
    );
    const link = { type: 'place', at: 0 } as const;
    await map.send({
      type: 'details',
      details: {
        id,
        sections: [
          { title: '', facts: [{ label: 'Declared', value: 'train.py:10', link }] },
          {
            title: 'Config',
            facts: [
              { label: 'lr', value: '0.1' },
              { label: 'depth', value: '<b>3</b>' },
            ],
          },
        ],
      },
    });
    const details = map.page.locator('#details');
    await details.getByRole('button', { name: 'train.py:10' }).click();
    await details.getByRole('button', { name: 'Copy Config' }).click();
    await eventually(async () =>
      assert.deepEqual((await map.posted()).slice(-2), [
        { type: 'follow', id, link },
        { type: 'copy', text: 'lr: 0.1\ndepth: <b>3</b>' },
      ]),
    );
    await details.getByRole('button', { name: /mnist_model:v0/ }).click();
    await eventually(async () => assert.equal(await details.locator('.sections > *').count(), 0));
  });

  on('says beside a selected tile what its signs stand for', async (map) => {
    const picture = allOf(guide, model);
    const facts = { moved: [{ asked: 'mnist_model:latest', now: 'v5' }], newer: ['mnist_model:v5'] };
    const tiles = picture.tiles.map((it) => (it.title === 'serene-haze-6' ? { ...it, ...facts } : it));
    await map.show({ ...picture, tiles });
    await tile(map, 'serene-haze-6').click();
    const said = map.page.locator('#details .known');
    await eventually(async () =>
      assert.deepEqual((await said.allTextContents()).slice(1), [
        'mnist_model:latest has moved to v5',
        'Newer version of an input: mnist_model:v5',
      ]),
    );
  });

  on('rings what the caret is on, also inside a cluster', async (map) => {
    await map.show(allOf(guide, model));
    await map.send({ type: 'ring', ids: [model] });
    const ringed = async () => await map.page.locator('.tile.ringed').evaluateAll((all) => all.length);
    await eventually(async () => assert.equal(await ringed(), 1));
    const sweep = Array.from({ length: 9 }, (_, i) => `data:v0 -used-> train-${i}`);
    await map.show(allOf(lineage(...sweep), 'version:ada/mnist/data:v0'));
    await map.send({ type: 'ring', ids: ['run:ada/mnist/train-3'] });
    await eventually(async () =>
      assert.equal(await map.page.locator('.tile.ringed').getAttribute('data-title'), '9 runs'),
    );
  });

  on('tells the editor’s own menu what it is asked on', async (map) => {
    await map.show(allOf(guide, model));
    const context = async () =>
      JSON.parse((await map.page.locator('#stage').getAttribute('data-vscode-context')) ?? '{}');
    await tile(map, 'vague-morning-5').click({ button: 'right' });
    assert.deepEqual(await context(), {
      preventDefaultContextMenuItems: true,
      node: 'run:ada/mnist/vague-morning-5',
      lineageTile: 'node run',
    });
    await map.page.locator('#map').click({ button: 'right', position: { x: 5, y: 5 } });
    assert.equal((await context()).lineageTile, 'none');
  });

  on('says what is the matter and what can be done', async (map) => {
    await map.send({ type: 'busy', text: 'Reading…' });
    await map.page.getByRole('button', { name: 'Stop' }).click();
    const notices = [{ tone: 'error', text: 'No answer.', ways: ['retry', 'openLog'] }] as const;
    await map.show({ focus: null, tiles: [], arrows: [], ties: [], notices });
    await map.page.getByRole('button', { name: 'Try Again' }).click();
    await map.show({ focus: null, tiles: [], arrows: [], ties: [], notices: [] });
    await map.page.getByRole('button', { name: 'Connect to W&B' }).click();
    await eventually(async () =>
      assert.deepEqual(
        (await map.posted()).flatMap((message) => (message.type === 'way' ? [message.way] : [])),
        ['cancel', 'retry', 'connect'],
      ),
    );
  });

  on('compares two in one picture, with a list of what differs that leads to the tiles', async (map) => {
    const before = 'version:ada/mnist/net:v0';
    const after = 'version:ada/mnist/net:v1';
    const both = lineage(
      'data:v0 -used-> first',
      'data:v1 -used-> second',
      'first -logged-> net:v0',
      'second -logged-> net:v1',
    );
    const comparison = compare(both, before, after);
    assert.ok(comparison);
    const walked = { lineage: both, known: both, focus: after, truncated: false } as const;
    const { page } = map;
    await map.show(pictureOf(walked, [], english, { before, marks: comparison.marks }));
    await map.send({ type: 'listing', listing: comparisonListing(comparison, english) });
    await eventually(async () => assert.equal(await page.locator('.tile.mark-changed').count(), 6));
    const explained = page.locator('#legend li', { hasText: /^(added|removed|changed): / });
    await page.getByRole('button', { name: 'Legend' }).click();
    assert.equal(await explained.count(), 3);
    const list = page.locator('#details');
    await list.getByRole('button', { name: /data/ }).click();
    await eventually(async () =>
      assert.equal(await page.locator('.tile.selected').getAttribute('data-title'), 'data:v1'),
    );
    await list.getByRole('button', { name: 'Close' }).click();
    await list.getByRole('button', { name: 'Copy as Markdown' }).click();
    await list.getByRole('button', { name: 'Close' }).click();
    await eventually(async () => assert.ok(await list.isHidden()));
    assert.deepEqual(
      (await map.posted()).flatMap((message) => (message.type === 'listing' ? [message.wish] : [])),
      ['copy', 'close'],
    );
    await map.show(allOf(guide, model));
    await eventually(async () => assert.equal(await explained.count(), 0));
  });
});
