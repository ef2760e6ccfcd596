// The file stream: what a running run reports by plain HTTP beside GraphQL.
import type { RunRow } from './state.ts';
import { runByPath, type Store } from './store.ts';

interface Chunk {
  readonly offset?: number;
  readonly content?: readonly string[];
}

/** The parts of a report that are kept. Lines of `files` are JSON texts, in `output.log` plain ones. */
interface Report {
  readonly files?: Readonly<Record<string, Chunk>>;
  readonly complete?: boolean;
  readonly exitcode?: number;
  readonly preempting?: boolean;
}

const path = /^\/files\/([^/]+)\/([^/]+)\/([^/]+)\/file_stream$/;

/** The run that a file stream address belongs to, as [entity, project, run]. */
export function fileStreamPath(pathname: string): readonly [string, string, string] | undefined {
  const [, entity, project, run] = path.exec(pathname)?.map(decodeURIComponent) ?? [];
  return entity && project && run ? [entity, project, run] : undefined;
}

/** Takes a report in; gives the reply. Throws a refusal when there is no such run. */
export function takeReport(
  store: Store,
  [entity, project, name]: readonly [string, string, string],
  report: Report,
): object {
  const run = runByPath(store, entity, project, name);
  run.heartbeatAt = store.now();
  for (const [file, chunk] of Object.entries(report.files ?? {})) takeChunk(run, file, chunk);
  if (report.complete) run.state = report.exitcode === 0 ? 'finished' : 'failed';
  return { exitcode: null, limits: {} };
}

function takeChunk(run: RunRow, file: string, { offset = 0, content = [] }: Chunk): void {
  const lines = offset + content.length;
  const last = content.at(-1);
  if (file === 'wandb-summary.json' && last) run.summaryMetrics = last;
  if (file === 'wandb-history.jsonl') {
    run.historyLineCount = Math.max(run.historyLineCount, lines);
    run.historyTail = last ?? run.historyTail;
  }
  if (file === 'wandb-events.jsonl') {
    run.eventsLineCount = Math.max(run.eventsLineCount, lines);
    run.eventsTail = last ?? run.eventsTail;
  }
  if (file === 'output.log') run.logLineCount = Math.max(run.logLineCount, lines);
}
