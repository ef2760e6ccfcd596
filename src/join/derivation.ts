// How the scanner knew a name: the steps of its reading, each a link to its line.

import type { Place } from '../lineage/model.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { Card, Piece } from './piece.ts';
import type { Say } from './say.ts';

const stepsShown = 6;

/** How the scanner knew the name, each step a link to its line. */
export function derivationOf(reference: CodeReference, say: Say): Card {
  const { steps } = reference.value;
  if (steps.length === 0) return [];
  const links = steps
    .slice(0, stepsShown)
    .flatMap((step): readonly Piece[] => [
      { text: ' → ' },
      { text: step.text, style: 'code' },
      { text: ' ' },
      { text: whereText(step.at, reference.callAt, say), link: { to: 'place', place: step.at } },
    ]);
  return [[{ text: say('Name read from the code:') }, { text: ' ' }, ...links.slice(1)]];
}

/** As short as it can be seen from the call. */
function whereText({ path, cell, range }: Place, from: Place, say: Say): string {
  const line = range.start.line + 1;
  if (path !== from.path) return `${path.split('/').at(-1)}:${line}`;
  return cell === from.cell || cell === null
    ? say('line {0}', line)
    : say('cell {0}, line {1}', cell + 1, line);
}
