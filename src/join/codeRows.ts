// The rows of the Code view: files, and the artifact references in each.

import type { Lineage, NodeId, Place } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import type { CodeFile, CodeReference, Relation } from '../python/codeReference.ts';
import type { OutlineContext, Row } from './outline.ts';

export function fileRow(file: CodeFile, { say }: OutlineContext): Row {
  const count = file.references.length;
  const [first] = file.references;
  const place = first && { ...first.callAt, range: file.runs[0]?.at.range ?? first.callAt.range };
  return {
    id: `file ${file.path}`,
    label: file.path.split('/').at(-1) ?? file.path,
    description: file.problem ? say('cannot be read') : folderOf(file.path),
    tooltip:
      file.problem ?? `${file.path}\n${count === 1 ? say('1 reference') : say('{0} references', count)}`,
    icon: file.problem ? 'warning' : file.path.endsWith('.ipynb') ? 'notebook' : 'file-code',
    ...(place && { place }),
    children: count > 0 ? 'open' : 'none',
  };
}

const relationIcons: Readonly<Record<Relation, string>> = {
  used: 'arrow-down',
  logged: 'arrow-up',
  linked: 'link',
  read: 'eye',
  constructed: 'symbol-constructor',
};

/** A reference's row; `node` is what it resolves to, `lineage` tells whether a run recorded it. */
export function referenceRow(
  reference: CodeReference,
  index: number,
  node: NodeId | undefined,
  lineage: Lineage,
  { say }: OutlineContext,
): Row {
  const { callAt, relation, value } = reference;
  const words: Readonly<Record<Relation, string>> = {
    used: say('used'),
    logged: say('logged'),
    linked: say('linked'),
    read: say('read'),
    constructed: say('constructed'),
  };
  const line = callAt.range.start.line + 1;
  const where =
    callAt.cell === null ? say('line {0}', line) : say('cell {0}, line {1}', callAt.cell + 1, line);
  const recorded = lineage.edges
    .filter((edge) => edge.recorded.length > 0 && edge.declared.some((place) => samePlace(place, callAt)))
    .flatMap((edge) => [edge.from, edge.to])
    .flatMap((id) => lineage.nodes.get(id) ?? [])
    .filter((it) => it.kind === 'run');
  const agreement = ['used', 'logged', 'linked'].includes(relation)
    ? recorded.length > 0
      ? say('Recorded by {0}', [...new Set(recorded.map(titleOf))].join(', '))
      : say('No run of this script is known to have recorded it')
    : undefined;
  return {
    id: `reference ${callAt.path} ${callAt.cell} ${line}:${callAt.range.start.character} ${relation} ${index}`,
    label: value.values.join(' | ') || say('(name unknown)'),
    description: [words[relation], where].join(' · '),
    tooltip: [`${reference.call} · ${where}`, agreement].filter(Boolean).join('\n'),
    icon: relationIcons[relation],
    place: callAt,
    ...(node && { node }),
    children: 'none',
  };
}

export function samePlace(a: Place, b: Place): boolean {
  return (
    a.path === b.path &&
    a.cell === b.cell &&
    a.range.start.line === b.range.start.line &&
    a.range.start.character === b.range.start.character
  );
}

function folderOf(path: string): string {
  return path.split('/').slice(0, -1).join('/');
}
