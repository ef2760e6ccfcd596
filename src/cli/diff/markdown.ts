// What changed in the declared lineage, as Markdown for a comment on the change: a count, lists, a picture.

import { type DeclaredDiff, type DeclaredEdge, type Fate, near } from '../../join/declaredDiff.ts';
import { codeSpan } from '../../lineage/export/codeSpan.ts';
import { type Line, mermaidChart } from '../../lineage/export/mermaid.ts';
import type { Edge, LineageNode, NodeId, Place } from '../../lineage/model.ts';

/** By this first line a comment of an earlier state is found again, to be replaced. */
const mark = '<!-- artifact-lineage diff -->';
/** Edges in the picture; GitHub draws at most 500, and people read fewer. */
const mostDrawn = 80;
/** Lines of one list; the rest is counted. */
const mostListed = 50;

const headings = [
  ['added', 'Added'],
  ['changed', 'Changed'],
  ['removed', 'Removed'],
] as const;
const verbs: Readonly<Record<Edge['kind'], string>> = { used: 'uses', logged: 'logs', linked: 'links' };
const lines: Readonly<Record<Fate, Omit<Line, 'label'> & { readonly sign: string }>> = {
  added: { arrow: '==>', colour: '#1a7f37', sign: '+ ' },
  changed: { arrow: '==>', colour: '#9a6700', sign: '~ ' },
  removed: { arrow: '-.->', colour: '#cf222e', sign: '- ' },
  same: { arrow: '-->', sign: '' },
};

/** Returns GitHub-flavoured Markdown, ending with a line break. Names are foreign text and stand in code spans. */
export function diffMarkdown(diff: DeclaredDiff): string {
  const { edges, orphaned, unknown } = diff;
  const counts = headings.flatMap(([fate]) => {
    const count = edges.filter((edge) => edge.fate === fate).length;
    return count > 0 ? [`${count} ${fate}`] : [];
  });
  const name = (id: NodeId) => diff.lineage.nodes.get(id)?.name ?? id;
  const out = [mark, `## Artifact lineage: ${counts.join(', ') || 'no change'}`];
  for (const id of orphaned)
    out.push('', `> **Warning:** no code logs ${codeSpan(name(id))} any more, but ${usersOf(id, diff)} it.`);
  for (const [fate, heading] of headings) {
    const own = edges.filter((edge) => edge.fate === fate);
    if (own.length === 0) continue;
    out.push(
      '',
      `### ${heading}`,
      '',
      ...own.slice(0, mostListed).map((edge) => `- ${sentence(edge, name)}`),
    );
    if (own.length > mostListed) out.push(`- and ${own.length - mostListed} more`);
  }
  for (const [from, to] of diff.moved.slice(0, mostListed))
    out.push('', `${codeSpan(from)} lies at ${codeSpan(to)} now.`);
  if (unknown.length > 0)
    out.push('', `New calls whose artifact the code does not say: ${unknown.map(placeText).join(', ')}.`);
  return `${[...out, ...picture(diff)].join('\n')}\n`;
}

function usersOf(id: NodeId, { edges, lineage }: DeclaredDiff): string {
  const places = edges.filter(
    ({ kind, fate, from }) => kind !== 'logged' && fate !== 'removed' && from === id,
  );
  const scripts = new Set(places.flatMap(({ declared }) => declared.map(({ path }) => path)));
  const plural = scripts.size === 1 ? 'uses' : 'use';
  return `${[...scripts].map(codeSpan).join(', ') || codeSpan(lineage.nodes.get(id)?.name ?? id)} still ${plural}`;
}

function sentence(edge: DeclaredEdge, name: (id: NodeId) => string): string {
  const { kind, from, to, declared, fate } = edge;
  const artifact = kind === 'used' ? from : to;
  const scripts = [...new Set(declared.map(({ path }) => path))].map(codeSpan).join(', ');
  const with_ = (says: readonly string[]) =>
    kind === 'used'
      ? (says.length > 0 ? says : [''])
          .map((it) => codeSpan(it ? `${name(artifact)}:${it}` : name(artifact)))
          .join(', ')
      : codeSpan(name(artifact)) + (says.length > 0 ? ` (${says.map(codeSpan).join(', ')})` : '');
  const what =
    fate === 'changed'
      ? `${with_(edge.before)} → ${with_(edge.after)}`
      : with_(fate === 'removed' ? edge.before : edge.after);
  const source = kind === 'linked' ? `${codeSpan(name(from))} to ` : '';
  const where = fate === 'removed' ? '' : ` at ${declared.map(placeText).join(', ')}`;
  return `${scripts} ${verbs[kind]} ${source}${what}${where}`;
}

function placeText({ path, cell, range }: Place): string {
  return codeSpan(`${path}${cell === null ? '' : ` [cell ${cell + 1}]`}:${range.start.line + 1}`);
}

/** A folder has many a train.py: a script is told by its path. */
function named(node: LineageNode | undefined): readonly (readonly [NodeId, LineageNode])[] {
  if (!node) return [];
  return [[node.id, node.kind === 'script' ? { ...node, name: node.path } : node]];
}

function picture(diff: DeclaredDiff): readonly string[] {
  const changed = diff.edges.filter(({ fate }) => fate !== 'same');
  if (changed.length === 0) return [];
  const shown = [near(diff), changed].find((edges) => edges.length <= mostDrawn);
  if (!shown) return ['', `${changed.length} edges have changed: too many for a picture.`];
  const ids = new Set(shown.flatMap(({ from, to }) => [from, to]));
  const nodes = new Map([...ids].flatMap((id) => named(diff.lineage.nodes.get(id))));
  const chart = mermaidChart({ nodes, edges: shown }, ({ kind, fate, before, after }) => {
    const { sign, ...line } = lines[fate];
    const detail =
      kind !== 'used'
        ? ''
        : fate === 'changed'
          ? ` ${before.join()} → ${after.join()}`
          : ` ${after.join() || before.join()}`;
    return { ...line, label: `${sign}${kind}${detail}`.trimEnd() };
  });
  return [
    '',
    '```mermaid',
    chart.trimEnd(),
    '```',
    '',
    'Green and thick: added; amber: changed; red and dashed: removed.',
  ];
}
