// The page's own words: English here, other languages from the host under the same keys.
import type { Words } from '../src/protocol.ts';

/** The host sends translations under these keys; `{0}` and `{1}` are filled in by the page. */
export const english = {
  map: 'Lineage map',
  mapHelp: 'Arrow keys move between tiles, Enter opens details, question mark lists all keys.',
  details: 'Details',
  close: 'Close',
  openCode: 'Open Code',
  openPage: 'Open in W&B',
  focus: 'Focus',
  focusHelp: 'Show the lineage around this',
  inputs: 'Comes from',
  outputs: 'Leads to',
  declaredOnly: 'Declared in code, never recorded',
  recordedOnly: 'Recorded, not found in code',
  declaredAndRecorded: 'Declared in code and recorded',
  open: 'More lineage may lie beyond: choose Focus to look further',
  emptyTitle: 'No lineage to show yet',
  emptyText:
    'Run Lineage: Show Lineage on an artifact name in code, or choose a run or an artifact in the tree.',
  zoomIn: 'Zoom In (+)',
  zoomOut: 'Zoom Out (\u2212)',
  actualSize: 'Actual Size (0)',
  fit: 'Fit All (F)',
  legend: 'Legend',
  keys: 'Keys (?)',
  keysTitle: 'Keys',
  keyArrows: 'go to the nearest tile',
  keyEnter: 'select and open details',
  keySpace: 'select',
  keyOpen: 'open code',
  keyZoom: 'zoom',
  keyActual: 'actual size',
  keyFit: 'fit all',
  keyEscape: 'clear',
  keyHelp: 'show these keys',
  run: 'Run',
  version: 'Artifact version',
  collection: 'Collection or registry',
  script: 'Script or notebook',
  used: 'used',
  logged: 'logged',
  linked: 'linked',
  tie: 'version of the collection',
  dashed: 'declared in code only',
  solid: 'recorded',
  both: 'recorded and declared in code',
  focused: 'in focus',
  more: 'more may lie beyond',
  hiddenUpstream: '{0} more upstream not shown',
  hiddenDownstream: '{0} more downstream not shown',
  expandUpstream: 'Show {0} more upstream',
  expandDownstream: 'Show {0} more downstream',
  collapse: 'Show less again',
  keyExpand: 'show more, or less again, on that side',
  keyExpandAll: 'show more on both sides',
  handle: 'so many are not shown: click to see them',
  shown: 'Showing {0} tiles and {1} arrows.',
  selected: '{0}. {1} upstream, {2} downstream.',
  cleared: 'Selection cleared.',
  list: 'Lineage as a list',
} as const;

export type Word = keyof typeof english;
export type Say = (word: Word, ...values: readonly (string | number)[]) => string;

/** Speaks the given translations, English where one is missing. */
export function speaker(words: Words): Say {
  return (word, ...values) =>
    (words[word] || english[word]).replace(/\{(\d)\}/g, (hole, index: string) =>
      String(values[Number(index)] ?? hole),
    );
}
