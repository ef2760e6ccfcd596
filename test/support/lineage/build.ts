// Builds small lineages for tests from one line an edge, e.g. `jumping-monkey-1 -logged-> mnist_dataset:v0`.

import {
  type ArtifactVersion,
  type Collection,
  collectionId,
  type Edge,
  type Lineage,
  type LineageNode,
  lineageOf,
  type Place,
  type Run,
  runId,
  type Scope,
  type Source,
  versionId,
} from '../../../src/lineage/model.ts';
import { titleOf } from '../../../src/lineage/title.ts';

export const source: Source = { label: 'test', readAt: 0 };
const known = { recorded: [source], declared: [], also: [], notes: [] };
const home: Scope = { entity: 'ada', project: 'mnist' };
const registry: Scope = { entity: 'ada', project: 'model-registry' };

export function run(name: string, facts: Partial<Run> = {}, scope = home): Run {
  return {
    kind: 'run',
    id: runId(scope, name),
    key: name,
    name,
    state: 'finished',
    ...scope,
    ...known,
    ...facts,
  };
}

export function version(title: string, facts: Partial<ArtifactVersion> = {}, scope = home): ArtifactVersion {
  const [name = '', number = ''] = title.split(':');
  const id = versionId(scope, name, number);
  return {
    kind: 'version',
    id,
    name,
    version: number,
    aliases: [],
    state: 'committed',
    ...scope,
    ...known,
    ...facts,
  };
}

export function collection(name: string, facts: Partial<Collection> = {}, scope = home): Collection {
  return {
    kind: 'collection',
    id: collectionId(scope, name),
    name,
    holds: 'own',
    ...scope,
    ...known,
    ...facts,
  };
}

export function place(path: string, line: number): Place {
  return { path, cell: null, range: { start: { line, character: 0 }, end: { line, character: 10 } } };
}

/** Runs are names without a colon, versions have one, a linked target is a registry collection. */
export function lineage(...lines: readonly string[]): Lineage {
  const nodes = new Map<string, LineageNode>();
  const edges = lines.map((line): Edge => {
    const [, from = '', kind = '', to = ''] = /^(\S+) -(used|logged|linked)-> (\S+)$/.exec(line) ?? [];
    const node = (title: string, linked: boolean) => {
      const fresh = linked
        ? collection(title, { holds: 'linked' }, registry)
        : title.includes(':')
          ? version(title)
          : run(title);
      const found = nodes.get(title) ?? fresh;
      nodes.set(title, found);
      return found.id;
    };
    const ends = { from: node(from, false), to: node(to, kind === 'linked') };
    return { kind: kind as Edge['kind'], ...ends, declared: [], recorded: [source] };
  });
  return lineageOf(nodes.values(), edges);
}

/** The W&B guide's lineage. */
export const guide = lineage(
  'jumping-monkey-1 -logged-> mnist_dataset:v0',
  'mnist_dataset:v0 -used-> vague-morning-5',
  'vague-morning-5 -logged-> mnist_model:v0',
  'mnist_model:v0 -used-> serene-haze-6',
  'mnist_model:v0 -linked-> MNIST-dev',
);

/** A lineage as sorted lines; `d` and `r` say whether an edge is declared or recorded. */
export function linesOf({ nodes, edges }: Lineage): readonly string[] {
  const title = (id: Edge['from']) => {
    const node = nodes.get(id);
    return node ? titleOf(node) : id;
  };
  const marks = (edge: Edge) => (edge.declared.length > 0 ? 'd' : '') + (edge.recorded.length > 0 ? 'r' : '');
  return edges.map((edge) => `${title(edge.from)} -${edge.kind}-> ${title(edge.to)} ${marks(edge)}`).sort();
}
