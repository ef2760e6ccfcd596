// Pictures taken from the map's page: an SVG that stands alone, and pixels.

import assert from 'node:assert/strict';
import type { Browser } from 'playwright-core';
import type { Exported } from '../../src/protocol/messages.ts';
import { launchBrowser } from '../support/hosts/chromium.ts';
import { guide, lineage } from '../support/lineage/build.ts';
import { type MapPage, openMapPage } from '../support/page/mapPage.ts';
import { allOf } from '../support/page/pictures.ts';
import { once } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';

/** What an SVG holds. */
interface Read {
  readonly words: readonly string[];
  readonly heads: number;
  readonly title: string;
  readonly foreign: number;
  readonly outlines: readonly string[];
}

once('pictures taken from the map', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  async function exported(map: MapPage, as: Exported['as']): Promise<Exported> {
    await map.send({ type: 'export', as });
    return eventually(async () => {
      const last = (await map.posted()).at(-1);
      assert.ok(last?.type === 'exported' && last.exported?.as === as);
      return last.exported;
    });
  }

  it('say everything without the page: shapes, words, colours, icons, heads', async () => {
    const map = await openMapPage({ browser, reducedMotion: true });
    await map.show(allOf(guide, 'version:ada/mnist/mnist_model:v0'));
    const { content, ids } = await exported(map, 'svg');
    assert.equal(ids.length, 6);
    const { words, heads, title, foreign, outlines } = await map.page.evaluate<Read>(`(() => {
      const svg = new DOMParser().parseFromString(${JSON.stringify(content)}, 'image/svg+xml');
      const all = (selector) => [...svg.querySelectorAll(selector)];
      return {
        words: all('text').map((it) => it.textContent),
        heads: all('path[marker-end]').length,
        title: svg.querySelector('title')?.textContent,
        foreign: all('use, style, [class], [style], [tabindex], script, parsererror').length,
        outlines: all('path').map((it) => it.getAttribute('d')),
      };
    })()`);
    for (const { name } of guide.nodes.values())
      assert.ok(
        words.some((it) => it.includes(name)),
        name,
      );
    assert.equal(heads, 5);
    assert.equal(title, 'Lineage map: mnist_model:v0');
    assert.equal(foreign, 0);
    assert.ok(outlines.length > 20 && outlines.every((d) => d.startsWith('M')));
    assert.doesNotMatch(content, /var\(|color-mix|color\(|context-stroke|NaN|undefined/);
    await map.page.setContent(content);
    const size = await map.page.locator('svg').boundingBox();
    assert.ok(size && size.width > 400 && size.height > 80);
    await map.close();
  });

  it('are pixels of what is shown, clusters and all, whatever things are called', async () => {
    const map = await openMapPage({ browser, reducedMotion: true });
    const sweep = Array.from({ length: 9 }, (_, i) => `a<b>&"'é:v0 -used-> train-${i}`);
    await map.show(allOf(lineage(...sweep), `version:ada/mnist/a<b>&"'é:v0`));
    const { content, ids } = await exported(map, 'png');
    assert.equal(ids.length, 10);
    const bytes = Buffer.from(content, 'base64');
    assert.deepEqual([...bytes.subarray(1, 4)].map((it) => String.fromCharCode(it)).join(''), 'PNG');
    const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
    assert.ok(width > 600 && height > 150, `${width} × ${height}`);
    const nodes = await exported(map, 'nodes');
    assert.deepEqual(nodes, { as: 'nodes', ids, content: '' });
    await map.close();
  });
});
