// The map as a person finds it: the tiles and arrows inside the webview's nested frames, and the details beside them.
import type { Frame, Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import { textOf } from './text.ts';

export interface Tile {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  /** Where its left edge is in the map's frame, in pixels. */
  readonly x: number;
}

export interface Arrow {
  /** Titles of the tiles at its two ends. */
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly declared: boolean;
  readonly recorded: boolean;
}

export interface LineageMap {
  readonly tiles: () => Promise<readonly Tile[]>;
  readonly arrows: () => Promise<readonly Arrow[]>;
  /** Clicks the tile with this title. */
  readonly click: (title: string) => Promise<void>;
  /** The text of the details panel. */
  readonly details: () => Promise<string>;
  /** The frame itself, for what is not said above. */
  readonly frame: Frame;
}

/** Waits for the map with at least one tile. */
export async function lineageMap(page: Page): Promise<LineageMap> {
  const frame = await eventually(() => frameWith(page, 'g.tile[data-id]'));
  return {
    frame,
    tiles: () => readTiles(frame),
    arrows: () => readArrows(frame),
    click: (title) => frame.locator(`g.tile[data-title="${title}"]`).first().click(),
    details: () => textOf(frame.locator('#details')),
  };
}

/** A webview is the innermost of two nested frames; frames come and go while it loads. */
async function frameWith(page: Page, selector: string): Promise<Frame> {
  for (const frame of page.frames()) {
    const count = await frame
      .locator(selector)
      .count()
      .catch(() => 0);
    if (count > 0) return frame;
  }
  throw new Error(`No webview shows ${selector}.`);
}

/** All in one look: the map is drawn again whenever a run goes on, and a tile of one moment is gone in the next. */
function readTiles(frame: Frame): Promise<readonly Tile[]> {
  return frame.locator('g.tile[data-id]:not(.leaving)').evaluateAll((tiles) =>
    tiles.map((tile) => ({
      id: tile.getAttribute('data-id') ?? '',
      kind: tile.getAttribute('data-kind') ?? '',
      title: tile.getAttribute('data-title') ?? '',
      x: tile.getBoundingClientRect().x,
    })),
  );
}

function readArrows(frame: Frame): Promise<readonly Arrow[]> {
  return frame.locator('path.arrow[data-from]').evaluateAll((arrows) =>
    arrows.map((arrow) => ({
      from: arrow.getAttribute('data-from-title') ?? '',
      to: arrow.getAttribute('data-to-title') ?? '',
      kind: arrow.getAttribute('data-kind') ?? '',
      declared: arrow.getAttribute('data-declared') === 'true',
      recorded: arrow.getAttribute('data-recorded') === 'true',
    })),
  );
}
