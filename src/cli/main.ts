// The command line: the same core without an editor.

import { BackendError } from '../backends/backend.ts';
import { english } from '../join/say.ts';
import type { Store } from '../join/store.ts';
import { toDot } from '../lineage/export/dot.ts';
import { toJson } from '../lineage/export/json.ts';
import { toMermaid } from '../lineage/export/mermaid.ts';
import { lineageOf, type NodeId, type Run } from '../lineage/model.ts';
import { parseName } from '../lineage/name.ts';
import { nodeHost } from './nodeHost.ts';
import { toScanJson } from './scanJson.ts';
import { explanation, runTable, scanTable } from './tables.ts';
import { type Command, help, parseCommand, UsageError } from './usage.ts';
import { openWorkspace } from './workspace.ts';

/** Past this many nodes a lineage is cut off, and says so. */
const limit = 10_000;

async function main(): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('interrupted')));
  try {
    process.stdout.write(await answer(parseCommand(process.argv.slice(2)), stop.signal));
  } catch (error) {
    const known = error instanceof UsageError || error instanceof BackendError || stop.signal.aborted;
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`artifact-lineage: ${known ? message : `unexpected: ${message}`}\n`);
    process.exitCode = error instanceof UsageError ? 2 : error instanceof BackendError ? 3 : 1;
  }
}

async function answer(command: Command, signal: AbortSignal): Promise<string> {
  const host = nodeHost();
  switch (command.verb) {
    case 'help':
      return help;
    case 'scan': {
      const { store, files } = await openWorkspace(host, command.dir, 'none', signal);
      await warn(store, signal);
      if (command.json) return `${JSON.stringify(toScanJson(files), null, 2)}\n`;
      return command.explain ? explanation(files) : scanTable(files);
    }
    case 'runs': {
      const { store } = await openWorkspace(host, command.dir, command.backend, signal);
      const runs = await allRuns(store, signal);
      await warn(store, signal);
      return command.json
        ? `${JSON.stringify({ runs: toJson(lineageOf(runs, []), false).nodes }, null, 2)}\n`
        : runTable(runs, host.now(), english);
    }
    case 'lineage': {
      const { store } = await openWorkspace(host, command.dir, command.backend, signal);
      await store.ready(signal);
      const focus = await findNode(store, command.name, signal);
      await warn(store, signal);
      if (!focus) throw new UsageError(`nothing called "${command.name}" is known in ${command.dir}`);
      const { upstream, downstream } = command;
      const bounds = {
        ...(upstream !== undefined && { upstream }),
        ...(downstream !== undefined && { downstream }),
      };
      const { lineage, truncated } = await store.walk(focus, { ...bounds, limit }, signal);
      if (command.format === 'mermaid') return toMermaid(lineage);
      if (command.format === 'dot') return toDot(lineage);
      return `${JSON.stringify(toJson(lineage, truncated), null, 2)}\n`;
    }
  }
}

/** An artifact by name, else a run by name or id. */
async function findNode(store: Store, text: string, signal: AbortSignal): Promise<NodeId | undefined> {
  const name = parseName(text);
  const found = name && (await store.find(name, signal));
  return found?.id ?? (await store.findRuns(text, signal))[0]?.id;
}

async function allRuns(store: Store, signal: AbortSignal): Promise<readonly Run[]> {
  const runs: Run[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.runs(cursor, signal);
    runs.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && runs.length < limit);
  return runs;
}

/** What could not be read is told beside the answer, not instead of it. */
async function warn(store: Store, signal: AbortSignal): Promise<void> {
  const code = store.files.flatMap((file) => (file.problem ? [file.problem] : []));
  for (const problem of [...(await store.problems(signal)), ...code])
    process.stderr.write(`artifact-lineage: ${problem}\n`);
}

void main();
