// What is marked on the map: the selected tile with what it reaches, what was found, and where the keyboard and the editor are.
import { onTheWay, type Reach, reach } from '../reach.ts';
import type { PlacedArrow } from '../scene.ts';

export interface Marks {
  readonly selected: string | null;
  /** Ancestors and descendants of the selected tile. */
  readonly around: Reach;
  readonly found: ReadonlySet<string>;
  /** The one that the finder is at. */
  readonly foundNow: string | null;
  /** What the caret in the editor is on. */
  readonly ringed: ReadonlySet<string>;
  /** The tile that Tab leads to. */
  readonly tabStop: string | null;
}

const nowhere: Reach = { upstream: new Set(), downstream: new Set() };

export const noMarks: Marks = {
  selected: null,
  around: nowhere,
  found: new Set(),
  foundNow: null,
  ringed: new Set(),
  tabStop: null,
};

export function withSelected(marks: Marks, id: string | null, arrows: readonly PlacedArrow[]): Marks {
  const edges = arrows.map(({ arrow }) => arrow);
  return { ...marks, selected: id, around: id === null ? nowhere : reach(edges, id) };
}

/** The selection has nothing to do with this tile. */
export function isDim({ selected, around }: Marks, id: string): boolean {
  return selected !== null && id !== selected && !around.upstream.has(id) && !around.downstream.has(id);
}

/** The arrow lies on a way to or from the selected tile. */
export function isLit({ selected, around }: Marks, { arrow }: PlacedArrow): boolean {
  return selected !== null && onTheWay(around, selected, arrow);
}
