// Where code meets history: marks recorded edges that code declares, and hangs on scripts what no run has recorded.

import { graphOf } from '../lineage/graph.ts';
import { merge } from '../lineage/merge.ts';
import {
  type ArtifactVersion,
  type Edge,
  type Lineage,
  type LineageNode,
  lineageOf,
  type Place,
  type Run,
} from '../lineage/model.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';
import { declaredBy } from './declaredBy.ts';
import { inCollection, mayHaveMeant, namesOf } from './names.ts';
import { type Program, programOf, programsOf, startOf } from './scripts.ts';

/**
 * Joins history with the code of the workspace:
 * - a recorded edge is also declared when a reference in its run's own script has its relation and its name;
 * - what a run's sources cannot know (`blindTo`) is carried by the run as its script declares it, to collections;
 * - a reference that no run of its script has recorded hangs on the script, which stands where a run would.
 * Nothing declared becomes recorded, and no recorded edge is lost.
 */
export function declare(history: Lineage, files: readonly CodeFile[]): Lineage {
  const programs = programsOf(files);
  const runs = [...history.nodes.values()].filter((node): node is Run => node.kind === 'run');
  const marks = marking(history);
  const parts: Lineage[] = [];
  const runsOf = new Map<Program, Run[]>();
  for (const run of runs) {
    const program = programOf(run, programs);
    if (!program) continue;
    runsOf.set(program, [...(runsOf.get(program) ?? []), run]);
    const start = startOf(program);
    if (start) marks.node(run, start);
  }
  for (const program of programs)
    for (const reference of program.references) {
      const executed = runsOf.get(program) ?? [];
      const recorded = executed.map((run) => marks.edges(run, reference)).some(Boolean);
      const blind = executed.filter((run) => run.blindTo?.some((kind) => kind === reference.relation));
      if (blind.length > 0) parts.push(...blind.map((run) => declaredBy(run, reference, program, history)));
      else if (!recorded) parts.push(declaredBy(undefined, reference, program, history));
    }
  return merge([marks.marked(), ...parts]).lineage;
}

/** Collects which nodes and edges of a lineage are declared where. */
function marking(history: Lineage) {
  const graph = graphOf(history);
  const nodes = new Map<LineageNode, Place[]>();
  const edges = new Map<Edge, Place[]>();
  const versionAt = (edge: Edge, end: 'from' | 'to'): ArtifactVersion | undefined => {
    const node = history.nodes.get(edge[end]);
    return node?.kind === 'version' ? node : undefined;
  };
  const node = (it: LineageNode, place: Place, first = false) => {
    const places = nodes.get(it) ?? [];
    nodes.set(it, first ? [place, ...places] : [...places, place]);
  };

  /** Marks the edges that a run recorded for a reference of its script; false when there is none. */
  function markEdges(run: Run, reference: CodeReference): boolean {
    const names = namesOf(reference);
    const inputs = graph.edges(run.id, 'upstream');
    const outputs = graph.edges(run.id, 'downstream');
    const matching = ((): readonly Edge[] => {
      switch (reference.relation) {
        case 'used':
          return inputs.filter((edge) => {
            const version = versionAt(edge, 'from');
            return version && names.some((name) => mayHaveMeant(name, version));
          });
        case 'logged':
          return outputs.filter((edge) => {
            const version = versionAt(edge, 'to');
            return version && names.some((name) => inCollection(name, version));
          });
        case 'linked':
          return [...inputs.map((edge) => edge.from), ...outputs.map((edge) => edge.to)]
            .flatMap((id) => graph.edges(id, 'downstream'))
            .filter((edge) => {
              const target = history.nodes.get(edge.to);
              return (
                edge.kind === 'linked' &&
                target?.kind === 'collection' &&
                (reference.argument === 'artifact' || names.some((name) => inCollection(name, target)))
              );
            });
        default:
          return [];
      }
    })();
    for (const edge of matching) {
      edges.set(edge, [...(edges.get(edge) ?? []), reference.callAt]);
      const artifact = history.nodes.get(edge.kind === 'used' ? edge.from : edge.to);
      // The line that logs an artifact says more of it than those that use it.
      if (artifact) node(artifact, reference.callAt, edge.kind === 'logged');
    }
    return matching.length > 0;
  }

  function marked(): Lineage {
    const withPlaces = <T extends { readonly declared: readonly Place[] }>(
      it: T,
      places: Place[] | undefined,
    ): T => (places ? { ...it, declared: [...it.declared, ...places] } : it);
    return {
      ...lineageOf(
        [...history.nodes.values()].map((it) => withPlaces(it, nodes.get(it))),
        history.edges.map((edge) => withPlaces(edge, edges.get(edge))),
      ),
      open: history.open,
    };
  }

  return { node, edges: markEdges, marked };
}
