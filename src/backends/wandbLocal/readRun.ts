// Reads one run folder into a run and what it used and logged.

import {
  type ArtifactVersion,
  type Edge,
  type EdgeKind,
  type Run,
  type RunState,
  runId,
  type Scope,
  type Source,
  versionId,
} from '../../lineage/model.ts';
import { isVersion, parseName } from '../../lineage/name.ts';
import type { Host } from '../host.ts';
import { isGenerated } from '../wandb/generated.ts';
import { clientVersionId, serverVersionId } from '../wandb/ids.ts';
import type { RunFolder } from './discover.ts';
import { foldedKinds, foldRecords, type LogFacts, type LoggedArtifact, parseJson } from './fold.ts';
import { type Framed, readRecords } from './framing.ts';
import { readSideFiles, record, type SideFacts } from './sideFiles.ts';

export interface RunFacts {
  readonly run: Run;
  readonly versions: readonly ArtifactVersion[];
  readonly edges: readonly Edge[];
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

function artifactsOf(run: Run, log: LogFacts, source: Source): Pick<RunFacts, 'versions' | 'edges'> {
  const versions: ArtifactVersion[] = [];
  const edges: Edge[] = [];
  const edge = (kind: EdgeKind, version: ArtifactVersion) => {
    if (!versions.some((it) => it.id === version.id)) versions.push(version);
    const ends = kind === 'used' ? { from: version.id, to: run.id } : { from: run.id, to: version.id };
    edges.push({ kind, ...ends, declared: [], recorded: [source] });
  };
  for (const used of log.used) if (!isGenerated(used.type)) edge('used', usedVersion(used, source));
  for (const logged of log.logged) {
    if (isGenerated(logged.type)) continue;
    const version = loggedVersion(run, logged, source);
    edge('logged', version);
    if (logged.used) edge('used', version);
  }
  return { versions, edges };
}

/**
 * The record holds the server's id and the name as it was asked for, without entity and project: the artifact may lie
 * in another project than the run. A number is the version; any other alias is what it was called at that time.
 */
function usedVersion({ id, type, name }: LogFacts['used'][number], source: Source): ArtifactVersion {
  const { collection, alias } = parseName(name) ?? { collection: name };
  const version = alias && isVersion(alias) ? alias : undefined;
  return {
    kind: 'version',
    id: version ? versionId({}, collection, version) : serverVersionId(id),
    name: collection,
    ...(type && { type }),
    ...(version && { version }),
    aliases: alias && !version ? [alias] : [],
    state: 'unknown',
    recorded: [source],
    declared: [],
    also: version && id ? [serverVersionId(id)] : [],
    notes:
      alias && !version
        ? [`"${alias}" is what it was called when the run used it; its version is not written down.`]
        : [],
  };
}

/** Offline there is no version number anywhere: the artifact object's own id is the only exact identity. */
function loggedVersion(run: Run, logged: LoggedArtifact, source: Source): ArtifactVersion {
  const metadata = record(parseJson(logged.metadata || '{}'));
  return {
    kind: 'version',
    id: clientVersionId(logged.clientId || `${run.key}-${logged.name}-${logged.digest}`),
    ...(run.entity && { entity: run.entity }),
    ...(run.project && { project: run.project }),
    name: logged.name,
    ...(logged.type && { type: logged.type }),
    aliases: logged.aliases,
    ...(logged.tags.length > 0 && { tags: logged.tags }),
    state: 'unknown',
    ...(logged.digest && { digest: logged.digest }),
    ...(logged.fileCount > 0 && { size: logged.size, fileCount: logged.fileCount }),
    ...(logged.description && { description: logged.description }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    recorded: [source],
    declared: [],
    also: [],
    notes: [],
  };
}
