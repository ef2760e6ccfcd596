// The forms in which a map can be taken elsewhere.

import { toDot } from '../lineage/export/dot.ts';
import { toJson } from '../lineage/export/json.ts';
import { toMermaid } from '../lineage/export/mermaid.ts';
import { toOpenLineageText } from '../lineage/export/openLineage.ts';
import { toProv } from '../lineage/export/prov.ts';
import type { EdgeKind, Lineage } from '../lineage/model.ts';
import type { Exported } from '../protocol/messages.ts';
import { relationWord } from './relationWord.ts';
import type { Say } from './say.ts';

export interface MapFormat {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Endings of its files, the usual one first. */
  readonly endings: readonly string[];
  /** What the page is asked for. */
  readonly as: Exported['as'];
  /** The file's text, made of what is shown; absent where the page draws it. `now` is in milliseconds since 1970. */
  readonly write?: (lineage: Lineage, now: number) => string;
}

/** Names this program in what it writes for others. */
const producer = 'urn:artifact-lineage';

export function mapFormats(say: Say): readonly MapFormat[] {
  const word = (kind: EdgeKind) => relationWord(kind, say);
  return [
    { id: 'svg', label: 'SVG', description: say('drawing'), endings: ['svg'], as: 'svg' },
    { id: 'png', label: 'PNG', description: say('picture'), endings: ['png'], as: 'png' },
    text('mermaid', 'Mermaid', say('flowchart for Markdown'), ['mmd', 'mermaid'], (lineage) =>
      toMermaid(lineage, word),
    ),
    text('dot', 'DOT', say('graph for Graphviz'), ['dot', 'gv'], (lineage) => toDot(lineage, word)),
    text('json', 'JSON', say('lineage file, which opens as a map'), ['lineage.json'], (lineage) =>
      pretty(toJson(lineage, lineage.open.size > 0)),
    ),
    text('openlineage', 'OpenLineage', say('events, one a line'), ['ndjson', 'jsonl'], (lineage, now) =>
      toOpenLineageText(lineage, { producer, now }),
    ),
    text('prov', 'PROV-JSON', say('provenance by the W3C'), ['prov.json'], (lineage) =>
      pretty(toProv(lineage)),
    ),
  ];
}

function text(
  id: string,
  label: string,
  description: string,
  endings: readonly string[],
  write: (lineage: Lineage, now: number) => string,
): MapFormat {
  return { id, label, description, endings, as: 'nodes', write };
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
