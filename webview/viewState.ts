// What the page remembers of itself over a reload: camera, selection, open panels.
import { parseAliases, parseMode } from '../src/protocol/checks.ts';
import type { Mode } from '../src/protocol/messages.ts';
import type { ComparedAliases } from '../src/protocol/picture.ts';
import type { View } from './fit.ts';
import { parseShape } from './shape/parseShape.ts';
import { freshShape, type Shape } from './shape/shape.ts';

export interface ViewState {
  /** The focus that the camera belongs to. */
  readonly focus: string | null;
  /** What the focus is compared with. */
  readonly before: string | null;
  readonly aliases: ComparedAliases;
  /** A list stands beside the map. */
  readonly listed: boolean;
  readonly view: View | null;
  readonly selected: string | null;
  readonly details: boolean;
  readonly legend: boolean;
  readonly mode: Mode;
  /** How much of the picture around the focus is shown. */
  readonly shape: Shape;
}

export const freshState: ViewState = {
  focus: null,
  before: null,
  aliases: {},
  listed: false,
  view: null,
  selected: null,
  details: false,
  legend: false,
  mode: { follows: false, locked: false },
  shape: freshShape,
};

/** Reads what was saved by this or an older version of the page; what does not fit is forgotten. */
export function parseViewState(saved: unknown): ViewState {
  if (typeof saved !== 'object' || saved === null) return freshState;
  const { focus, before, aliases, listed, view, selected, details, legend, mode, shape } = saved as Record<
    string,
    unknown
  >;
  return {
    focus: typeof focus === 'string' ? focus : null,
    before: typeof before === 'string' ? before : null,
    aliases: parseAliases(aliases),
    listed: listed === true,
    view: parseView(view),
    selected: typeof selected === 'string' ? selected : null,
    details: details === true,
    legend: legend === true,
    mode: parseMode(mode),
    shape: parseShape(shape),
  };
}

function parseView(view: unknown): View | null {
  if (typeof view !== 'object' || view === null) return null;
  const { x, y, k } = view as Record<string, unknown>;
  return typeof x === 'number' &&
    typeof y === 'number' &&
    typeof k === 'number' &&
    [x, y, k].every(Number.isFinite) &&
    k > 0
    ? { x, y, k }
    : null;
}
