// The hover on an artifact name in code: what it resolves to, who made it and who used it.

import { graphOf } from '../lineage/graph.ts';
import type { ArtifactVersion, Edge, Lineage, LineageNode, NodeId } from '../lineage/model.ts';
import { type ArtifactName, isVersion } from '../lineage/name.ts';
import { titleOf } from '../lineage/title.ts';
import type { CodeReference } from '../python/codeReference.ts';
import { facts, versions } from './cardFacts.ts';
import { detailOf } from './looks.ts';
import { metricsOf } from './metrics.ts';
import { isPattern, shortName } from './names.ts';
import type { Card, Piece } from './piece.ts';
import { pinTo } from './problems/aliases.ts';
import type { Fix } from './problems/finding.ts';
import type { Resolved } from './resolve.ts';
import { ago, type Say } from './say.ts';

/** How many users or producers are named before the rest is counted. */
const shown = 3;
/** Outputs that are named of each user. */
const nestedShown = 2;
const metricsShown = 4;

/** `lineage` holds what is around the resolved nodes, and around those who made or used them; `now` is in milliseconds since 1970. */
export function cardOf(
  reference: CodeReference,
  resolved: readonly Resolved[],
  lineage: Lineage,
  now: number,
  say: Say,
): Card {
  const lines: (readonly Piece[])[] = [];
  if (resolved.length === 0) lines.push(unknownName(reference, say));
  if (resolved.length > 1) lines.push([{ text: say('One of {0} names:', resolved.length) }]);
  for (const { name, node, askedAt } of resolved.slice(0, shown))
    lines.push(
      ...(node ? known(reference, { name, node }, lineage, now, say) : missing(name, askedAt, now, say)),
    );
  if (resolved.length > shown) lines.push([{ text: say('and {0} more', resolved.length - shown) }]);
  return lines;
}

function unknownName(reference: CodeReference, say: Say): readonly Piece[] {
  return [
    {
      text:
        reference.value.kind === 'object'
          ? say('The artifact comes from an object whose origin the code does not show.')
          : say('The name is computed when the script runs; the code alone does not say it.'),
    },
  ];
}

function missing(
  name: ArtifactName,
  askedAt: number | undefined,
  now: number,
  say: Say,
): readonly (readonly Piece[])[] {
  const text = isPattern(name)
    ? say('a pattern: each * is known only when it runs')
    : askedAt === undefined
      ? say('not in the history read')
      : say('not in the history, read {0}', ago(askedAt, now, say));
  return [[{ text: shortName(name), style: 'strong' }, { text: ` · ${text}` }]];
}

function known(
  reference: CodeReference,
  { name, node }: { readonly name: ArtifactName; readonly node: LineageNode },
  lineage: Lineage,
  now: number,
  say: Say,
): readonly (readonly Piece[])[] {
  const graph = graphOf(lineage, node.id);
  const nodeAt = (id: NodeId) => lineage.nodes.get(id);
  const made = graph.edges(node.id, 'upstream').filter((edge) => edge.kind === 'logged');
  const used = graph.edges(node.id, 'downstream').filter((edge) => edge.kind === 'used');
  const linkedTo = graph.edges(node.id, 'downstream').filter((edge) => edge.kind === 'linked');
  const linkedFrom = graph.edges(node.id, 'upstream').filter((edge) => edge.kind === 'linked');
  const list = (label: string, edges: readonly Edge[], end: 'from' | 'to') =>
    edges.length === 0 ? [] : [people(label, edges, end, nodeAt, say)];
  const nested = (id: NodeId) =>
    graph.edges(id, 'downstream').flatMap(({ kind, to }) => (kind === 'logged' ? (nodeAt(to) ?? []) : []));
  const actions: Piece[] = [{ text: say('Show Lineage'), link: { to: 'lineage', node: node.id } }];
  const [line] = made.flatMap((edge) => edge.declared);
  if (line) actions.push({ text: say('Go to Producing Line'), link: { to: 'place', place: line } });
  if (node.kind === 'version') actions.push({ text: say('Compare'), link: { to: 'compare', node: node.id } });
  if ('url' in node && node.url)
    actions.push({ text: say('Open in W&B'), link: { to: 'page', url: node.url } });
  actions.push({ text: say('Copy Name'), link: { to: 'copy', node: node.id } });
  const pin = pinOf(reference, name, node, say);
  if (pin) actions.push({ text: pin.title, link: { to: 'fix', fix: pin } });
  const [maker] = made.flatMap(({ from }) => nodeAt(from) ?? []);
  const metrics = maker?.kind === 'run' ? metricsOf(maker, metricsShown) : [];
  return [
    [{ text: titleOf(node), style: 'strong' }, { text: ` · ${detailOf(node, say)}` }],
    ...facts(node, now, say),
    ...versions(node, graph, say),
    ...list(say('Logged by'), made, 'from'),
    ...(metrics.length > 0 && maker ? [[{ text: `${titleOf(maker)}: ${metrics.join(' · ')}` }]] : []),
    ...(used.length === 0 ? [] : [people(say('Used by'), used, 'to', nodeAt, say, nested)]),
    ...list(say('Linked to'), linkedTo, 'to'),
    ...list(say('Links'), linkedFrom, 'from'),
    ...(made.length === 0 && node.kind === 'version' ? [[{ text: makerUnseen(node, say) }]] : []),
    separated(actions),
  ];
}

function people(
  label: string,
  edges: readonly Edge[],
  end: 'from' | 'to',
  nodeAt: (id: NodeId) => LineageNode | undefined,
  say: Say,
  nested: (id: NodeId) => readonly LineageNode[] = () => [],
): readonly Piece[] {
  const pieces = edges.slice(0, shown).flatMap((edge): readonly Piece[] => {
    const node = nodeAt(edge[end]);
    if (!node) return [];
    const declared = edge.recorded.length === 0 ? say(' (declared, not recorded)') : '';
    return [
      { text: ', ' },
      { text: titleOf(node), link: { to: 'lineage', node: node.id } },
      ...(declared ? [{ text: declared }] : []),
      ...outputs(nested(node.id), say),
    ];
  });
  const rest = edges.length > shown ? [{ text: say(' and {0} more', edges.length - shown) }] : [];
  return [{ text: `${label} ` }, ...pieces.slice(1), ...rest];
}

function makerUnseen({ author }: ArtifactVersion, say: Say): string {
  return author === undefined ? say('Who logged it is unknown.') : say('Made by {0}, by no run.', author);
}

/** What one who used it made of it, in brackets. */
function outputs(nodes: readonly LineageNode[], say: Say): readonly Piece[] {
  if (nodes.length === 0) return [];
  const pieces = nodes
    .slice(0, nestedShown)
    .flatMap((node): readonly Piece[] => [
      { text: ', ' },
      { text: titleOf(node), link: { to: 'lineage', node: node.id } },
    ]);
  const rest = nodes.length > nestedShown ? say(' and {0} more', nodes.length - nestedShown) : '';
  return [{ text: ' (→ ' }, ...pieces.slice(1), { text: `${rest})` }];
}

/** Where the name says an alias, or nothing, what it means today can be written instead. */
function pinOf(reference: CodeReference, name: ArtifactName, node: LineageNode, say: Say): Fix | undefined {
  const asks = reference.relation === 'used' || reference.relation === 'read';
  const mutable = !name.alias || !isVersion(name.alias);
  if (!asks || !mutable || node.kind !== 'version' || !node.version) return undefined;
  return pinTo(reference, name, node.version, say);
}

function separated(actions: readonly Piece[]): readonly Piece[] {
  return actions.flatMap((action, index) => (index === 0 ? [action] : [{ text: ' · ' }, action]));
}
