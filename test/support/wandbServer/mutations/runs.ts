// Mutations that make and change projects and runs.
import { rowsBy } from '../rows.ts';
import { globalId, type RunRow } from '../state.ts';
import { findRun, obtainProject, projectById, runById, runByPath, type Store } from '../store.ts';
import { fileView } from '../views/file.ts';
import { projectView } from '../views/project.ts';
import { runView } from '../views/run.ts';
import type { Input } from './input.ts';

interface UpsertBucket {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly modelName?: string | null;
  readonly entityName?: string | null;
  readonly groupName?: string | null;
  readonly description?: string | null;
  readonly displayName?: string | null;
  readonly notes?: string | null;
  readonly commit?: string | null;
  readonly config?: string | null;
  readonly host?: string | null;
  readonly jobType?: string | null;
  readonly state?: RunRow['state'] | null;
  readonly sweep?: string | null;
  readonly tags?: string[] | null;
  readonly summaryMetrics?: string | null;
}

interface RunFiles {
  readonly entityName: string;
  readonly projectName: string;
  readonly runName: string;
  readonly files: readonly string[];
}

export function runMutations(store: Store) {
  return {
    upsertBucket: ({ input }: Input<UpsertBucket>) => {
      const known = findBucket(store, input);
      const run = known ?? createRun(store, input);
      update(run, input);
      run.heartbeatAt = store.now();
      const serverSettings = { serverMessages: [] };
      return { bucket: runView(store, run), inserted: !known, serverSettings, clientMutationId: null };
    },
    createRunFiles: ({ input }: Input<RunFiles>) => {
      const run = runByPath(store, input.entityName, input.projectName, input.runName);
      const files = input.files.map((name) => {
        const project = projectById(store, run.project);
        const path = `runs/${project.entity}/${project.name}/${run.name}/${name}`;
        run.files[name] = path;
        return fileView(store, { name, path });
      });
      return { runID: run.id, uploadHeaders: [], files };
    },
    upsertModel: ({
      input,
    }: Input<Readonly<Record<'name' | 'entityName' | 'description', string | null>>>) => {
      const before = store.state.projects.length;
      const project = obtainProject(store, input.name, input.entityName);
      if (typeof input.description === 'string') project.description = input.description;
      const view = projectView(store, project);
      return {
        project: view,
        model: view,
        inserted: store.state.projects.length > before,
        clientMutationId: null,
      };
    },
  };
}

function findBucket(store: Store, input: UpsertBucket): RunRow | undefined {
  if (input.id) return runById(store, input.id);
  const project = obtainProject(store, input.modelName, input.entityName);
  return findRun(store, project, input.name ?? '');
}

/** The server has a name of its own for runs that come without one: their number in the project. */
function createRun(store: Store, input: UpsertBucket): RunRow {
  const project = obtainProject(store, input.modelName, input.entityName);
  const count = rowsBy(store.state.runs, 'project', (it) => it.project, project.id).length;
  const name = input.name || `run${++store.state.lastId}`;
  const run: RunRow = {
    id: globalId('Run', `v1:${name}:${project.name}:${project.entity}`),
    project: project.id,
    name,
    displayName: `run-${count + 1}`,
    description: null,
    notes: null,
    tags: [],
    state: 'running',
    group: null,
    jobType: null,
    commit: null,
    host: null,
    sweepName: null,
    config: '{}',
    summaryMetrics: '{}',
    createdAt: store.now(),
    heartbeatAt: store.now(),
    historyLineCount: 0,
    historyTail: null,
    eventsLineCount: 0,
    eventsTail: null,
    logLineCount: 0,
    used: [],
    logged: [],
    files: {},
  };
  store.state.runs.push(run);
  return run;
}

/** What the input leaves out stays. */
function update(run: RunRow, input: UpsertBucket): void {
  run.displayName = input.displayName || run.displayName;
  run.description = input.description ?? run.description;
  run.notes = input.notes ?? run.notes;
  run.tags = input.tags ?? run.tags;
  run.state = input.state ?? run.state;
  run.group = input.groupName ?? run.group;
  run.jobType = input.jobType ?? run.jobType;
  run.commit = input.commit ?? run.commit;
  run.host = input.host ?? run.host;
  run.sweepName = input.sweep ?? run.sweepName;
  run.config = input.config ?? run.config;
  run.summaryMetrics = input.summaryMetrics ?? run.summaryMetrics;
}
