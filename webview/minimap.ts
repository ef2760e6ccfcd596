// A small picture of the whole map in its corner: where the window is, and a way to move it.
import type { View } from './fit.ts';
import { look, type Tone } from './icons.ts';
import type { PlacedTile, Scene } from './scene.ts';
import { whenThemeChanges } from './theme.ts';

export interface Minimap {
  draw(scene: Scene): void;
  /** The camera has moved, or the window has another size. */
  move(view: View, window: { readonly width: number; readonly height: number }): void;
  /** What it covers of the map's corner with the tools beside it; pixels. */
  room(): { readonly width: number; readonly height: number };
}

/** The most that it takes of the map's corner, and a rim within; pixels. */
const most = { width: 168, height: 112 };
const rim = 6;

/** `goTo` puts a point of the picture into the window's middle. */
export function createMinimap(holder: HTMLElement, goTo: (x: number, y: number) => void): Minimap {
  const canvas = document.createElement('canvas');
  const frame = document.createElement('div');
  frame.className = 'frame';
  holder.append(canvas, frame);
  let scene: Scene | undefined;
  let last: Parameters<Minimap['move']> | undefined;
  let scale = 1;
  let painted = false;

  function draw(next: Scene): void {
    scene = next;
    painted = false;
    if (last) move(...last);
  }

  function move(...where: Parameters<Minimap['move']>): void {
    last = where;
    const [view, window] = where;
    holder.hidden = !scene || scene.tiles.length === 0 || isWhole(scene, view, window);
    if (!scene || holder.hidden) return;
    if (!painted) paint(scene);
    const { width, height } = scene;
    const left = clamp(-view.x / view.k, width);
    const top = clamp(-view.y / view.k, height);
    const right = clamp((window.width - view.x) / view.k, width);
    const bottom = clamp((window.height - view.y) / view.k, height);
    frame.style.left = `${rim + left * scale}px`;
    frame.style.top = `${rim + top * scale}px`;
    frame.style.width = `${(right - left) * scale}px`;
    frame.style.height = `${(bottom - top) * scale}px`;
  }

  function paint({ tiles, width, height }: Scene): void {
    painted = true;
    scale = Math.min((most.width - 2 * rim) / width, (most.height - 2 * rim) / height);
    const size = { width: Math.ceil(width * scale) + 2 * rim, height: Math.ceil(height * scale) + 2 * rim };
    const density = devicePixelRatio;
    canvas.width = size.width * density;
    canvas.height = size.height * density;
    canvas.style.width = `${size.width}px`;
    canvas.style.height = `${size.height}px`;
    const context = canvas.getContext('2d');
    if (!context) return;
    context.setTransform(scale * density, 0, 0, scale * density, rim * density, rim * density);
    // Nothing is smaller than can be seen.
    const least = 1.2 / scale;
    for (const [tone, own] of byTone(tiles)) {
      context.fillStyle = colourOf(holder, tone);
      for (const { box } of own)
        context.fillRect(box.x, box.y, Math.max(box.width, least), Math.max(box.height, least));
    }
  }

  holder.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    holder.setPointerCapture(event.pointerId);
    follow(event);
  });
  holder.addEventListener('pointermove', (event) => {
    if (event.buttons & 1) follow(event);
  });

  function follow({ clientX, clientY }: PointerEvent): void {
    const { left, top } = canvas.getBoundingClientRect();
    goTo((clientX - left - rim) / scale, (clientY - top - rim) / scale);
  }

  whenThemeChanges(() => {
    painted = false;
    if (last) move(...last);
  });

  return {
    draw,
    move,
    room() {
      const { right, bottom } = (holder.offsetParent ?? holder).getBoundingClientRect();
      const { left, top, width } = holder.getBoundingClientRect();
      return width > 0 ? { width: right - left + rim, height: bottom - top + rim } : { width: 0, height: 0 };
    },
  };
}

/** Nothing of the picture lies outside the window. */
function isWhole(
  scene: Scene,
  { x, y, k }: View,
  window: { readonly width: number; readonly height: number },
): boolean {
  const slack = 1;
  return (
    x >= -slack &&
    y >= -slack &&
    x + scene.width * k <= window.width + slack &&
    y + scene.height * k <= window.height + slack
  );
}

function byTone(tiles: readonly PlacedTile[]): ReadonlyMap<Tone, readonly PlacedTile[]> {
  const groups = new Map<Tone, PlacedTile[]>();
  for (const item of tiles) {
    const { tone } = look(item.tile);
    const group = groups.get(tone);
    if (group) group.push(item);
    else groups.set(tone, [item]);
  }
  return groups;
}

function colourOf(holder: HTMLElement, tone: Tone): string {
  const probe = document.createElement('span');
  probe.className = `tone-${tone}`;
  probe.style.color = 'var(--accent)';
  holder.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
