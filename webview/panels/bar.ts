// The bar above the map: how far it shows each way, and what it is narrowed to.
import type { Direction } from '../../src/lineage/graph.ts';
import type { Tile } from '../../src/protocol/picture.ts';
import { button, element, icon } from '../dom.ts';
import { parseDepth } from '../shape/parseShape.ts';
import type { Depth, Shape } from '../shape/shape.ts';
import type { Say, Word } from '../words.ts';
import { filterButton } from './filterButton.ts';
import { optionsButton } from './options.ts';

export interface BarActions {
  shape(shape: Shape): void;
  find(): void;
  /** Shows everything around the focus again. */
  leavePath(): void;
}

const depths: readonly Depth[] = ['auto', 0, 1, 2, 3, 5, 10, 'all'];

/**
 * Fills the bar; `tiles` are all that could be shown, `path` names the two tiles between which the map shows what lies.
 * Without a focus everything is shown, and there is nothing to be near to.
 */
export function fillBar(
  bar: HTMLElement,
  shape: Shape,
  tiles: readonly Tile[],
  path: readonly [string, string] | undefined,
  hasFocus: boolean,
  say: Say,
  actions: BarActions,
): void {
  bar.setAttribute('aria-label', say('bar'));
  const held = heldIn(bar);
  bar.replaceChildren(
    ...(path ? [pathChip(path, say, actions)] : hasFocus ? [depthOf('upstream'), depthOf('downstream')] : []),
    button(
      { class: 'icon', title: say('findKey'), 'aria-label': say('findKey') },
      actions.find,
      icon('search'),
    ),
    filterButton(shape.filter, tiles, say, (filter) => actions.shape({ ...shape, filter })),
    optionsButton(shape, say, actions.shape),
  );
  if (held) takeUp(bar, held);

  function depthOf(direction: Direction): HTMLElement {
    const choice = element(
      'select',
      {
        id: `depth-${direction}`,
        title: say(direction === 'upstream' ? 'depthUpstream' : 'depthDownstream'),
      },
      ...depths.map((depth) => {
        const option = element('option', { value: String(depth) }, depthWord(depth, say));
        option.selected = depth === shape[direction];
        return option;
      }),
    );
    choice.addEventListener('change', () =>
      actions.shape({ ...shape, [direction]: parseDepth(choice.value) }),
    );
    return element(
      'label',
      { class: 'depth' },
      icon(direction === 'upstream' ? 'arrow-left' : 'arrow-right'),
      element('span', {}, say(direction)),
      choice,
    );
  }
}

/** Where the keyboard is in the bar: filling the bar anew must not throw anybody out of it. */
interface Held {
  readonly selector: string;
  /** The place among the popups of the one that is open around it; -1: none. */
  readonly popup: number;
}

function heldIn(bar: HTMLElement): Held | undefined {
  const { activeElement: held } = document;
  if (!(held instanceof HTMLElement) || !bar.contains(held)) return undefined;
  const { option } = held.dataset;
  const popup = popupsOf(bar).findIndex((it) => it.contains(held));
  if (option) return { selector: `[data-option="${option}"]`, popup };
  return held.id ? { selector: `#${held.id}`, popup } : undefined;
}

function takeUp(bar: HTMLElement, { selector, popup }: Held): void {
  const toggle = popupsOf(bar)[popup]?.querySelector('button');
  toggle?.click();
  const control = bar.querySelector<HTMLElement>(selector);
  // What it held is gone: its popup closes again.
  if (!control) toggle?.click();
  (control ?? toggle)?.focus();
}

function popupsOf(bar: HTMLElement): readonly HTMLElement[] {
  return [...bar.querySelectorAll<HTMLElement>('.popper')];
}

function pathChip([from, to]: readonly [string, string], say: Say, { leavePath }: BarActions): HTMLElement {
  return element(
    'span',
    { class: 'narrowed' },
    icon('git-commit'),
    element('span', {}, say('path', from, to)),
    button(
      { class: 'icon', title: say('leavePath'), 'aria-label': say('leavePath') },
      leavePath,
      icon('close'),
    ),
  );
}

function depthWord(depth: Depth, say: Say): string {
  const words: Readonly<Record<string, Word>> = {
    auto: 'depthAuto',
    all: 'depthAll',
    0: 'depthNone',
    1: 'depthOne',
  };
  const word = words[depth];
  return word ? say(word) : say('depthSteps', depth);
}
