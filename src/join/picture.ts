// A walked lineage as the picture that the map draws: tiles, arrows, ties, and what to say above them.

import type { Mark } from '../lineage/compare.ts';
import { isGenerated, superseded } from '../lineage/fold.ts';
import { type Graph, graphOf } from '../lineage/graph.ts';
import { inert } from '../lineage/inert.ts';
import type { Lineage, LineageNode, NodeId } from '../lineage/model.ts';
import { movedOf } from '../lineage/moved.ts';
import { newerOf } from '../lineage/newer.ts';
import { titleOf } from '../lineage/title.ts';
import type { Walked } from '../lineage/walk.ts';
import type { ComparedAliases, Notice, Picture, Tile } from '../protocol/picture.ts';
import { markWord } from './listings.ts';
import { detailOf } from './looks.ts';
import { hasPast } from './past.ts';
import type { Say } from './say.ts';

/** What the focus is compared with, and whose each node is. */
export interface Compared {
  readonly before: NodeId;
  readonly marks: ReadonlyMap<NodeId, Mark>;
  readonly aliases?: ComparedAliases;
}

/**
 * All that a walk knows, neighbours aside included, so that the map can say what it does not show. Pure: the same walk
 * and notices give the same picture.
 */
export function pictureOf(
  walked: Walked,
  notices: readonly Notice[],
  say: Say,
  compared?: Compared,
): Picture {
  const { known: lineage, focus } = walked;
  const graph = graphOf(lineage, focus);
  const home = lineage.nodes.get(focus);
  const old = superseded(lineage);
  const newer = newerOf(lineage);
  const moved = movedOf(lineage);
  const tiles = [...lineage.nodes.values()].map((node): Tile => {
    const title = titleOf(node);
    const mark = markOf(compared, node.id);
    const detail = [mark && markWord(mark, say), detailOf(node, say, home)].filter(Boolean).join(' · ');
    const upstream = graph.edges(node.id, 'upstream').length;
    const downstream = graph.edges(node.id, 'downstream').length;
    const behind = newer.get(node.id);
    const elsewhere = moved.get(node.id);
    const registries = registriesOf(node, graph, lineage);
    return {
      id: node.id,
      kind: node.kind,
      title,
      detail,
      name: inert(node.name),
      // A registry's collection is drawn as one, whatever the type of what is linked to it.
      ...('type' in node &&
        node.type &&
        !(node.kind === 'collection' && node.holds === 'linked') && { type: inert(node.type) }),
      ...('state' in node && { state: node.state }),
      ...peopleFacts(node),
      ...(old.has(node.id) && { superseded: true }),
      ...(behind && { newer: behind.map(titleOf) }),
      ...(elsewhere && {
        moved: elsewhere.map(({ alias, now }) => ({
          asked: inert(`${now.name}:${alias}`),
          now: inert(now.version ?? titleOf(now)),
        })),
      }),
      ...(registries.length > 0 && { registries: registries.map(titleOf) }),
      ...(isGenerated(node) && { generated: true }),
      declared: node.declared.length > 0,
      recorded: node.recorded.length > 0,
      open: lineage.open.has(node.id),
      hasCode: node.declared.length > 0,
      hasPage: 'url' in node && !!node.url,
      ...(mark && { mark }),
      ...(hasPast(node) && { hasPast: true }),
      label: [
        `${kindWord(node, say)} ${title}`,
        detail,
        say('{0} upstream', upstream),
        say('{0} downstream', downstream),
      ]
        .filter(Boolean)
        .join(', '),
    };
  });
  return {
    focus: lineage.nodes.has(focus) ? focus : null,
    ...(compared && { before: compared.before, aliases: compared.aliases ?? {} }),
    tiles,
    arrows: lineage.edges.map(({ kind, from, to, declared, recorded }) => ({
      kind,
      from,
      to,
      declared: declared.length > 0,
      recorded: recorded.length > 0,
    })),
    ties: graph.ties,
    notices,
  };
}

function registriesOf(node: LineageNode, graph: Graph, { nodes }: Lineage): readonly LineageNode[] {
  if (node.kind !== 'version') return [];
  return graph.edges(node.id, 'downstream').flatMap(({ kind, to }) => {
    const target = kind === 'linked' ? nodes.get(to) : undefined;
    return target ? [target] : [];
  });
}

function markOf(compared: Compared | undefined, id: NodeId): Tile['mark'] {
  const mark = compared?.marks.get(id);
  return mark === 'both' ? undefined : mark;
}

/** What pictures are narrowed and gathered by. */
function peopleFacts(node: LineageNode): Pick<Tile, 'jobType' | 'program' | 'aliases' | 'author' | 'at'> {
  if (node.kind === 'run') {
    const { jobType, program, user: author, startedAt: at } = node;
    return defined({ jobType, program, author, at });
  }
  if (node.kind !== 'version') return {};
  const { aliases, author, createdAt: at } = node;
  return defined({ aliases, author, at });
}

/** What a filter lists is read by people too. */
function inertly(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inertly);
  return typeof value === 'string' ? inert(value) : value;
}

function defined<T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const shown = Object.entries(facts)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => [key, inertly(value)]);
  return Object.fromEntries(shown) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

export function kindWord(node: LineageNode, say: Say): string {
  switch (node.kind) {
    case 'run':
      return say('Run');
    case 'version':
      return say('Artifact');
    case 'collection':
      return node.holds === 'linked' ? say('Registry collection') : say('Artifact collection');
    case 'script':
      return say('Script');
  }
}
