// Where code meets history: marks recorded edges that code declares, and hangs on scripts what no run has recorded.

import { merge } from '../lineage/merge.ts';
import type { Lineage, Run } from '../lineage/model.ts';
import type { CodeFile } from '../python/codeReference.ts';
import { artifactsOf } from './artifacts.ts';
import { declaredBy } from './declaredBy.ts';
import { marksOn } from './marks.ts';
import { namesOf } from './names.ts';
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
  const marks = marksOn(history);
  const known = artifactsOf(history);
  const runsOf = new Map<Program, Run[]>(programs.map((program) => [program, []]));
  for (const node of history.nodes.values()) {
    const program = node.kind === 'run' ? programOf(node, programs) : undefined;
    if (node.kind !== 'run' || !program) continue;
    runsOf.get(program)?.push(node);
    const start = startOf(program);
    if (start) marks.node(node, start);
  }
  const parts: Lineage[] = [];
  for (const [program, runs] of runsOf)
    for (const reference of program.references) {
      const names = namesOf(reference);
      let recorded = false;
      for (const run of runs) recorded = marks.edges(run, reference, names) || recorded;
      const blind = runs.filter((run) => run.blindTo?.some((kind) => kind === reference.relation));
      if (blind.length > 0 || !recorded) parts.push(declaredBy(blind, reference, program, known));
    }
  return merge([marks.marked(), ...parts]).lineage;
}
