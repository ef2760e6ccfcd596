// What is seen of a map, as rectangles on the screen, and what is wrong with it: text that does not fit, tiles and tools in each other's way.
import type { Frame, Page } from 'playwright-core';

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface SeenTile {
  readonly title: string;
  readonly focused: boolean;
  readonly body: Rect;
  /** Of its name, detail, age and state; null where it is not drawn. */
  readonly parts: Readonly<Record<'name' | 'detail' | 'age' | 'state', Rect | null>>;
}

interface Seen {
  readonly window: Rect;
  /** Those that are elements: of large pictures only what a reader has to do with. */
  readonly tiles: readonly SeenTile[];
  readonly large: boolean;
  /** What lies over the map, by id. */
  readonly over: Readonly<Record<string, Rect>>;
  readonly controls: readonly { readonly name: string; readonly box: Rect; readonly reached: boolean }[];
}

/** Half a pixel is nobody's business. */
const slack = 1;

/** Everything in one look, since the map may be drawn again at any time. */
function look(page: Page | Frame): Promise<Seen> {
  return page.evaluate<Seen>(`(() => {
    const rect = (element) => {
      const box = element?.getBoundingClientRect();
      if (!box || box.width === 0 || box.height === 0) return null;
      const { left, top, right, bottom } = box;
      return { left, top, right, bottom };
    };
    const part = (tile, name) => (tile.querySelector('.' + name)?.textContent || name === 'state'
      ? rect(tile.querySelector('.' + name)) : null);
    const tiles = [...document.querySelectorAll('g.tile:not(.leaving)')].map((tile) => ({
      title: tile.dataset.title,
      focused: tile.classList.contains('focused'),
      body: rect(tile.querySelector('.body')),
      parts: Object.fromEntries(['name', 'detail', 'age', 'state'].map((name) => [name, part(tile, name)])),
    }));
    const over = [...document.querySelectorAll('#bar, #tools, #minimap, #legend, #finder, #notices > li')]
      .flatMap((element, index) => {
        const box = rect(element);
        return box ? [[element.id || 'notice ' + index, box]] : [];
      });
    const controls = [...document.querySelectorAll('#bar button, #bar select, #tools button')]
      .flatMap((control) => {
        const box = rect(control);
        if (!box) return [];
        const at = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
        return [{ name: control.title || control.id || control.textContent, box, reached: control.contains(at) }];
      });
    return {
      window: rect(document.querySelector('#stage')),
      tiles,
      large: document.querySelector('#map').classList.contains('large'),
      over: Object.fromEntries(over),
      controls,
    };
  })()`);
}

/** What a person would call broken, each in a sentence; nothing is found where all is well. */
export async function faultsSeen(page: Page | Frame): Promise<readonly string[]> {
  const seen = await look(page);
  const { window, tiles, controls } = seen;
  const focus = tiles.find(({ focused }) => focused);
  return [
    ...tiles.flatMap(overflow),
    ...(focus && !within(focus.body, window) ? [`The focus ${focus.title} is not in sight.`] : []),
    ...covered(seen),
    ...controls.filter(({ box }) => !within(box, window)).map(({ name }) => `${name} is cut off.`),
    ...controls.filter(({ reached }) => !reached).map(({ name }) => `${name} cannot be clicked.`),
  ];
}

function overflow({ title, body, parts: { name, detail, age, state } }: SeenTile): readonly string[] {
  const texts = [name, detail, age].filter((it) => it !== null);
  return [
    ...(texts.some((text) => text.left < body.left || text.right > body.right + slack)
      ? [`Text sticks out of ${title}.`]
      : []),
    ...(detail && age && detail.right > age.left + slack ? [`Detail and age of ${title} overlap.`] : []),
    ...(name && state && meet(name, state) ? [`The state of ${title} lies over its name.`] : []),
  ];
}

/** Where all of a picture is seen none of its tiles lies below anything; of a larger one the focus does not. */
function covered({ window, tiles, large, over }: Seen): readonly string[] {
  const whole = !large && tiles.every(({ body }) => within(body, window));
  return tiles
    .filter(({ focused }) => focused || whole)
    .flatMap(({ title, body }) =>
      Object.entries(over).flatMap(([name, box]) => (meet(body, box) ? [`${name} covers ${title}.`] : [])),
    );
}

function meet(a: Rect, b: Rect): boolean {
  return (
    a.left < b.right - slack &&
    b.left < a.right - slack &&
    a.top < b.bottom - slack &&
    b.top < a.bottom - slack
  );
}

function within(box: Rect, around: Rect): boolean {
  return (
    box.left >= around.left - slack &&
    box.top >= around.top - slack &&
    box.right <= around.right + slack &&
    box.bottom <= around.bottom + slack
  );
}
