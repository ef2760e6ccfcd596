// How a run answers GraphQL.
import { connection, type PageArgs } from '../connection.ts';
import { select } from '../filter.ts';
import { refusal } from '../refusal.ts';
import type { RunRow } from '../state.ts';
import { artifactById, projectById, type Store } from '../store.ts';
import { artifactView } from './artifact.ts';
import { fileConnection } from './file.ts';
import { projectView } from './project.ts';
import { userView } from './viewer.ts';

export interface ListArgs extends PageArgs {
  readonly filters?: string | null;
  readonly order?: string | null;
}

interface Keys {
  readonly keys?: readonly string[] | null;
}

export function runView(store: Store, run: RunRow) {
  const project = projectById(store, run.project);
  return {
    __typename: 'Run',
    id: run.id,
    projectId: String(project.number),
    name: run.name,
    displayName: run.displayName,
    description: run.description,
    notes: run.notes,
    tags: run.tags,
    state: run.state,
    group: run.group,
    jobType: run.jobType,
    commit: run.commit,
    host: run.host,
    readOnly: false,
    stopped: false,
    sweepName: run.sweepName,
    createdAt: run.createdAt,
    updatedAt: run.heartbeatAt,
    heartbeatAt: run.heartbeatAt,
    computeSeconds: seconds(run),
    user: () => userView(store),
    project: () => projectView(store, project),
    config: ({ keys }: Keys) => JSON.stringify(pick(parse(run.config), keys)),
    wandbConfig: ({ keys }: Keys) => JSON.stringify(pick(wandbConfig(run), keys)),
    summaryMetrics: ({ keys }: Keys) => JSON.stringify(pick(parse(run.summaryMetrics), keys)),
    systemMetrics: '{}',
    historyKeys: null,
    historyLineCount: run.historyLineCount,
    historyTail: tail(run.historyTail),
    eventsLineCount: run.eventsLineCount,
    eventsTail: tail(run.eventsTail),
    logLineCount: run.logLineCount,
    fileCount: Object.keys(run.files).length,
    files: (args: PageArgs & { readonly names?: readonly string[] | null }) =>
      fileConnection(
        store,
        Object.entries(run.files).map(([name, path]) => ({ name, path })),
        args,
      ),
    inputArtifacts: (args: PageArgs) =>
      connection(
        run.used.map((it) => ({ ...it, id: it.artifact })),
        args,
        (it) => artifactView(store, artifactById(store, it.artifact)),
        (it) => ({ usedAs: it.usedAs }),
      ),
    outputArtifacts: (args: PageArgs) =>
      connection(
        run.logged.map((id) => artifactById(store, id)),
        args,
        (it) => artifactView(store, it),
      ),
  };
}

/** Runs of one list, oldest first unless another order is asked for, 50 to a page unless asked otherwise. */
export function runConnection(store: Store, runs: readonly RunRow[], args: ListArgs) {
  const page = args.first || args.last ? args : { ...args, first: 50 };
  return connection(selectRuns(store, runs, args), page, (it) => runView(store, it));
}

export function selectRuns(store: Store, runs: readonly RunRow[], args: ListArgs): readonly RunRow[] {
  return select(runs, { ...args, order: args.order || '+created_at' }, (run, key) =>
    key === 'username' ? store.state.user.username : filterValue(run, key),
  );
}

/** The keys that filters and orders of runs may name. */
function filterValue(run: RunRow, key: string): unknown {
  const [head = '', ...path] = key.split('.');
  switch (head) {
    case 'config':
      return dig(parse(run.config), path.at(-1) === 'value' ? path : [...path, 'value']);
    case 'summary_metrics':
    case 'summaryMetrics':
      return dig(parse(run.summaryMetrics), path);
    case 'created_at':
    case 'createdAt':
      return run.createdAt;
    case 'heartbeat_at':
    case 'heartbeatAt':
      return run.heartbeatAt;
    case 'display_name':
      return run.displayName;
    case 'duration':
      return seconds(run);
    case 'sweep':
      return run.sweepName;
    case 'name':
    case 'displayName':
    case 'state':
    case 'jobType':
    case 'group':
    case 'host':
    case 'commit':
    case 'tags':
    case 'sweepName':
      return run[head];
    default:
      throw refusal(400, `runs have no key ${key}`);
  }
}

/** A JSON list of lines that are JSON texts themselves. */
function tail(line: string | null): string {
  return JSON.stringify(line === null ? [] : [line]);
}

function wandbConfig(run: RunRow): Readonly<Record<string, unknown>> {
  const own = dig(parse(run.config), ['_wandb', 'value']);
  return typeof own === 'object' && own !== null ? { ...own } : {};
}

function pick(
  values: Readonly<Record<string, unknown>>,
  keys: readonly string[] | null | undefined,
): Readonly<Record<string, unknown>> {
  return keys ? Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key))) : values;
}

function parse(json: string): Readonly<Record<string, unknown>> {
  return JSON.parse(json);
}

function dig(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined),
    value,
  );
}

function seconds(run: RunRow): number {
  return (Date.parse(run.heartbeatAt) - Date.parse(run.createdAt)) / 1000;
}
