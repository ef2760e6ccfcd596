// What shapes, lines and marks on the map mean.
import type { Tile } from '../../src/protocol/picture.ts';
import { element, icon } from '../dom.ts';
import { fold, outline } from '../draw/shapes.ts';
import { stateLook, type Tone } from '../icons.ts';
import type { Say, Word } from '../words.ts';

const svgSpace = 'http://www.w3.org/2000/svg';
const sample = { width: 30, height: 16 };
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

/** `compared`: the map shows two that are compared, and says by colours how. */
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
      row(shape('collection', 'collection'), say('collection')),
      row(shape('script', 'script'), say('script')),
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

/** An arrow and what it leads to. */
function joined(kind: Tile['kind'], tone: Tone, style: string): SVGSVGElement {
  const target = { width: 12, height: 10 };
  const x = sample.width - target.width;
  return canvas(
    [
      [`stroke ${style}`, `M0,8H${x - 2}m-4,-3l4,3l-4,3`],
      ['shape', outline(kind, target, x, 3)],
    ],
    `tone-${tone}`,
  );
}

function sign(state: string | undefined): HTMLElement {
  const looks = stateLook(state);
  return element('span', { class: looks?.tone ?? '' }, ...(looks ? [icon(looks.glyph)] : []));
}

function marked(mark: NonNullable<Tile['mark']>): SVGSVGElement {
  return canvas([['shape', outline('version', sample)]], `mark-${mark}`);
}

function stroke(style: string): SVGSVGElement {
  return canvas([[`stroke ${style}`, `M0,8H${sample.width}`]]);
}

function canvas(paths: readonly (readonly [style: string, d: string])[], tone = ''): SVGSVGElement {
  const svg = document.createElementNS(svgSpace, 'svg');
  svg.setAttribute('class', tone);
  svg.setAttribute('viewBox', `-1 -1 ${sample.width + 2} ${sample.height + 2}`);
  svg.setAttribute('width', String(sample.width + 2));
  svg.setAttribute('height', String(sample.height + 2));
  svg.setAttribute('aria-hidden', 'true');
  for (const [style, d] of paths) {
    const path = document.createElementNS(svgSpace, 'path');
    path.setAttribute('class', style);
    path.setAttribute('d', d);
    svg.append(path);
  }
  return svg;
}
