// Scripts of the workspace: which files are one program, and which run executed which.

import { compatible } from '../lineage/identity.ts';
import type { Place, Run, Scope } from '../lineage/model.ts';
import type { CodeFile, CodeReference, RunDeclaration } from '../python/codeReference.ts';

/** One program: a file, or a notebook and the script that Jupytext pairs it with. */
export interface Program {
  /** The script's path when there is one, else the notebook's. */
  readonly path: string;
  readonly files: readonly CodeFile[];
  readonly references: readonly CodeReference[];
  readonly runs: readonly RunDeclaration[];
}

/**
 * Groups files into programs. A notebook and a script that Jupytext keeps as a pair hold the same code, so they are one.
 * Source: https://jupytext.readthedocs.io/en/latest/paired-notebooks.html
 */
export function programsOf(files: readonly CodeFile[]): readonly Program[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const groups = new Map<string, CodeFile[]>();
  for (const file of files) {
    const pair = file.pairedWith === undefined ? undefined : byPath.get(file.pairedWith);
    const path = pair?.path.endsWith('.py') ? pair.path : file.path;
    groups.set(path, [...(groups.get(path) ?? []), file]);
  }
  return [...groups].map(([path, members]) => ({
    path,
    files: members,
    references: members.flatMap((file) => file.references),
    runs: members.flatMap((file) => file.runs),
  }));
}

/**
 * The program that a run executed, by the path that the tracker wrote down: the same path, else the only file whose
 * path ends with it or that it ends with (the workspace may be opened above or below the repository's root). Of several
 * such files, the only one whose runs go to the run's project.
 */
export function programOf(run: Run, programs: readonly Program[]): Program | undefined {
  if (!run.program) return undefined;
  const found = executed.get(programs) ?? new Map<string, Program | undefined>();
  executed.set(programs, found);
  const key = `${run.program}\n${run.project ?? ''}\n${run.server ?? ''}`;
  if (!found.has(key)) found.set(key, programAt(run.program, run, programs));
  return found.get(key);
}

/** Very many runs execute few programs. */
const executed = new WeakMap<readonly Program[], Map<string, Program | undefined>>();

function programAt(path: string, { project, server }: Scope, all: readonly Program[]): Program | undefined {
  const written = path.replaceAll('\\', '/').replace(/^\.\//, '');
  const programs = server === undefined ? all : all.filter((program) => mayRunOn(server, program));
  const paths = (program: Program) => program.files.map((file) => file.path);
  const exact = programs.find((program) => paths(program).includes(written));
  if (exact) return exact;
  const near = programs.filter((program) =>
    paths(program).some((path) => path.endsWith(`/${written}`) || written.endsWith(`/${path}`)),
  );
  if (near.length < 2 || project === undefined) return near.length === 1 ? near[0] : undefined;
  const own = near.filter(
    ({ runs, references }) =>
      runs.some((run) => run.project === project) ||
      references.some(({ scope }) => scope.project === project),
  );
  return own.length === 1 ? own[0] : undefined;
}

/** Where several servers are read, each folder's code runs on its own. */
function mayRunOn(server: string, { runs, references }: Program): boolean {
  return [...runs, ...references.map(({ scope }) => scope)].every((it) => compatible({ server }, it));
}

/** Where a program starts its run, else where its first reference stands. */
export function startOf(program: Program): Place | undefined {
  return program.runs[0]?.at ?? program.references[0]?.callAt;
}
