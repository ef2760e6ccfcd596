// `mcp`: agents ask about a folder for as long as they like; its code is scanned anew for each question.

import { BackendError } from '../backends/backend.ts';
import type { Host } from '../backends/host.ts';
import { AnswerError, ask } from '../join/answers/tool.ts';
import { tools } from '../join/answers/tools.ts';
import { type BackendChoice, UsageError } from './usage.ts';
import { openWorkspace, type Workspace } from './workspace.ts';

/** Set when a bundle is built: the version in package.json. */
declare const productVersion: string;

/** History is read anew when it is older; milliseconds. */
const fresh = 60_000;

export interface AgentOptions {
  readonly dir: string;
  readonly backend: BackendChoice | 'none';
}

/** Ends when the agent closes the connection. The folder is opened at once, so that a wrong one is told at the start. */
export async function serveAgents(
  host: Host,
  { dir, backend }: AgentOptions,
  signal: AbortSignal,
): Promise<void> {
  const { serve } = await import('../mcp/serve.ts');
  const workspace = await openWorkspace(host, dir, backend, signal);
  let readAt = host.now();
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: a scan reads files into memory that it uses again. */
  const upToDate = (now: AbortSignal): Promise<Workspace> => {
    const work = last.then(async () => {
      await workspace.rescan(now);
      if (host.now() - readAt > fresh) {
        workspace.store.refresh();
        readAt = host.now();
      }
      return workspace;
    });
    last = work.catch(() => undefined);
    return work;
  };
  await serve({
    version: productVersion,
    tools,
    answer: async (tool, input, asking) => {
      const { store } = await upToDate(asking);
      return ask(tool, input, { store, now: host.now() }, asking);
    },
    isKnown: (error) =>
      error instanceof AnswerError || error instanceof BackendError || error instanceof UsageError,
  });
}
