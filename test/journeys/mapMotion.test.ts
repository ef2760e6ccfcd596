// How tiles move when the map grows, frame by frame: the clock of the page goes on by hand.
import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../support/hosts/chromium.ts';
import { type MapPage, openMapPage } from '../support/page/mapPage.ts';
import { pictureOfSize } from '../support/page/sizes.ts';
import { once } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';

type Point = readonly [x: number, y: number];

/** On the screen, in pixels. */
interface Frame {
  readonly tiles: Readonly<Record<string, { readonly at: Point; readonly end: Point }>>;
  readonly arrows: readonly {
    readonly from: string;
    readonly to: string;
    readonly start: Point;
    readonly end: Point;
  }[];
}

/** Milliseconds of a frame, and frames by which everything has arrived. */
const tick = 16;
const enough = 20;

once('the map in motion', () => {
  let browser: Browser;
  before(async () => {
    browser = await launchBrowser();
  });
  after(() => browser.close());

  async function grow(reducedMotion: boolean): Promise<readonly Frame[]> {
    const map: MapPage = await openMapPage({ browser, reducedMotion, clock: true });
    const { page } = map;
    await map.show(pictureOfSize(300, 'busiest'));
    await eventually(async () => assert.ok((await page.locator('g.tile').count()) > 10));
    await page.clock.pauseAt(Date.now() + 3_600_000);
    const before = await look(page);
    await page.evaluate(`(() => {
      const hidden = (handle) => Number(handle.dataset.words.slice(1)) || 0;
      const [most] = [...document.querySelectorAll('.handle .count')].sort((a, b) => hidden(b) - hidden(a));
      most.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    })()`);
    const frames = [before];
    for (let frame = 0; frame < enough; frame++) {
      await page.clock.runFor(tick);
      frames.push(await look(page));
    }
    await map.close();
    return frames;
  }

  it('moves what stays straight to its place, and its arrows with it', async () => {
    const frames = await grow(false);
    const [first, last] = [frames[0], frames.at(-1)];
    assert.ok(first && last);
    const staying = Object.keys(first.tiles).filter((id) => last.tiles[id]);
    const far = (id: string) => apart(at(first, id), at(last, id));
    assert.ok(Object.keys(last.tiles).length > staying.length, 'nothing is new');
    assert.ok(Math.max(...staying.map(far)) > 40, 'nothing moves');
    for (const id of staying) {
      let before = 0;
      for (const frame of frames) {
        const { along, aside } = progress(at(first, id), at(last, id), at(frame, id));
        assert.ok(aside < 0.8, `${id} leaves its way by ${aside}`);
        assert.ok(along > before - 1, `${id} goes back from ${before} to ${along}`);
        // At its fastest an eased way of 240 ms goes on by a fifth a frame.
        assert.ok(along - before < far(id) * 0.25 + 2, `${id} jumps from ${before} to ${along}`);
        before = along;
      }
    }
    for (const { tiles, arrows } of frames)
      for (const { from, to, start, end } of arrows) {
        const [source, target] = [tiles[from], tiles[to]];
        if (!source || !target) continue;
        assert.ok(Math.abs(start[0] - source.end[0]) < 3, `an arrow has left ${from}`);
        assert.ok(start[1] > source.at[1] - 2 && start[1] < source.end[1] + 2, `an arrow has left ${from}`);
        assert.ok(Math.abs(end[0] - target.at[0]) < 12, `an arrow has lost ${to}`);
        assert.ok(end[1] > target.at[1] - 2 && end[1] < target.end[1] + 2, `an arrow has lost ${to}`);
      }
  });

  it('is there at once for who asked for less motion', async () => {
    const frames = await grow(true);
    assert.deepEqual(frames[1], frames.at(-1));
    assert.notDeepEqual(frames[0], frames[1]);
  });
});

function at({ tiles }: Frame, id: string): Point {
  return tiles[id]?.at ?? [0, 0];
}

function apart([x, y]: Point, [otherX, otherY]: Point): number {
  return Math.hypot(x - otherX, y - otherY);
}

/** How far on the straight way from one point to another a third one is, and how far beside it. */
function progress(from: Point, to: Point, now: Point): { readonly along: number; readonly aside: number } {
  const length = apart(from, to);
  if (length < 0.5) return { along: 0, aside: apart(from, now) };
  const [x, y] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  const [right, down] = [now[0] - from[0], now[1] - from[1]];
  return { along: right * x + down * y, aside: Math.abs(right * y - down * x) };
}

function look(page: Page): Promise<Frame> {
  return page.evaluate<Frame>(`(() => {
    const tiles = Object.fromEntries([...document.querySelectorAll('g.tile:not(.leaving)')].map((tile) => {
      const { left, top, right, bottom } = tile.querySelector('.body').getBoundingClientRect();
      return [tile.dataset.id, { at: [left, top], end: [right, bottom] }];
    }));
    const arrows = [...document.querySelectorAll('path.arrow')].map((arrow) => {
      const screen = arrow.getScreenCTM();
      const on = (length) => {
        const { x, y } = arrow.getPointAtLength(length).matrixTransform(screen);
        return [x, y];
      };
      const { from, to } = arrow.dataset;
      return { from, to, start: on(0), end: on(arrow.getTotalLength()) };
    });
    return { tiles, arrows };
  })()`);
}
