// The filter behind a button of the bar: one choice for each facet that the picture offers, and whether others go or fade.
import type { Tile } from '../../src/protocol/picture.ts';
import { button, element } from '../dom.ts';
import { type Facet, type Filter, facets, isFiltering, noFilter, offered } from '../shape/filter.ts';
import type { Say, Word } from '../words.ts';
import { popup } from './popup.ts';

const day = 86_400_000;
const spans: readonly (readonly [days: number, word: Word])[] = [
  [1, 'lastDay'],
  [7, 'lastWeek'],
  [31, 'lastMonth'],
  [366, 'lastYear'],
];

type Change = (filter: Filter) => void;

export function filterButton(filter: Filter, tiles: readonly Tile[], say: Say, change: Change): HTMLElement {
  const on = isFiltering(filter);
  return popup(on ? 'filter-filled' : 'filter', say('filter'), on, () => choices(filter, tiles, say, change));
}

function choices(filter: Filter, tiles: readonly Tile[], say: Say, change: Change): readonly HTMLElement[] {
  const hide = element('input', { type: 'checkbox', 'data-option': 'hide' });
  hide.checked = filter.hide;
  hide.addEventListener('change', () => change({ ...filter, hide: hide.checked }));
  const clear = button(
    { 'data-option': 'clear' },
    () => change({ ...noFilter, hide: filter.hide }),
    say('clearFilter'),
  );
  return [
    ...facets.flatMap((facet) => facetChoice(facet, filter, tiles, say, change)),
    select('since', say('since'), sinceChoices(filter, say), String(filter.since ?? ''), (chosen) =>
      change({ ...filter, since: chosen === '' ? null : sinceOf(chosen) }),
    ),
    element('label', {}, hide, element('span', {}, say('hideOthers'))),
    ...(isFiltering(filter) ? [clear] : []),
  ];
}

/** None where the picture leaves no choice. */
function facetChoice(
  facet: Facet,
  filter: Filter,
  tiles: readonly Tile[],
  say: Say,
  change: Change,
): readonly HTMLElement[] {
  const values = offered(tiles, facet);
  const value = filter.wanted[facet] ?? '';
  if (values.length < 2 && value === '') return [];
  const known = values.map(([name, count]) => [name, `${valueWord(facet, name, say)} (${count})`] as const);
  return [
    select(facet, say(facet), [['', say('any')], ...known], value, (chosen) => {
      const { [facet]: _before, ...others } = filter.wanted;
      change({ ...filter, wanted: chosen === '' ? others : { ...others, [facet]: chosen } });
    }),
  ];
}

/** A span that was chosen before is kept as the moment it meant. */
function sinceChoices({ since }: Filter, say: Say): readonly (readonly [string, string])[] {
  const kept = since === null ? [] : [[String(since), new Date(since).toLocaleDateString()] as const];
  return [['', say('any')], ...kept, ...spans.map(([days, word]) => [`days ${days}`, say(word)] as const)];
}

function sinceOf(chosen: string): number {
  const days = /^days (\d+)$/.exec(chosen)?.[1];
  return days === undefined ? Number(chosen) : Date.now() - Number(days) * day;
}

function select(
  name: string,
  label: string,
  choices: readonly (readonly [value: string, text: string])[],
  value: string,
  change: (value: string) => void,
): HTMLElement {
  const list = element(
    'select',
    { 'data-option': name },
    ...choices.map(([own, text]) => {
      const option = element('option', { value: own }, text);
      option.selected = own === value;
      return option;
    }),
  );
  list.addEventListener('change', () => change(list.value));
  return element('label', { class: 'facet' }, element('span', {}, label), list);
}

/** What the page says in words of its own; all else is called as its tracker calls it. */
const words: Readonly<Partial<Record<Facet, Readonly<Record<string, Word>>>>> = {
  kind: { run: 'run', version: 'version', collection: 'collection', script: 'script' },
  state: {
    running: 'running',
    finished: 'finished',
    failed: 'failed',
    crashed: 'crashed',
    killed: 'killed',
    pending: 'pending',
    deleted: 'deleted',
    unknown: 'stateUnknown',
  },
};

function valueWord(facet: Facet, value: string, say: Say): string {
  const word = words[facet]?.[value];
  return word ? say(word) : value;
}
