// Reads one run folder into a run and what it used and logged.

import {
  type EdgeKind,
  type Run,
  type RunState,
  runId,
  type Scope,
  type Source,
} from '../../lineage/model.ts';
import type { Host } from '../host.ts';
import type { RunFolder } from './discover.ts';
import { foldedKinds, foldRecords, type LogFacts } from './fold.ts';
import { type Framed, readRecords } from './framing.ts';
import { artifactsOf, type RunArtifacts } from './runArtifacts.ts';
import { readSideFiles, type SideFacts } from './sideFiles.ts';

export interface RunFacts extends RunArtifacts {
  readonly run: Run;
}

/** A log without an end that was written to within this time belongs to a run that is still going; milliseconds. */
const fresh = 2 * 60_000;

/** Never rejects but on abort: what cannot be read becomes a note on the run. */
export async function readRun(
  host: Host,
  folder: RunFolder,
  label: string,
  signal: AbortSignal,
): Promise<RunFacts> {
  const notes: string[] = [];
  const framed = await readLog(host, folder, notes, signal);
  const log = foldRecords(framed?.records ?? []);
  const side = await readSideFiles(host.files, folder.path, folder.key, signal);
  const lost = (framed?.damaged ?? 0) + log.undecoded;
  if (lost > 0)
    notes.push(`${lost} damaged ${lost === 1 ? 'record was' : 'records were'} skipped in its log.`);
  const source: Source = { label, readAt: host.now() };
  const touchedAt = await lastWrite(host, folder, signal);
  const state = stateOf(log, touchedAt, host.now());
  if (framed?.torn && state === 'unknown')
    notes.push('Its log ends in the middle of a record: the run was cut off.');
  const run = runOf(folder, log, side, state, source, notes);
  return { run, ...artifactsOf(run, log, source) };
}

async function readLog(
  host: Host,
  folder: RunFolder,
  notes: string[],
  signal: AbortSignal,
): Promise<Framed | undefined> {
  const path = folder.log;
  if (path === undefined) {
    notes.push('It has not written a log yet: what is shown comes from its folder.');
    return undefined;
  }
  try {
    const { size } = await host.files.stat(path, signal);
    const framed = await readRecords(
      (start, end) => host.files.read(path, signal, start, end),
      size,
      foldedKinds,
    );
    if (framed.foreign) notes.push('Its log is not one that is known: it may be damaged, or of a newer W&B.');
    return framed;
  } catch (error) {
    signal.throwIfAborted();
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    notes.push(`Its log cannot be read${code}: check its permissions.`);
    return undefined;
  }
}

async function lastWrite(host: Host, { log, path }: RunFolder, signal: AbortSignal): Promise<number> {
  try {
    return (await host.files.stat(log ?? path, signal)).modifiedAt;
  } catch {
    signal.throwIfAborted();
    return 0;
  }
}

function stateOf({ exit }: LogFacts, touchedAt: number, now: number): RunState {
  if (exit && !exit.notComplete) return exit.exitCode === 0 ? 'finished' : 'failed';
  return now - touchedAt < fresh ? 'running' : 'unknown';
}

function runOf(
  folder: RunFolder,
  log: LogFacts,
  side: SideFacts,
  state: RunState,
  source: Source,
  notes: readonly string[],
): Run {
  const { run, environment, exit } = log;
  const { metadata } = side;
  const entity = run.entity || side.scope.entity;
  const project = run.project || side.scope.project;
  const scope: Scope = { ...(entity && { entity }), ...(project && { project }) };
  const startedAt = run.startTime
    ? Number(run.startTime.seconds) * 1000 + Math.round(run.startTime.nanos / 1e6)
    : folder.startedAt;
  const runtime = exit?.runtime || run.runtime;
  const git = environment.git ?? run.git;
  const facts = {
    jobType: run.jobType,
    group: run.runGroup,
    tags: run.tags,
    runNotes: run.notes,
    user: environment.username || metadata?.username,
    host: environment.host || run.host || metadata?.host,
    startedAt,
    endedAt: startedAt !== undefined && exit && runtime ? startedAt + runtime * 1000 : undefined,
    exitCode: exit && !exit.notComplete ? exit.exitCode : undefined,
    program:
      environment.codePath ||
      metadata?.codePath ||
      environment.codePathLocal ||
      metadata?.codePathLocal ||
      environment.program ||
      metadata?.program,
    args: environment.args ?? metadata?.args,
    commit: git?.commit || metadata?.git?.commit,
    remote: git?.remoteUrl || metadata?.git?.remote,
    config: visible(log.config.size > 0 ? log.config : Object.entries(side.config)),
    summary: visible(log.summary.size > 0 ? log.summary : Object.entries(side.summary)),
  };
  return {
    kind: 'run',
    id: runId(scope, folder.key),
    ...scope,
    key: folder.key,
    name: run.displayName || folder.key,
    state,
    ...(Object.fromEntries(
      Object.entries(facts).filter(([, value]) => value !== undefined && value !== ''),
    ) as object),
    // An online run sends what it logs and links to the server without writing it down; an offline run can link nothing.
    blindTo: (folder.online ? ['logged', 'linked'] : ['linked']) satisfies EdgeKind[],
    folder: folder.path,
    recorded: [source],
    declared: [],
    also: [],
    notes,
  };
}

/** Less the SDK's own keys; undefined when nothing is left. */
function visible(
  entries: Iterable<readonly [string, unknown]>,
): Readonly<Record<string, unknown>> | undefined {
  const own = [...entries].filter(([key]) => !key.startsWith('_'));
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}
