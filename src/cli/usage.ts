// What the command line takes: reads the arguments into one typed value, or says in a line what is wrong.

import { parseArgs } from 'node:util';

export const help = `artifact-lineage: where every dataset and model came from and where it went

  artifact-lineage scan DIR [--json | --explain]
      artifact references in the Python scripts and notebooks under DIR; --explain: how each name is known
  artifact-lineage runs DIR [--json] [--backend auto|file|local|wandb]
      the runs that are known for DIR
  artifact-lineage lineage NAME [--dir DIR] [--format json|mermaid|dot|openlineage|prov]
      [--backend auto|file|local|wandb] [--upstream N] [--downstream N]
      the lineage of an artifact (with or without :alias or :vN) or a run
  artifact-lineage impact NAME [--dir DIR] [--backend auto|file|local|wandb]
      what depends on an artifact or a run, as a list in Markdown
  artifact-lineage compare BEFORE AFTER [--dir DIR] [--backend auto|file|local|wandb]
      what two versions or runs were made of, and how that differs, as JSON

Backends: file (*.lineage.json under DIR), local (wandb/ run folders), wandb (the server of WANDB_BASE_URL,
with the key of WANDB_API_KEY or netrc), auto (all that is found, merged; the server only when WANDB_API_KEY is set).
Exit codes: 0 fine, 2 bad usage or unknown name, 3 the backend could not answer.
`;

export const backendChoices = ['auto', 'file', 'local', 'wandb'] as const;
export type BackendChoice = (typeof backendChoices)[number];
export const formats = ['json', 'mermaid', 'dot', 'openlineage', 'prov'] as const;
export type Format = (typeof formats)[number];

export type Command =
  | { readonly verb: 'help' }
  | { readonly verb: 'scan'; readonly dir: string; readonly json: boolean; readonly explain: boolean }
  | { readonly verb: 'runs'; readonly dir: string; readonly json: boolean; readonly backend: BackendChoice }
  | { readonly verb: 'impact'; readonly name: string; readonly dir: string; readonly backend: BackendChoice }
  | {
      readonly verb: 'compare';
      readonly before: string;
      readonly after: string;
      readonly dir: string;
      readonly backend: BackendChoice;
    }
  | {
      readonly verb: 'lineage';
      readonly name: string;
      readonly dir: string;
      readonly format: Format;
      readonly backend: BackendChoice;
      readonly upstream?: number;
      readonly downstream?: number;
    };

/** Its message is the line to print; the process ends with 2. */
export class UsageError extends Error {}

const options = {
  json: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  dir: { type: 'string', default: '.' },
  backend: { type: 'string', default: 'auto' },
  format: { type: 'string', default: 'json' },
  upstream: { type: 'string' },
  downstream: { type: 'string' },
} as const;

/** Which options each verb takes. */
const taken: Readonly<Record<string, readonly string[]>> = {
  scan: ['json', 'explain'],
  runs: ['json', 'backend'],
  impact: ['dir', 'backend'],
  compare: ['dir', 'backend'],
  lineage: ['dir', 'format', 'backend', 'upstream', 'downstream'],
};

/** Throws a UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals, tokens } = read(args);
  const [verb, subject, ...rest] = positionals;
  if (values.help || verb === 'help' || (verb === undefined && args.length === 0)) return { verb: 'help' };
  const allowed = verb === undefined ? undefined : taken[verb];
  if (!verb || !allowed)
    throw new UsageError(`unknown command "${verb ?? ''}": use ${Object.keys(taken).join(', ')}`);
  const stray = tokens.find((token) => token.kind === 'option' && !allowed.includes(token.name));
  if (stray?.kind === 'option') throw new UsageError(`${verb} takes no ${stray.rawName}`);
  const backend = choice('--backend', values.backend, backendChoices);
  if (verb === 'compare') {
    const [after, ...more] = rest;
    if (!subject || after === undefined || more.length > 0)
      throw new UsageError('compare takes two names: BEFORE and AFTER');
    return { verb, before: subject, after, dir: values.dir, backend };
  }
  if (rest.length > 0) throw new UsageError(`${verb} takes one argument, not also "${rest.join(' ')}"`);
  if (verb === 'impact') {
    if (!subject) throw new UsageError('impact needs the NAME of an artifact or run');
    return { verb, name: subject, dir: values.dir, backend };
  }
  if (verb === 'lineage') {
    if (!subject) throw new UsageError('lineage needs the NAME of an artifact or run');
    const upstream = depth('--upstream', values.upstream);
    const downstream = depth('--downstream', values.downstream);
    return {
      verb,
      name: subject,
      dir: values.dir,
      format: choice('--format', values.format, formats),
      backend,
      ...(upstream !== undefined && { upstream }),
      ...(downstream !== undefined && { downstream }),
    };
  }
  if (!subject) throw new UsageError(`${verb} needs a DIR`);
  if (verb === 'scan') {
    if (values.json && values.explain) throw new UsageError('scan takes --json or --explain, not both');
    return { verb, dir: subject, json: values.json, explain: values.explain };
  }
  return { verb: 'runs', dir: subject, json: values.json, backend };
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, tokens: true });
  } catch (error) {
    const [first = 'bad arguments'] = (error instanceof Error ? error.message : '').split(/\.\s/);
    throw new UsageError(first);
  }
}

function choice<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((it) => it === value);
  if (!found) throw new UsageError(`${option} is one of ${choices.join(', ')}, not "${value}"`);
  return found;
}

function depth(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,6}$/.test(value))
    throw new UsageError(`${option} takes a whole number of steps, not "${value}"`);
  return Number(value);
}
