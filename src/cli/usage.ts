// What the command line takes: reads the arguments into one typed value, or says in a line what is wrong.

import { parseArgs } from 'node:util';
import { type Code, codes, isCode, type Severity, severities } from '../join/problems/finding.ts';
import { type ReportFormat, reportFormats } from './check/check.ts';

export const backendChoices = ['auto', 'file', 'local', 'wandb'] as const;
export type BackendChoice = (typeof backendChoices)[number];
const anyBackend = ['none', ...backendChoices] as const;
export const formats = ['json', 'mermaid', 'dot', 'openlineage', 'prov'] as const;
export type Format = (typeof formats)[number];

interface InFolder {
  readonly dir: string;
}
interface FromHistory extends InFolder {
  readonly backend: BackendChoice;
}
interface MaybeHistory extends InFolder {
  readonly backend: BackendChoice | 'none';
}

export type Command =
  | { readonly verb: 'help' }
  | ({ readonly verb: 'scan'; readonly json: boolean; readonly explain: boolean } & InFolder)
  | ({
      readonly verb: 'check';
      readonly format: ReportFormat;
      readonly severity: Severity;
      readonly rules: ReadonlyMap<Code, Severity | 'off'>;
    } & MaybeHistory)
  | ({ readonly verb: 'diff'; readonly before: string; readonly after?: string } & InFolder)
  | ({ readonly verb: 'runs'; readonly json: boolean } & FromHistory)
  | ({ readonly verb: 'impact'; readonly name: string } & FromHistory)
  | ({ readonly verb: 'compare'; readonly before: string; readonly after: string } & FromHistory)
  | ({
      readonly verb: 'lineage';
      readonly name: string;
      readonly format: Format;
      readonly upstream?: number;
      readonly downstream?: number;
    } & FromHistory)
  | ({ readonly verb: 'mcp' } & MaybeHistory);

/** Its message is the line to print; the process ends with 2. */
export class UsageError extends Error {}

const options = {
  json: { type: 'boolean', default: false },
  explain: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  dir: { type: 'string', default: '.' },
  backend: { type: 'string', default: 'auto' },
  format: { type: 'string' },
  severity: { type: 'string', default: 'error' },
  rule: { type: 'string', multiple: true, default: [] as string[] },
  upstream: { type: 'string' },
  downstream: { type: 'string' },
} as const;

interface Verb {
  /** The options that it takes. */
  readonly takes: readonly string[];
  /** What its arguments are called; one in brackets may be missing. */
  readonly names: readonly string[];
  read(given: Given, args: readonly string[]): Command;
}

type Given = ReturnType<typeof read>['values'];

const verbs: Readonly<Record<string, Verb>> = {
  scan: {
    takes: ['json', 'explain'],
    names: ['DIR'],
    read({ json, explain }, [dir = '']) {
      if (json && explain) throw new UsageError('scan takes --json or --explain, not both');
      return { verb: 'scan', dir, json, explain };
    },
  },
  check: {
    takes: ['json', 'format', 'severity', 'rule', 'backend'],
    names: ['[DIR]'],
    read(given, [dir = '.']) {
      if (given.json && given.format !== undefined && given.format !== 'json')
        throw new UsageError('check takes --json or --format, not both');
      return {
        verb: 'check',
        dir,
        format: given.json ? 'json' : choice('--format', given.format ?? 'text', reportFormats),
        severity: choice('--severity', given.severity, severities),
        rules: new Map(given.rule.map(rule)),
        backend: choice('--backend', given.backend, anyBackend),
      };
    },
  },
  diff: {
    takes: ['dir'],
    names: ['REV1', '[REV2]'],
    read: ({ dir }, [before = '', after]) => ({
      verb: 'diff',
      dir,
      before,
      ...(after !== undefined && { after }),
    }),
  },
  runs: {
    takes: ['json', 'backend'],
    names: ['DIR'],
    read: ({ json, backend }, [dir = '']) => ({ verb: 'runs', dir, json, backend: history(backend) }),
  },
  lineage: {
    takes: ['dir', 'format', 'backend', 'upstream', 'downstream'],
    names: ['NAME'],
    read(given, [name = '']) {
      const upstream = depth('--upstream', given.upstream);
      const downstream = depth('--downstream', given.downstream);
      return {
        verb: 'lineage',
        name,
        dir: given.dir,
        format: choice('--format', given.format ?? 'json', formats),
        backend: history(given.backend),
        ...(upstream !== undefined && { upstream }),
        ...(downstream !== undefined && { downstream }),
      };
    },
  },
  impact: {
    takes: ['dir', 'backend'],
    names: ['NAME'],
    read: ({ dir, backend }, [name = '']) => ({ verb: 'impact', name, dir, backend: history(backend) }),
  },
  compare: {
    takes: ['dir', 'backend'],
    names: ['BEFORE', 'AFTER'],
    read: ({ dir, backend }, [before = '', after = '']) => ({
      verb: 'compare',
      before,
      after,
      dir,
      backend: history(backend),
    }),
  },
  mcp: {
    takes: ['dir', 'backend'],
    names: [],
    read: ({ dir, backend }) => ({ verb: 'mcp', dir, backend: choice('--backend', backend, anyBackend) }),
  },
};

/** Throws a UsageError. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals, tokens } = read(args);
  const [name, ...rest] = positionals;
  if (values.help || name === 'help' || (name === undefined && args.length === 0)) return { verb: 'help' };
  const verb = name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!name || !verb)
    throw new UsageError(`unknown command "${name ?? ''}": use ${Object.keys(verbs).join(', ')}`);
  const stray = tokens.find((token) => token.kind === 'option' && !verb.takes.includes(token.name));
  if (stray?.kind === 'option') throw new UsageError(`${name} takes no ${stray.rawName}`);
  const least = verb.names.filter((it) => !it.startsWith('[')).length;
  if (rest.length < least || rest.slice(0, least).includes('') || rest.length > verb.names.length)
    throw new UsageError(wanted(name, verb, rest));
  return verb.read(values, rest);
}

function wanted(name: string, { names }: Verb, given: readonly string[]): string {
  const extra = given.slice(names.length);
  const takes = names.length === 0 ? 'no argument' : names.join(' ');
  return extra.length > 0
    ? `${name} takes ${takes}, not also "${extra.join(' ')}"`
    : `${name} needs ${names.filter((it) => !it.startsWith('[')).join(' and ')}`;
}

function read(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, tokens: true });
  } catch (error) {
    const [first = 'bad arguments'] = (error instanceof Error ? error.message : '').split(/\.\s/);
    throw new UsageError(first);
  }
}

function history(value: string): BackendChoice {
  return choice('--backend', value, backendChoices);
}

function choice<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((it) => it === value);
  if (!found) throw new UsageError(`${option} is one of ${choices.join(', ')}, not "${value}"`);
  return found;
}

/** `CODE=SEVERITY` or `CODE=off`. */
function rule(text: string): readonly [Code, Severity | 'off'] {
  const [code = '', severity = ''] = text.split('=');
  if (!isCode(code)) throw new UsageError(`--rule knows no "${code}": use ${Object.keys(codes).join(', ')}`);
  return [code, choice(`--rule ${code}`, severity, [...severities, 'off'])];
}

function depth(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^\d{1,6}$/.test(value))
    throw new UsageError(`${option} takes a whole number of steps, not "${value}"`);
  return Number(value);
}
