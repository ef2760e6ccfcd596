// The files that the SDK leaves beside a run's log (`files/…`, `logs/…`); they only fill what the log does not say.

import * as v from 'valibot';
import type { Files } from '../host.ts';
import { parseJson, record } from './jsonText.ts';

const text = v.optional(v.string());
const odd = v.fallback(text, undefined);

/** The part of wandb-metadata.json that is read; what looks odd is left out. */
const metadata = v.object({
  program: odd,
  codePath: odd,
  codePathLocal: odd,
  args: v.fallback(v.optional(v.array(v.string())), undefined),
  host: odd,
  username: odd,
  startedAt: odd,
  git: v.fallback(v.optional(v.object({ remote: odd, commit: odd })), undefined),
});

export interface SideFacts {
  readonly metadata?: v.InferOutput<typeof metadata>;
  /** As the run's code set it, without the SDK's own `_wandb`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly summary: Readonly<Record<string, unknown>>;
  /** Scope as the SDK's debug log names it when the run finished: the server's word, in unstable text. */
  readonly scope: { readonly entity?: string; readonly project?: string };
  /** The number of the process that the run is of, on the machine where it ran. */
  readonly process?: number;
  /** The folder as that process knew it. */
  readonly home?: string;
}

/** Which of the files to read. */
export interface SideNeeds {
  readonly metadata: boolean;
  readonly values: boolean;
  readonly debugLog: boolean;
}

export const noSideFacts: SideFacts = { config: {}, summary: {}, scope: {} };

const decoder = new TextDecoder();
/** A larger file is not one that the SDK wrote; bytes. */
const largest = 16 * 1024 * 1024;

/** Reads what there is of the files beside `folder`'s log; a missing or broken one gives nothing. */
export async function readSideFiles(
  files: Files,
  folder: string,
  key: string,
  needs: SideNeeds,
  signal: AbortSignal,
): Promise<SideFacts> {
  const read = async (needed: boolean, name: string): Promise<string | undefined> => {
    if (!needed) return undefined;
    try {
      return decoder.decode(await files.read(`${folder}/${name}`, signal, 0, largest));
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  };
  const [environment, config, summary, log = ''] = await Promise.all([
    read(needs.metadata, 'files/wandb-metadata.json'),
    read(needs.values, 'files/config.yaml'),
    read(needs.values, 'files/wandb-summary.json'),
    read(needs.debugLog, 'logs/debug.log'),
  ]);
  const known = v.safeParse(metadata, environment === undefined ? undefined : parseJson(environment));
  const process = /Configure stats pid to (\d{1,10})/.exec(log)?.[1];
  const home = /Logging user logs to (.+)[\\/]logs[\\/]debug\.log/.exec(log)?.[1]?.replaceAll('\\', '/');
  return {
    ...(known.success && { metadata: known.output }),
    config: unwrapped(config === undefined ? undefined : await yaml(config)),
    summary: record(summary === undefined ? undefined : parseJson(summary)),
    scope: scopeIn(log, key),
    ...(process && { process: Number(process) }),
    ...(home && { home }),
  };
}

/** The parser is large, and only a folder that is not in the index needs it. */
async function yaml(text: string): Promise<unknown> {
  const { parse } = await import('./yaml.ts');
  try {
    return parse(text, { maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** `key: {value: …, desc: …}` → `key: …`; old SDKs also write their own version at the top. */
function unwrapped(config: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries(record(config)).filter(([key]) => key !== 'wandb_version');
  return Object.fromEntries(entries.map(([key, it]) => [key, 'value' in record(it) ? record(it).value : it]));
}

function scopeIn(log: string, key: string): SideFacts['scope'] {
  const found = /finishing run ([^\s/]+)\/([^\s/]+)\/(\S+)/.exec(log);
  if (found?.[3] !== key) return {};
  return { ...(found[1] && { entity: found[1] }), ...(found[2] && { project: found[2] }) };
}
