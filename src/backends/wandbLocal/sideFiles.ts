// The files that the SDK leaves beside a run's log (`files/…`); they only fill what the log does not say.

import * as v from 'valibot';
import { parse as parseYaml } from 'yaml';
import type { Files } from '../host.ts';
import { parseJson } from './fold.ts';

const text = v.fallback(v.optional(v.string()), undefined);

const metadata = v.object({
  program: text,
  codePath: text,
  codePathLocal: text,
  args: v.fallback(v.optional(v.array(v.string())), undefined),
  host: text,
  username: text,
  startedAt: text,
  git: v.fallback(v.optional(v.object({ remote: text, commit: text })), undefined),
});

export interface SideFacts {
  readonly metadata: v.InferOutput<typeof metadata> | undefined;
  /** As the run's code set it, without the SDK's own `_wandb`. */
  readonly config: Readonly<Record<string, unknown>>;
  readonly summary: Readonly<Record<string, unknown>>;
  /** Scope as the SDK's debug log names it when the run finished: the server's word, in unstable text. */
  readonly scope: { readonly entity?: string; readonly project?: string };
}

/** A larger file is not one that the SDK wrote; bytes. */
const largest = 16 * 1024 * 1024;

/** Reads what there is of the files beside `folder`'s log; a missing or broken one gives nothing. */
export async function readSideFiles(
  files: Files,
  folder: string,
  key: string,
  signal: AbortSignal,
): Promise<SideFacts> {
  const read = async (name: string): Promise<string | undefined> => {
    try {
      return new TextDecoder().decode(await files.read(`${folder}/${name}`, signal, 0, largest));
    } catch {
      signal.throwIfAborted();
      return undefined;
    }
  };
  const [environment, config, summary, log] = await Promise.all([
    read('files/wandb-metadata.json'),
    read('files/config.yaml'),
    read('files/wandb-summary.json'),
    read('logs/debug.log'),
  ]);
  const known = v.safeParse(metadata, environment === undefined ? undefined : parseJson(environment));
  return {
    metadata: known.success ? known.output : undefined,
    config: unwrapped(config === undefined ? undefined : yaml(config)),
    summary: record(summary === undefined ? undefined : parseJson(summary)),
    scope: scopeIn(log, key),
  };
}

function yaml(text: string): unknown {
  try {
    return parseYaml(text, { maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

/** `key: {value: …, desc: …}` → `key: …`; old SDKs also write their own version at the top. */
function unwrapped(config: unknown): Readonly<Record<string, unknown>> {
  const entries = Object.entries(record(config)).filter(([key]) => key !== 'wandb_version');
  return Object.fromEntries(entries.map(([key, it]) => [key, 'value' in record(it) ? record(it).value : it]));
}

export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

function scopeIn(log: string | undefined, key: string): SideFacts['scope'] {
  const found = /finishing run ([^\s/]+)\/([^\s/]+)\/(\S+)/.exec(log ?? '');
  if (found?.[3] !== key) return {};
  return { ...(found[1] && { entity: found[1] }), ...(found[2] && { project: found[2] }) };
}
