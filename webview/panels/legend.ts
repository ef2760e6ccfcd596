// What shapes, lines and marks on the map mean.
import type { Tile } from '../../src/protocol/picture.ts';
import { element, icon } from '../dom.ts';
import { fold, outline } from '../draw/shapes.ts';
import { changeGlyphs, stateLook, type Tone } from '../icons.ts';
import type { Say, Word } from '../words.ts';

const svgSpace = 'http://www.w3.org/2000/svg';
/** About as large as a tile, so that its shape is a tile's; shown at half its size. */
const sample = { width: 60, height: 32 };
const rim = 2;
const marks: readonly (readonly [NonNullable<Tile['mark']>, Word])[] = [
  ['after', 'markAfter'],
  ['before', 'markBefore'],
  ['changed', 'markChanged'],
];

/** States by their signs; what has the same sign stands in one row. */
const states: readonly (readonly Word[])[] = [
  ['finished'],
  ['running'],
  ['failed', 'crashed'],
  ['killed'],
  ['pending'],
  ['deleted'],
];

/** `compared`: the map shows two that are compared, and says of each tile whose it is. */
export function fillLegend(legend: HTMLElement, compared: boolean, say: Say): void {
  legend.setAttribute('aria-label', say('legend'));
  const row = (picture: Element, text: string) => element('li', {}, picture, element('span', {}, text));
  legend.replaceChildren(
    element('h2', {}, say('legend')),
    element(
      'ul',
      {},
      row(shape('run', 'run'), say('run')),
      row(shape('version', 'data'), say('version')),
      row(piled('collection', 'collection'), say('collection')),
      row(shape('script', 'script'), say('script')),
      row(piled('run', 'run'), say('clusterMany')),
      ...(compared ? marks.map(([mark, word]) => row(marked(mark), say(word))) : []),
      row(joined('run', 'run', 'used'), say('usedHelp')),
      row(joined('version', 'data', 'logged'), say('loggedHelp')),
      row(joined('collection', 'collection', 'linked'), say('linkedHelp')),
      row(stroke('solid'), say('solid')),
      row(stroke('dashed'), say('dashed')),
      row(stroke('dotted'), say('tie')),
      row(icon('code'), say('both')),
      row(icon('library'), say('inRegistry')),
      row(icon('arrow-circle-up'), say('newer')),
      row(icon('arrow-swap'), say('moved')),
      row(icon('target'), say('focused')),
      row(canvas([['stroke ringed', outline('version', sample)]]), say('ringed')),
      row(icon('ellipsis'), say('more')),
      row(element('span', { class: 'handle' }, '+2'), say('handle')),
      ...states.map((words) => row(sign(words[0]), words.map((word) => say(word)).join(', '))),
    ),
  );
}

function shape(kind: Tile['kind'], tone: Tone): SVGSVGElement {
  return canvas(
    [
      [`shape ${kind}`, outline(kind, sample)],
      ['fold', fold(kind, sample)],
    ],
    `tone-${tone}`,
  );
}

/** Two of them behind a third. */
function piled(kind: Tile['kind'], tone: Tone): SVGSVGElement {
  const card = { width: sample.width - 10, height: sample.height - 10 };
  return canvas(
    [10, 5, 0].map((shift) => [`shape ${kind}`, outline(kind, card, shift, 10 - shift)]),
    `tone-${tone}`,
  );
}

/** An arrow and what it leads to. */
function joined(kind: Tile['kind'], tone: Tone, style: string): SVGSVGElement {
  const target = { width: 24, height: 20 };
  const x = sample.width - target.width;
  return canvas(
    [
      [`stroke ${style}`, `M0,16H${x - 4}m-8,-6l8,6l-8,6`],
      ['shape', outline(kind, target, x, 6)],
    ],
    `tone-${tone}`,
  );
}

function sign(state: string | undefined): HTMLElement {
  const looks = stateLook(state);
  return element('span', { class: looks?.tone ?? '' }, ...(looks ? [icon(looks.glyph)] : []));
}

function marked(mark: NonNullable<Tile['mark']>): HTMLElement {
  return element('span', { class: `mark-${mark}` }, icon(changeGlyphs[mark]));
}

function stroke(style: string): SVGSVGElement {
  return canvas([[`stroke ${style}`, `M0,16H${sample.width}`]]);
}

function canvas(paths: readonly (readonly [style: string, d: string])[], tone = ''): SVGSVGElement {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('class', tone);
  const [width, height] = [sample.width + 2 * rim, sample.height + 2 * rim];
  svg.setAttribute('viewBox', `${-rim} ${-rim} ${width} ${height}`);
  svg.setAttribute('width', String(width / 2));
  svg.setAttribute('height', String(height / 2));
  svg.setAttribute('aria-hidden', 'true');
  for (const [style, d] of paths) {
    const path = document.createElementNS(svgSpace, 'path');
    path.setAttribute('class', style);
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
