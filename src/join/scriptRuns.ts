// What history knows of a script: its runs (the last, the best, those that failed), and who lives off what they logged.

import { graphOf, reach } from '../lineage/graph.ts';
import type { Lineage, LineageNode, Run } from '../lineage/model.ts';
import type { CodeFile } from '../python/codeReference.ts';
import { type Program, programOf, programsOf } from './scripts.ts';

/** The runs of each program, the newest first; runs of scripts outside the workspace are left out. */
export function runsOfPrograms(
  runs: Iterable<Run>,
  programs: readonly Program[],
): ReadonlyMap<string, readonly Run[]> {
  const found = new Map<string, Run[]>();
  for (const run of runs) {
    const program = programOf(run, programs);
    if (program) found.set(program.path, [...(found.get(program.path) ?? []), run]);
  }
  for (const list of found.values()) list.sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
  return found;
}

/** The runs of the script or notebook that a file is part of, the newest first. */
export function runsOfFile(path: string, { nodes }: Lineage, files: readonly CodeFile[]): readonly Run[] {
  const programs = programsOf(files);
  const program = programs.find((it) => it.files.some((file) => file.path === path));
  const runs = [...nodes.values()].filter((node) => node.kind === 'run');
  return (program && runsOfPrograms(runs, programs).get(program.path)) ?? [];
}

/** The run that did best by one of its summary's numbers. */
export interface Best {
  readonly run: Run;
  readonly metric: string;
  readonly value: number;
}

/** Names of metrics that tell how good a run is, and whether more is better, in the order in which they are looked for. */
const telling: readonly (readonly [name: RegExp, more: boolean])[] = [
  [/acc(uracy)?|auc|f1|\bmap\b|bleu|rouge|reward|r2|iou|dice|precision|recall/i, true],
  [/loss|error|perplexity|rmse|\bmae\b|\bmse\b|\bwer\b/i, false],
];

/** Prefers what was measured on data held out, and the shorter name. */
const heldOut = /val|test|eval/i;

/** The best of finished runs by the first telling metric that two of them share; undefined when none is shared. */
export function bestOf(runs: readonly Run[]): Best | undefined {
  const finished = runs.filter((run) => run.state === 'finished');
  const counts = new Map<string, number>();
  for (const run of finished)
    for (const [name, value] of Object.entries(run.summary ?? {}))
      if (typeof value === 'number' && Number.isFinite(value)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const shared = [...counts].filter(([, count]) => count > 1).map(([name]) => name);
  for (const [pattern, more] of telling) {
    const metric = shared
      .filter((name) => pattern.test(name))
      .sort(
        (a, b) =>
          Number(heldOut.test(b)) - Number(heldOut.test(a)) || a.length - b.length || a.localeCompare(b),
      )[0];
    if (metric === undefined) continue;
    const measured = finished.flatMap((run) => {
      const value = run.summary?.[metric];
      return typeof value === 'number' && Number.isFinite(value) ? [{ run, metric, value }] : [];
    });
    return measured.reduce((best, it) =>
      (more ? it.value > best.value : it.value < best.value) ? it : best,
    );
  }
  return undefined;
}

/** The runs and scripts downstream of what these runs logged, themselves left out, in the order of the walk. */
export function consumersOf(runs: readonly Run[], lineage: Lineage): readonly LineageNode[] {
  const graph = graphOf(lineage);
  const own = new Set<string>(runs.map((run) => run.id));
  const found = new Set(runs.flatMap((run) => [...reach(graph, run.id, 'downstream')]));
  return [...found]
    .flatMap((id) => lineage.nodes.get(id) ?? [])
    .filter((node) => (node.kind === 'run' || node.kind === 'script') && !own.has(node.id));
}
