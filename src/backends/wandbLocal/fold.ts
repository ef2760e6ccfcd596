// Folds the records of one run log into what they say of the run: later records win, environments are merged.

import { fromBinary } from '@bufbuild/protobuf';
import {
  type ArtifactRecord,
  type EnvironmentRecord,
  type Item,
  RecordSchema,
  type RunExitRecord,
  type RunRecord,
  type UseArtifactRecord,
} from './generated/records_pb.ts';

/** Field numbers of the records that are decoded; see records.proto. */
export const foldedKinds: ReadonlySet<number> = new Set([3, 5, 8, 17, 18, 25, 26]);

export interface LoggedArtifact {
  readonly type: string;
  readonly name: string;
  readonly digest: string;
  readonly description: string;
  readonly metadata: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly clientId: string;
  /** Bytes of all entries. */
  readonly size: number;
  readonly fileCount: number;
  /** The run also uses it: written by old SDKs for a draft that was used. */
  readonly used: boolean;
}

export interface LogFacts {
  readonly run: Partial<Omit<RunRecord, 'config' | 'summary' | '$typeName' | '$unknown'>>;
  readonly config: ReadonlyMap<string, unknown>;
  readonly summary: ReadonlyMap<string, unknown>;
  readonly environment: Partial<EnvironmentRecord>;
  readonly exit: RunExitRecord | undefined;
  readonly logged: readonly LoggedArtifact[];
  readonly used: readonly { readonly id: string; readonly type: string; readonly name: string }[];
  /** Records that could not be decoded. */
  readonly undecoded: number;
}

export function foldRecords(records: readonly Uint8Array[]): LogFacts {
  const run: Record<string, unknown> = {};
  const environment: Record<string, unknown> = {};
  const config = new Map<string, unknown>();
  const summary = new Map<string, unknown>();
  const logged = new Map<string, LoggedArtifact>();
  const used = new Map<string, Pick<UseArtifactRecord, 'id' | 'type' | 'name'>>();
  let exit: RunExitRecord | undefined;
  let undecoded = 0;
  for (const bytes of records) {
    try {
      const { recordType } = fromBinary(RecordSchema, bytes);
      switch (recordType.case) {
        case 'run': {
          const { config: runConfig, summary: runSummary, ...rest } = recordType.value;
          keepFilled(run, rest);
          update(config, runConfig);
          update(summary, runSummary);
          break;
        }
        case 'config':
          update(config, recordType.value);
          break;
        case 'summary':
          update(summary, recordType.value);
          break;
        case 'environment':
          keepFilled(environment, recordType.value);
          break;
        case 'exit':
          exit = recordType.value;
          break;
        case 'artifact':
          addLogged(logged, recordType.value);
          break;
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
    run,
    config,
    summary,
    environment,
    exit,
    logged: [...logged.values()],
    used: [...used.values()],
    undecoded,
  };
}

/** The last filled value of each field wins: proto3 does not write empty ones. */
function keepFilled(into: Record<string, unknown>, message: object): void {
  for (const [key, value] of Object.entries(message)) {
    if (key.startsWith('$')) continue;
    const empty = value === undefined || value === '' || value === 0 || value === 0n || value === false;
    if (!empty && !(Array.isArray(value) && value.length === 0)) into[key] = value;
  }
}

/** One artifact object may be logged several times: its aliases and tags add up. */
function addLogged(into: Map<string, LoggedArtifact>, record: ArtifactRecord): void {
  const key = record.clientId || `${record.type} ${record.name} ${record.digest}`;
  const before = into.get(key);
  const entries = record.manifest?.contents ?? [];
  into.set(key, {
    type: record.type,
    name: record.name,
    digest: record.digest,
    description: record.description,
    metadata: record.metadata,
    aliases: [...new Set([...(before?.aliases ?? []), ...record.aliases])],
    tags: [...new Set([...(before?.tags ?? []), ...record.tags])],
    clientId: record.clientId,
    size: entries.reduce((sum, entry) => sum + Number(entry.size), 0),
    fileCount: entries.length,
    used: record.useAfterCommit || (before?.used ?? false),
  });
}

function update(
  into: Map<string, unknown>,
  change: { readonly update: readonly Item[]; readonly remove: readonly Item[] } | undefined,
): void {
  for (const item of change?.update ?? []) set(into, pathOf(item), parseJson(item.valueJson));
  for (const item of change?.remove ?? []) set(into, pathOf(item), undefined);
}

function pathOf({ key, nestedKey }: Item): readonly string[] {
  return nestedKey.length > 0 ? nestedKey : [key];
}

function set(into: Map<string, unknown>, [head, ...rest]: readonly string[], value: unknown): void {
  if (head === undefined) return;
  if (rest.length > 0) into.set(head, nested(into.get(head), rest, value));
  else if (value === undefined) into.delete(head);
  else into.set(head, value);
}

function nested(before: unknown, [head = '', ...rest]: readonly string[], value: unknown): unknown {
  const known = typeof before === 'object' && before !== null && !Array.isArray(before) ? before : {};
  const inner = rest.length > 0 ? nested((known as Record<string, unknown>)[head], rest, value) : value;
  const entries = Object.entries(known).filter(([key]) => key !== head);
  return Object.fromEntries(inner === undefined ? entries : [...entries, [head, inner]]);
}

/** Python writes NaN and Infinity, which JSON does not know; they are kept as text. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replace(/(?<=^|[[{:,\s])(-?Infinity|NaN)(?=$|[\]},\s])/g, '"$1"'));
    } catch {
      return text;
    }
  }
}
