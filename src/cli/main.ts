// The command line: the same core without an editor.

import { BackendError } from '../backends/backend.ts';
import { impactMarkdown } from '../join/markdown/impactMarkdown.ts';
import { english } from '../join/say.ts';
import type { Store } from '../join/store.ts';
import { compare } from '../lineage/compare.ts';
import { toDot } from '../lineage/export/dot.ts';
import { toJson } from '../lineage/export/json.ts';
import { toMermaid } from '../lineage/export/mermaid.ts';
import { toOpenLineageText } from '../lineage/export/openLineage.ts';
import { toProv } from '../lineage/export/prov.ts';
import { impactOf } from '../lineage/impact.ts';
import { merge } from '../lineage/merge.ts';
import { type Lineage, lineageOf, type NodeId, type Run } from '../lineage/model.ts';
import { parseName } from '../lineage/name.ts';
import { inEnglish } from '../lineage/sentence.ts';
import { check } from './check/check.ts';
import { toCompareJson } from './compareJson.ts';
import { diff } from './diff/diff.ts';
import { help } from './help.ts';
import { nodeCache } from './nodeCache.ts';
import { nodeHost } from './nodeHost.ts';
import { toScanJson } from './scanJson.ts';
import { serveAgents } from './serveAgents.ts';
import { explanation, runTable, scanTable } from './tables.ts';
import { type Command, type Format, parseCommand, UsageError } from './usage.ts';
import { openWorkspace } from './workspace.ts';

/** Past this many nodes a lineage is cut off, and says so. */
const limit = 10_000;
/** Names this program in what it writes for others. */
const producer = 'urn:artifact-lineage';

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
  const host = nodeHost(nodeCache(process.env));
  switch (command.verb) {
    case 'help':
      return help;
    case 'scan': {
      const { store, files } = await openWorkspace(host, command.dir, 'none', signal);
      await warn(store, signal);
      if (command.json) return `${JSON.stringify(toScanJson(files), null, 2)}\n`;
      return command.explain ? explanation(files) : scanTable(files);
    }
    case 'check': {
      const { store } = await openWorkspace(host, command.dir, command.backend, signal);
      await warn(store, signal);
      const { text, failed } = await check(store, command, signal);
      if (failed) process.exitCode = 1;
      return text;
    }
    case 'diff':
      return diff(host, command, signal);
    case 'mcp':
      await serveAgents(host, command, signal);
      return '';
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
      const focus = await focusOf(store, command.name, command.dir, signal);
      const { upstream, downstream } = command;
      const bounds = {
        ...(upstream !== undefined && { upstream }),
        ...(downstream !== undefined && { downstream }),
      };
      const { lineage, truncated } = await store.walk(focus, { ...bounds, limit }, signal);
      return written(lineage, truncated, command.format, host.now());
    }
    case 'impact': {
      const { store } = await openWorkspace(host, command.dir, command.backend, signal);
      const focus = await focusOf(store, command.name, command.dir, signal);
      const { lineage } = await store.walk(focus, { upstream: 0, limit }, signal);
      const impact = impactOf(lineage, focus);
      return impact ? impactMarkdown(impact, english) : '';
    }
    case 'compare': {
      const { store } = await openWorkspace(host, command.dir, command.backend, signal);
      const before = await focusOf(store, command.before, command.dir, signal);
      const after = await focusOf(store, command.after, command.dir, signal);
      const walks = [before, after].map((focus) => store.walk(focus, { downstream: 0, limit }, signal));
      const [old, fresh] = await Promise.all(walks);
      const both = merge([old, fresh].flatMap((it) => (it ? [it.lineage] : [])));
      const comparison = compare(both.lineage, both.canonical(before), both.canonical(after));
      return comparison ? `${JSON.stringify(toCompareJson(comparison), null, 2)}\n` : '';
    }
  }
}

function written(lineage: Lineage, truncated: boolean, format: Format, now: number): string {
  switch (format) {
    case 'mermaid':
      return toMermaid(lineage);
    case 'dot':
      return toDot(lineage);
    case 'openlineage':
      return toOpenLineageText(lineage, { producer, now });
    case 'prov':
      return `${JSON.stringify(toProv(lineage), null, 2)}\n`;
    case 'json':
      return `${JSON.stringify(toJson(lineage, truncated), null, 2)}\n`;
  }
}

/** Throws a UsageError when nothing is called so. */
async function focusOf(store: Store, name: string, dir: string, signal: AbortSignal): Promise<NodeId> {
  await store.ready(signal);
  const focus = await findNode(store, name, signal);
  await warn(store, signal);
  if (!focus) throw new UsageError(`nothing called "${name}" is known in ${dir}`);
  return focus;
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
  const code = store.files.flatMap((file) => (file.problem ? [inEnglish(file.problem)] : []));
  for (const problem of [...(await store.problems(signal)).map(({ text }) => inEnglish(text)), ...code])
    process.stderr.write(`artifact-lineage: ${problem}\n`);
}

void main();
