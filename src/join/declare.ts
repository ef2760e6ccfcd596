// Where code meets history: marks recorded edges that code declares, and hangs on scripts what no run has recorded.

import { graphSteps } from '../lineage/graph.ts';
import { indexedAs, mergeIntoSteps } from '../lineage/mergeInto.ts';
import type { Lineage, Run, RunId } from '../lineage/model.ts';
import type { Sentence } from '../lineage/sentence.ts';
import { atOnce, type Steps } from '../lineage/steps.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';
import { type Artifacts, artifactsOf } from './artifacts.ts';
import { declaredBy } from './declaredBy.ts';
import { marksOn } from './marks.ts';
import { namesOf } from './names.ts';
import { executedAs, type Past } from './past.ts';
import { type Program, programOf, programsOf, startOf } from './scripts.ts';

/**
 * Joins history with the code of the workspace:
 * - a recorded edge is also declared when a reference in its run's own script has its relation and its name;
 * - what a run's sources cannot know (`blindTo`), and have not recorded all the same, is carried by the run as its script
 *   declares it, to collections;
 * - a reference that no run of its script has recorded hangs on the script, which stands where a run would.
 * A run in `past` declares what its script said then, not what it says now; where the two differ, it is said on the run.
 * Nothing declared becomes recorded, and no recorded edge is lost.
 */
export function declare(
  history: Lineage,
  files: readonly CodeFile[],
  past: ReadonlyMap<RunId, Past> = new Map(),
): Lineage {
  return atOnce(declareSteps(history, files, past));
}

export function* declareSteps(
  history: Lineage,
  files: readonly CodeFile[],
  past: ReadonlyMap<RunId, Past>,
): Steps<Lineage> {
  const programs = programsOf(files);
  yield* graphSteps(history);
  const marks = marksOn(history);
  yield;
  const known = artifactsOf(history);
  const runsOf = new Map<Program, Run[]>(programs.map((program) => [program, []]));
  const notes = new Map<RunId, Sentence>();
  for (const node of history.nodes.values()) {
    yield;
    const program = node.kind === 'run' ? programOf(node, programs) : undefined;
    if (node.kind !== 'run' || !program) continue;
    runsOf.get(program)?.push(node);
    const start = startOf(program);
    if (start) marks.node(node, start);
  }
  const parts: Lineage[] = [];
  for (const [program, runs] of runsOf) {
    const doers = new Map<CodeReference, Doing>(
      program.references.map((reference) => [reference, { program, runs: [] }]),
    );
    for (const run of runs) {
      const then = past.get(run.id);
      const executed = then && executedAs(program, then);
      if (executed?.note) notes.set(run.id, executed.note);
      const references = executed?.references ?? program.references;
      const asRun = executed ? { ...program, references } : program;
      for (const reference of references) {
        const doing = doers.get(reference) ?? { program: asRun, runs: [] };
        doing.runs.push(run);
        doers.set(reference, doing);
      }
    }
    for (const [reference, doing] of doers) {
      yield;
      const names = namesOf(reference);
      const open = doing.runs.filter((run) => !marks.edges(run, reference, names));
      const recorded = open.length < doing.runs.length;
      const blind = open.filter((run) => run.blindTo?.some((kind) => kind === reference.relation));
      // What the script no longer says does not hang on it.
      const gone = doing.program !== program;
      if (blind.length > 0 || (!recorded && !gone))
        parts.push(remembered(blind, reference, doing.program, known));
    }
  }
  const marked = yield* marks.marked();
  return (yield* mergeIntoSteps(indexedAs(history, noted(marked, notes)), parts)).lineage;
}

interface Declared {
  readonly runs: readonly Run[];
  readonly program: Program;
  readonly known: Artifacts;
  readonly lineage: Lineage;
}

/** Most of the code is as it was when the lineage was last joined. */
const declaredLast = new WeakMap<CodeReference, Declared>();

function remembered(
  runs: readonly Run[],
  reference: CodeReference,
  program: Program,
  known: Artifacts,
): Lineage {
  const last = declaredLast.get(reference);
  const same =
    last?.known === known &&
    isSame(last.runs, runs) &&
    last.program.path === program.path &&
    isSame(last.program.references, program.references) &&
    isSame(last.program.runs, program.runs);
  if (last && same) return last.lineage;
  const lineage = declaredBy(runs, reference, program, known);
  declaredLast.set(reference, { runs, program, known, lineage });
  return lineage;
}

function isSame<T>(a: readonly T[], b: readonly T[]): boolean {
  return a === b || (a.length === b.length && a.every((it, index) => it === b[index]));
}

/** The runs that executed a reference, and the program as it was then. */
interface Doing {
  readonly program: Program;
  readonly runs: Run[];
}

function noted(lineage: Lineage, notes: ReadonlyMap<RunId, Sentence>): Lineage {
  if (notes.size === 0) return lineage;
  const nodes = new Map(lineage.nodes);
  for (const [id, note] of notes) {
    const node = nodes.get(id);
    if (node?.kind === 'run') nodes.set(id, { ...node, scriptChanged: true, notes: [...node.notes, note] });
  }
  return { ...lineage, nodes };
}
