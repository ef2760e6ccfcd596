// Marks of code on history: which recorded edges and nodes a line of code declares.

import { graphOf } from '../lineage/graph.ts';
import type { ArtifactVersion, Edge, Lineage, LineageNode, NodeId, Place, Run } from '../lineage/model.ts';
import { type ArtifactName, isVersion } from '../lineage/name.ts';
import { each, type Steps } from '../lineage/steps.ts';
import type { CodeReference } from '../python/codeReference.ts';
import { inCollection, mayHaveMeant } from './names.ts';

export interface Marks {
  /** Notes that a place declares a node. */
  node(node: LineageNode, place: Place): void;
  /** Marks the edges that a run recorded for a reference of its script; false when it has recorded none. */
  edges(run: Run, reference: CodeReference, names: readonly ArtifactName[]): boolean;
  /** The lineage with all marks on it. */
  marked(): Steps<Lineage>;
}

/** Places, each once; the line that logs an artifact says more of it than those that use it, so it stands first. */
interface Places {
  readonly logging: Set<Place>;
  readonly others: Set<Place>;
}

export function marksOn(history: Lineage): Marks {
  const graph = graphOf(history);
  const nodes = new Map<LineageNode, Places>();
  const edges = new Map<Edge, Places>();
  const asked = new Map<Edge, Set<string>>();
  const links = new Map<NodeId, Edge[]>();
  for (const edge of history.edges)
    if (edge.kind === 'linked') links.set(edge.from, [...(links.get(edge.from) ?? []), edge]);

  /** Whether the artifact at an end of an edge is one that `fits`. */
  const artifactAt = (id: NodeId, fits: (node: LineageNode) => boolean): boolean => {
    const node = history.nodes.get(id);
    return node !== undefined && fits(node);
  };

  function recordedBy(run: Run, { relation, argument }: CodeReference, names: readonly ArtifactName[]) {
    const inputs = graph.edges(run.id, 'upstream');
    const outputs = graph.edges(run.id, 'downstream');
    const called = (node: LineageNode) =>
      (node.kind === 'version' || node.kind === 'collection') &&
      names.some((name) => inCollection(name, node));
    switch (relation) {
      case 'used':
        return inputs.filter(({ from }) =>
          artifactAt(from, (it) => it.kind === 'version' && names.some((name) => mayHaveMeant(name, it))),
        );
      case 'logged':
        return outputs.filter(({ to }) => artifactAt(to, (it) => it.kind === 'version' && called(it)));
      case 'linked':
        return [...inputs.map(({ from }) => from), ...outputs.map(({ to }) => to)]
          .flatMap((id) => links.get(id) ?? [])
          .filter(({ to }) => artifactAt(to, (it) => argument === 'artifact' || called(it)));
      default:
        return [];
    }
  }

  return {
    node: (node, place) => add(nodes, node, place, false),
    edges(run, reference, names) {
      const recorded = recordedBy(run, reference, names);
      for (const edge of recorded) {
        add(edges, edge, reference.callAt, false);
        const artifact = history.nodes.get(edge.kind === 'used' ? edge.from : edge.to);
        if (artifact) add(nodes, artifact, reference.callAt, edge.kind === 'logged');
        if (edge.kind === 'used' && artifact?.kind === 'version')
          for (const alias of aliasesOf(names, artifact))
            asked.set(edge, (asked.get(edge) ?? new Set()).add(alias));
      }
      return recorded.length > 0;
    },
    *marked() {
      const marked = new Map(history.nodes);
      for (const [node, places] of nodes) {
        marked.set(node.id, withPlaces(node, places));
        yield;
      }
      const all = yield* each(history.edges, (edge) => {
        const aliases = asked.get(edge);
        const it = withPlaces(edge, edges.get(edge));
        return aliases ? { ...it, askedAs: [...aliases] } : it;
      });
      return { nodes: marked, edges: all, open: history.open };
    },
  };
}

/** The aliases by which these names may have meant a version; none where one of them is its number, or is not whole. */
function aliasesOf(names: readonly ArtifactName[], version: ArtifactVersion): readonly string[] {
  const aliases = names.filter((name) => mayHaveMeant(name, version)).map(({ alias = 'latest' }) => alias);
  return aliases.some((alias) => isVersion(alias) || alias.includes('*')) ? [] : aliases;
}

function add<T>(marks: Map<T, Places>, on: T, place: Place, logging: boolean): void {
  const places = marks.get(on) ?? { logging: new Set(), others: new Set() };
  marks.set(on, places);
  (logging ? places.logging : places.others).add(place);
}

function withPlaces<T extends { readonly declared: readonly Place[] }>(it: T, places: Places | undefined): T {
  return places ? { ...it, declared: [...it.declared, ...places.logging, ...places.others] } : it;
}
