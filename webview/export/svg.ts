// The picture as an SVG that stands alone: what is shown, as it is shown, without the page's style sheet and font.
import { select } from 'd3';
import { drawArrows, drawTies, drawWords } from '../draw/arrows.ts';
import { still } from '../draw/lines.ts';
import { drawTiles } from '../draw/tiles.ts';
import type { Scene } from '../scene.ts';
import type { Say } from '../words.ts';
import { type GlyphPath, glyphPath, glyphSize } from './glyphPaths.ts';
import { inline } from './inline.ts';

export interface Drawn {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

const space = 'http://www.w3.org/2000/svg';
/** Around the picture; pixels. */
const margin = 24;

export function svgOf(scene: Scene, focus: string | null, title: string, say: Say): Drawn {
  const [width, height] = [Math.ceil(scene.width + 2 * margin), Math.ceil(scene.height + 2 * margin)];
  const root = document.createElementNS(space, 'svg');
  root.setAttribute('class', 'exported');
  document.body.append(root);
  try {
    draw(root, scene, focus, say);
    counts(root);
    inline(root);
    icons(root);
    heads(root);
    const paper = document.createElementNS(space, 'rect');
    paper.setAttribute('width', '100%');
    paper.setAttribute('height', '100%');
    paper.setAttribute('fill', getComputedStyle(document.body).backgroundColor);
    const name = document.createElementNS(space, 'title');
    name.textContent = title;
    root.prepend(name, paper);
    root.removeAttribute('class');
    root.setAttribute('width', String(width));
    root.setAttribute('height', String(height));
    root.setAttribute('viewBox', `0 0 ${width} ${height}`);
    return { svg: `${new XMLSerializer().serializeToString(root)}\n`, width, height };
  } finally {
    root.remove();
  }
}

function draw(root: SVGSVGElement, scene: Scene, focus: string | null, say: Say): void {
  const world = select(root).append('g').attr('transform', `translate(${margin},${margin})`);
  const layer = (name: string) => world.append<SVGGElement>('g').attr('class', name);
  drawTies(layer('ties'), scene.ties, still);
  drawArrows(layer('arrows'), scene.arrows, still);
  drawWords(layer('words'), scene.arrows, say, 0);
  drawTiles(layer('tiles'), scene.tiles, focus, say, () => undefined, 0);
}

/** The words of handles are used on the page, written here. */
function counts(root: SVGSVGElement): void {
  for (const use of root.querySelectorAll<SVGUseElement>('use.count')) {
    const text = document.createElementNS(space, 'text');
    text.textContent = use.dataset.words ?? '';
    const facts = { class: 'count', 'dominant-baseline': 'central', 'text-anchor': 'middle' };
    for (const [name, value] of Object.entries(facts)) text.setAttribute(name, value);
    use.replaceWith(text);
  }
}

/** Icons are characters of a font on the page, outlines here. */
function icons(root: SVGSVGElement): void {
  for (const glyph of root.querySelectorAll('tspan')) if (!/\w/.test(glyph.textContent ?? '')) glyph.remove();
  for (const use of root.querySelectorAll('use')) {
    const glyph = glyphPath((use.getAttribute('href') ?? '').replace('#glyph-', ''));
    if (glyph) use.replaceWith(outlined(use, glyph));
    else use.remove();
  }
  for (const empty of root.querySelectorAll('path:not([d]), path[d=""]')) empty.remove();
}

function outlined(use: SVGUseElement, { d, rule }: GlyphPath): SVGPathElement {
  const path = document.createElementNS(space, 'path');
  const scale = Number.parseFloat(use.getAttribute('font-size') ?? '') / glyphSize || 1;
  const at = (name: 'x' | 'y') => Number(use.getAttribute(name) ?? 0) - (glyphSize * scale) / 2;
  path.setAttribute('d', d);
  path.setAttribute('fill-rule', rule);
  path.setAttribute('transform', `translate(${at('x')},${at('y')}) scale(${scale})`);
  path.setAttribute('fill', use.getAttribute('fill') ?? 'none');
  return path;
}

/** A head for each colour of lines: not every tool can give a head the colour of its line. */
function heads(root: SVGSVGElement): void {
  const names = new Map<string, string>();
  const defs = document.createElementNS(space, 'defs');
  for (const line of root.querySelectorAll('path[marker-end]')) {
    const colour = line.getAttribute('stroke') ?? 'none';
    const name = names.get(colour) ?? `head-${names.size}`;
    if (!names.has(colour)) defs.append(head(name, colour));
    names.set(colour, name);
    line.setAttribute('marker-end', `url(#${name})`);
  }
  root.prepend(defs);
}

function head(name: string, colour: string): SVGMarkerElement {
  const marker = document.createElementNS(space, 'marker');
  const facts = { id: name, viewBox: '0 -5 9 10', refX: 1, markerWidth: 9, markerHeight: 10 };
  for (const [key, value] of Object.entries({ ...facts, markerUnits: 'userSpaceOnUse', orient: 'auto' }))
    marker.setAttribute(key, String(value));
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', 'M0,-4.5L9,0L0,4.5Z');
  path.setAttribute('fill', colour);
  marker.append(path);
  return marker;
}
