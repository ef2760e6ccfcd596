// The questions of agents as the editor's language-model tools: answered from the open workspace, as far as it is trusted.

import * as vscode from 'vscode';
import { BackendError } from '../backends/backend.ts';
import { AnswerError, ask, type Tool } from '../join/answers/tool.ts';
import { tools } from '../join/answers/tools.ts';
import type { Store } from '../join/store.ts';
import type { Code } from './code.ts';
import { toSignal } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';

export function registerAgentTools(store: Store, code: Code, history: History, log: Log): vscode.Disposable {
  const answer = async (tool: Tool, input: object, signal: AbortSignal): Promise<string> => {
    try {
      await code.ready();
      await history.ready(signal);
      return await ask(tool, input, { store, now: Date.now() }, signal);
    } catch (error) {
      if (error instanceof AnswerError || error instanceof BackendError) return error.message;
      if (!signal.aborted) log.error(error instanceof Error ? error : String(error));
      throw error;
    }
  };
  return vscode.Disposable.from(
    ...tools.map((tool) =>
      vscode.lm.registerTool<object>(tool.name, {
        prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('Reading the lineage') }),
        invoke: async ({ input }, token) =>
          new vscode.LanguageModelToolResult([
            new vscode.LanguageModelTextPart(await answer(tool, input, toSignal(token))),
          ]),
      }),
    ),
  );
}
