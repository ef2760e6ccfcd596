// A lineage as the JSON of lineage files and of `--format json`; documented in media/lineage.schema.json.

import { isContentId } from '../content.ts';
import type { Edge, Lineage, LineageNode, Place } from '../model.ts';

/** Moments are ISO 8601 in UTC, sizes are bytes, lines are 1-based; what is unknown is null or left out. */
export interface LineageJson {
  readonly nodes: readonly NodeJson[];
  readonly edges: readonly EdgeJson[];
  readonly truncated: boolean;
}

export interface NodeJson {
  readonly id: string;
  readonly kind: LineageNode['kind'];
  readonly name: string;
  readonly type: string | null;
  readonly version: string | null;
  readonly aliases: readonly string[];
  readonly state: string | null;
  readonly path: string | null;
  readonly line: number | null;
  readonly [detail: string]: unknown;
}

export interface EdgeJson {
  readonly kind: Edge['kind'];
  readonly from: string;
  readonly to: string;
  readonly declared: boolean;
  readonly recorded: boolean;
  /** The lines of code that declare the edge. */
  readonly declaredAt?: readonly PlaceJson[];
}

export interface PlaceJson {
  readonly path: string;
  readonly cell: number | null;
  readonly line: number;
}

/** Facts that are written as they are, under their own names. */
const plainFacts = [
  ...[
    'entity',
    'project',
    'key',
    'jobType',
    'group',
    'sweep',
    'tags',
    'runNotes',
    'user',
    'exitCode',
    'program',
    'args',
  ],
  ...[
    'commit',
    'remote',
    'config',
    'summary',
    'author',
    'linkAliases',
    'digest',
    'size',
    'fileCount',
    'description',
    'metadata',
    'holds',
  ],
  'blindTo',
] as const;
const moments = ['startedAt', 'endedAt', 'createdAt', 'expiresAt'] as const;

/** Turns a lineage into plain JSON; nothing of the machine (folders, hosts, pages of the tracker) goes with it. */
export function toJson(lineage: Lineage, truncated: boolean): LineageJson {
  return {
    nodes: [...lineage.nodes.values()].map((node) => nodeJson(node, lineage.open.has(node.id))),
    edges: lineage.edges.map((edge) => ({
      kind: edge.kind,
      from: edge.from,
      to: edge.to,
      declared: edge.declared.length > 0,
      recorded: edge.recorded.length > 0,
      ...(edge.declared.length > 0 && { declaredAt: edge.declared.map(placeJson) }),
    })),
    truncated,
  };
}

function nodeJson(node: LineageNode, open: boolean): NodeJson {
  const facts = node as unknown as Readonly<Record<string, unknown>>;
  const [place] = node.declared;
  // A reader finds out itself what its content tells.
  const also = node.also.filter((id) => !isContentId(id));
  return {
    id: node.id,
    kind: node.kind,
    name: node.name,
    type: ('type' in node && node.type) || null,
    version: ('version' in node && node.version) || null,
    aliases: 'aliases' in node ? node.aliases : [],
    state: 'state' in node ? node.state : null,
    path: place?.path ?? (node.kind === 'script' ? node.path : null),
    line: place ? place.range.start.line + 1 : null,
    ...(place?.cell != null && { cell: place.cell }),
    ...Object.fromEntries(plainFacts.flatMap((key) => (facts[key] === undefined ? [] : [[key, facts[key]]]))),
    ...Object.fromEntries(
      moments.flatMap((key) => {
        const at = facts[key];
        return typeof at === 'number' ? [[key, new Date(at).toISOString()]] : [];
      }),
    ),
    ...(also.length > 0 && { also }),
    declared: node.declared.length > 0,
    recorded: node.recorded.length > 0,
    ...(open && { open }),
  };
}

function placeJson({ path, cell, range }: Place): PlaceJson {
  return { path, cell, line: range.start.line + 1 };
}
