// Folds the records of one run log into what they say of the run: later records win, environments are merged.

import type { Handling, RecordSink } from './framing.ts';
import {
  type ArtifactRecord,
  type EnvironmentRecord,
  type GitRepoRecord,
  Record as LogRecord,
  type RunRecord,
} from './generated/records.ts';
import { applyChange } from './items.ts';
import type { LogFacts, LoggedArtifact } from './logFacts.ts';
import { walkManifest } from './manifest.ts';
import { peekKind } from './peek.ts';
import { shapesOf } from './shapes.ts';

/** Field numbers of a log's bulk: history, output, stats, raw output and its logger. They are not even checked. */
const bulk: ReadonlySet<number> = new Set([2, 4, 7, 13, 27]);
const summaryKind = 3;
/** What has no use is checked all the same: a flipped bit may have made it out of something that has. */
const handling = Array.from(
  { length: 32 },
  (_, kind): Handling => (kind === summaryKind ? 'unchecked' : bulk.has(kind) ? 'skip' : 'keep'),
);

export interface Fold extends RecordSink {
  /** What the records so far, and those before `begin`, say. */
  facts(): LogFacts;
}

/** Folds records into `begin`, which is what the log said up to where reading goes on. */
export function foldFrom(begin: LogFacts): Fold {
  let { run, environment, exit, undecoded } = begin;
  const config = new Map(Object.entries(begin.config));
  const summary = new Map(Object.entries(begin.summary));
  const logged = new Map(begin.logged.map((it) => [keyOf(it), it]));
  const used = new Map(begin.used.map((it) => [`${it.id} ${it.name}`, it]));
  const shapes = shapesOf(decode);

  function decode(bytes: Uint8Array): void {
    try {
      const { recordType } = LogRecord.decode(bytes);
      switch (recordType?.$case) {
        case 'run':
          run = { ...run, ...runFacts(recordType.value) };
          applyChange(config, recordType.value.config);
          applyChange(summary, recordType.value.summary);
          break;
        case 'config':
          applyChange(config, recordType.value);
          break;
        case 'summary':
          applyChange(summary, recordType.value, true);
          break;
        case 'environment':
          environment = { ...environment, ...environmentFacts(recordType.value) };
          break;
        case 'exit': {
          const { exitCode, runtime, notComplete } = recordType.value;
          exit = { exitCode, runtime, notComplete };
          break;
        }
        case 'artifact': {
          const artifact = loggedArtifact(recordType.value);
          logged.set(keyOf(artifact), added(logged.get(keyOf(artifact)), artifact));
          break;
        }
        case 'useArtifact': {
          const { id, type, name } = recordType.value;
          used.set(`${id} ${name}`, { id, type, name });
          break;
        }
      }
    } catch {
      undecoded++;
    }
  }

  return {
    handling,
    keep(bytes, start, end) {
      if (peekKind(bytes, start, end) === summaryKind)
        shapes.add(bytes.slice(start, end), 0, end - start, true);
      else decode(bytes.subarray(start, end));
    },
    unchecked: (bytes, start, end) => shapes.add(bytes, start, end, false),
    settle: () => shapes.settle(),
    facts() {
      shapes.flush();
      return {
        run,
        environment,
        ...(exit && { exit }),
        undecoded,
        config: Object.fromEntries(config),
        summary: Object.fromEntries(summary),
        logged: [...logged.values()],
        used: [...used.values()],
      };
    },
  };
}

/** proto3 does not write empty values: what is empty says nothing and hides nothing. */
function filled<T extends object>(facts: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(
    Object.entries(facts).filter(
      ([, value]) =>
        value !== undefined && value !== '' && value !== 0 && !(Array.isArray(value) && value.length === 0),
    ),
  ) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function runFacts(record: RunRecord): LogFacts['run'] {
  const {
    entity,
    project,
    jobType,
    runGroup,
    sweepId,
    displayName,
    notes,
    host,
    tags,
    startTime,
    runtime,
    git,
  } = record;
  return filled({
    ...{
      entity,
      project,
      jobType,
      group: runGroup,
      sweep: sweepId,
      name: displayName,
      notes,
      host,
      tags,
      runtime,
    },
    startedAt: startTime && startTime.seconds * 1000 + Math.round(startTime.nanos / 1e6),
    git: gitFacts(git),
  });
}

function environmentFacts(record: EnvironmentRecord): LogFacts['environment'] {
  const { program, codePath, codePathLocal, host, username, args, git } = record;
  return filled({ program, codePath, codePathLocal, host, username, args, git: gitFacts(git) });
}

function gitFacts(git: GitRepoRecord | undefined): LogFacts['run']['git'] {
  return git && (git.remoteUrl || git.commit)
    ? filled({ remote: git.remoteUrl, commit: git.commit })
    : undefined;
}

function keyOf({ clientId, type, name, digest }: LoggedArtifact): string {
  return clientId || `${type} ${name} ${digest}`;
}

function loggedArtifact(record: ArtifactRecord): LoggedArtifact {
  const { type, name, digest, description, metadata, aliases, tags, clientId, useAfterCommit } = record;
  return {
    ...{ type, name, digest, description, metadata, aliases, tags, clientId, used: useAfterCommit },
    ...walkManifest(record.manifest),
  };
}

/** One artifact object may be logged several times: its aliases and tags add up. */
function added(before: LoggedArtifact | undefined, after: LoggedArtifact): LoggedArtifact {
  if (!before) return after;
  return {
    ...after,
    aliases: [...new Set([...before.aliases, ...after.aliases])],
    tags: [...new Set([...before.tags, ...after.tags])],
    used: before.used || after.used,
  };
}
