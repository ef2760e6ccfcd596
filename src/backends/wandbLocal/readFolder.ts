// Reads one run folder, or what changed of it: its log first, then what only the files beside it know.

import type { FileFacts, Files } from '../host.ts';
import { isLog, type RunFolder } from './discover.ts';
import { type KeptReading, keptReading } from './keptReading.ts';
import { type LogReading, readLog } from './readLog.ts';
import { noSideFacts, readSideFiles, type SideFacts, type SideNeeds } from './sideFiles.ts';
import { fresh } from './state.ts';

/** What a run folder said when it was last read: what the index keeps, so JSON can hold it. */
export interface FolderReading {
  /** The log's name in its folder; absent while there is none. */
  readonly logName?: string;
  readonly log?: LogReading;
  /** Why the log cannot be read, as a file error's code. */
  readonly trouble?: string;
  readonly side: SideFacts;
  /** Milliseconds since 1970: the last write to any of its files that was looked at, and when that was. */
  readonly writtenAt: number;
  readonly readAt: number;
}

/** Files that a run writes to while its log is still in memory. */
const signsOfLife = ['logs/debug-internal.log', 'files/output.log', 'files/wandb-summary.json'];

/**
 * Reads a run folder; with `before`, only what changed. Never rejects but on abort: a log that cannot be read is told
 * as trouble. A folder that is gone gives undefined.
 */
export async function readFolder(
  files: Files,
  folder: RunFolder,
  now: number,
  before: KeptReading | undefined,
  signal: AbortSignal,
): Promise<KeptReading | undefined> {
  const found = await findLog(files, folder, before?.logName, signal);
  if (!found) return undefined;
  const { logName, facts } = found;
  if (before && isAsItWas(before, facts)) return before;
  const read = await tryLog(files, `${folder.path}/${logName}`, facts, before?.reading.log, signal);
  const needs = needsOf(folder, read.log);
  const key = logName ? keyOf(logName) : folder.key;
  const side = isNeeded(needs) ? await readSideFiles(files, folder.path, key, needs, signal) : noSideFacts;
  const writtenAt = read.log?.facts.exit
    ? facts.modifiedAt
    : await lastSign(files, folder.path, facts, signal);
  const reading = { ...(logName && { logName }), ...read, side, writtenAt, readAt: now };
  return keptReading(reading, isSettled(reading));
}

/** Whether a run folder is known, without waiting, to be as it was. */
export function isUnchanged(files: Files, { path }: RunFolder, before: KeptReading): boolean {
  const facts =
    before.settled && before.logName !== undefined
      ? files.statAtOnce?.(`${path}/${before.logName}`)
      : undefined;
  return facts !== undefined && isAsItWas(before, facts);
}

function isAsItWas({ settled, size, modifiedAt }: KeptReading, facts: FileFacts): boolean {
  return settled && size === facts.size && modifiedAt === facts.modifiedAt;
}

/** The run's id from its log's name: that of the folder may have more behind it. */
export function keyOf(logName: string): string {
  return logName.slice('run-'.length, -'.wandb'.length);
}

/** What changes late, and without the log, has had its time. */
function isSettled({ readAt, writtenAt, log }: FolderReading): boolean {
  return readAt - writtenAt > fresh && log?.facts.exit !== undefined;
}

interface FoundLog {
  readonly logName?: string;
  /** Of the log; of the folder while there is none. */
  readonly facts: FileFacts;
}

/** As a rule the log's name follows from the folder's; only otherwise the folder is listed. */
async function findLog(
  files: Files,
  { path, key }: RunFolder,
  known: string | undefined,
  signal: AbortSignal,
): Promise<FoundLog | undefined> {
  const usual = known ?? `run-${key}.wandb`;
  try {
    return { logName: usual, facts: await files.stat(`${path}/${usual}`, signal) };
  } catch {
    signal.throwIfAborted();
  }
  try {
    const logName = (await files.list(path, signal)).find(isLog)?.name;
    const facts = await files.stat(logName ? `${path}/${logName}` : path, signal);
    return { ...(logName && { logName }), facts };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function tryLog(
  files: Files,
  path: string,
  facts: FileFacts,
  before: LogReading | undefined,
  signal: AbortSignal,
): Promise<Pick<FolderReading, 'log' | 'trouble'>> {
  if (facts.kind === 'folder') return {};
  try {
    return { log: await readLog(files, path, facts, before, signal) };
  } catch (error) {
    signal.throwIfAborted();
    return { trouble: error instanceof Error && 'code' in error ? String(error.code) : String(error) };
  }
}

/** The files beside the log that can say more than it does. */
function needsOf({ online }: RunFolder, log: LogReading | undefined): SideNeeds {
  const facts = log?.facts;
  const whole = facts?.exit !== undefined && log?.damaged === 0 && !log.passed;
  return {
    metadata: !facts?.environment.program,
    values: !whole,
    // The client's record may lack what the server answered; the process counts only while there is no end.
    debugLog: facts?.exit === undefined || (online && !facts.run.entity),
  };
}

function isNeeded({ metadata, values, debugLog }: SideNeeds): boolean {
  return metadata || values || debugLog;
}

async function lastSign(files: Files, path: string, log: FileFacts, signal: AbortSignal): Promise<number> {
  const times = signsOfLife.map((name) => files.stat(`${path}/${name}`, signal).catch(() => undefined));
  const signs = (await Promise.all(times)).map((facts) => facts?.modifiedAt ?? 0);
  signal.throwIfAborted();
  return Math.max(log.modifiedAt, ...signs);
}
