// Makes a run, and what it used and logged, of what its folder said.

import { type EdgeKind, type Run, runId, type Scope, type Source } from '../../lineage/model.ts';
import { type Sentence, sentence } from '../../lineage/sentence.ts';
import type { Machine } from '../host.ts';
import type { RunFolder } from './discover.ts';
import { record } from './jsonText.ts';
import { type LogFacts, noFacts } from './logFacts.ts';
import { isTable, loggedNames } from './loggedNames.ts';
import { type FolderReading, keyOf } from './readFolder.ts';
import { artifactsOf, type RunArtifacts } from './runArtifacts.ts';
import { type Evidence, stateOf } from './state.ts';

export interface RunFacts extends RunArtifacts {
  readonly run: Run;
}

/** What a reading says, as of `now` in milliseconds since 1970: whether a run is going changes with time. */
export function runFacts(
  folder: RunFolder,
  reading: FolderReading,
  label: string,
  machine: Machine | undefined,
  now: number,
): RunFacts {
  const log = reading.log?.facts ?? noFacts;
  const source: Source = { label, readAt: reading.readAt };
  const run = runOf(folder, reading, source, machine, now);
  return { run, ...artifactsOf(run, log, source) };
}

function runOf(
  folder: RunFolder,
  reading: FolderReading,
  source: Source,
  machine: Machine | undefined,
  now: number,
): Run {
  const { run, environment, exit, config, summary } = reading.log?.facts ?? noFacts;
  const { metadata, scope: told, ...side } = reading.side;
  const entity = run.entity || told.entity;
  const project = run.project || told.project;
  const scope: Scope = { ...(entity && { entity }), ...(project && { project }) };
  const key = reading.logName ? keyOf(reading.logName) : folder.key;
  const startedAt = run.startedAt ?? folder.startedAt;
  const git = environment.git ?? run.git;
  const host = environment.host || run.host || metadata?.host;
  const process = processOf(side.process, host, side.home === folder.path, machine);
  const state = stateOf({ exit, writtenAt: reading.writtenAt, process }, now);
  const damaged = damagedIn(reading);
  const branch = branchOf(config._wandb);
  const older = Object.entries(side.summary).filter(([name]) => !(name in summary));
  const written = [...older, ...Object.entries(summary)];
  const facts = {
    jobType: run.jobType,
    group: run.group,
    sweep: run.sweep,
    tags: run.tags,
    runNotes: run.notes,
    user: environment.username || metadata?.username,
    host,
    startedAt,
    endedAt: endOf(startedAt, exit, reading.writtenAt),
    exitCode: exit && !exit.notComplete ? exit.exitCode : undefined,
    program:
      environment.codePath ||
      metadata?.codePath ||
      environment.codePathLocal ||
      metadata?.codePathLocal ||
      environment.program ||
      metadata?.program,
    savedCode: savedCodeOf(folder, config._wandb),
    args: environment.args ?? metadata?.args,
    commit: git?.commit || metadata?.git?.commit,
    remote: git?.remote || metadata?.git?.remote,
    config: visible({ ...side.config, ...config }),
    summary: visible(Object.fromEntries(written.filter(([, value]) => !isTable(value)))),
    ...loggedNames(written),
    forkedFrom: branch?.key === key ? undefined : branch,
    damaged: damaged || undefined,
  };
  return {
    kind: 'run',
    id: runId(scope, key),
    ...scope,
    key,
    name: run.name || key,
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
    notes: [
      ...(branch?.key === key ? [sentence('It was rewound to step {0}.', branch.step)] : []),
      ...notesOf(reading, state),
    ],
  };
}

/** A run's clock and the file system's may differ by so much; milliseconds. */
const clockSlack = 60_000;

/**
 * The written runtime counts whole seconds, from the run's first start when it was resumed; SDK 0.30 counts it in
 * millionths of that then. So an end after the log was last written is none.
 */
function endOf(
  startedAt: number | undefined,
  exit: LogFacts['exit'],
  writtenAt: number | undefined,
): number | undefined {
  if (startedAt === undefined || !exit || exit.notComplete) return undefined;
  const end = startedAt + exit.runtime * 1000;
  return writtenAt && end > writtenAt + clockSlack ? undefined : end;
}

/** The copy that the SDK makes where a user has asked for it. */
function savedCodeOf(folder: RunFolder, own: unknown): string | undefined {
  const { code_path: path } = record(own);
  const safe = typeof path === 'string' && /^code\//.test(path) && !path.split(/[\\/]/).includes('..');
  return safe ? `${folder.path}/files/${path}` : undefined;
}

/** The SDK keeps the origin of a fork among its own configuration; a run that was rewound goes on from itself. */
function branchOf(own: unknown): Run['forkedFrom'] {
  const { run_id: key, step } = record(record(own).branch_point);
  return typeof key === 'string' && key !== '' && typeof step === 'number' ? { key, step } : undefined;
}

/**
 * A process number means something only on the machine that gave it. An offline run names its machine in the first
 * block of its log, which may take it hours to fill. Until then a living process of that number, of a run that was
 * begun in this very folder, is taken for the run's; a dead one says nothing, since other machines may have the folder.
 */
function processOf(
  number: number | undefined,
  host: string | undefined,
  begunHere: boolean,
  machine: Machine | undefined,
): Evidence['process'] {
  if (number === undefined || !machine || (host ? host !== machine.name : !begunHere)) return undefined;
  const alive = machine.alive(number);
  if (alive) return 'alive';
  return host && alive === false ? 'gone' : undefined;
}

function damagedIn({ log }: FolderReading): number {
  return (log?.damaged ?? 0) + (log?.facts.undecoded ?? 0);
}

/** What is to be told of the reading. */
function notesOf({ log, logName, trouble, side }: FolderReading, state: Run['state']): readonly Sentence[] {
  const damaged = log ? damagedIn({ log } as FolderReading) : 0;
  const notes: readonly (Sentence | false | '' | undefined)[] = [
    logName === undefined && sentence('It has not written a log yet: what is shown comes from its folder.'),
    trouble && sentence('Its log cannot be read ({0}): check its permissions.', trouble),
    log?.header === 'newer' &&
      sentence('Its log is of a newer W&B than is known: what is shown comes from its folder.'),
    log?.header === 'foreign' &&
      sentence(
        'Its log is damaged at its beginning, or something else: what is shown comes from its folder.',
      ),
    log?.header === 'wrong' &&
      sentence('The beginning of its log is damaged; the records that follow are sound.'),
    damaged === 1 && sentence('1 damaged record was skipped in its log.'),
    damaged > 1 && sentence('{0} damaged records were skipped in its log.', damaged),
    log?.torn &&
      log.header !== 'none' &&
      state !== 'running' &&
      sentence('Its log ends in the middle of a record: the run was cut off.'),
    state === 'crashed' &&
      sentence('It wrote no end, and its process is gone from this machine: it crashed or was killed.'),
    log?.passed &&
      Object.keys(side.summary).length === 0 &&
      sentence(
        'Its log is large: the summary is read from the end of it, and lacks what was last written long before.',
      ),
  ];
  return notes.filter((note) => typeof note === 'object');
}

/** Less the SDK's own keys; undefined when nothing is left. */
function visible(values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> | undefined {
  const own = Object.entries(values).filter(([key]) => !key.startsWith('_'));
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}
