// The questions of agents as the editor's language-model tools: answered from the open workspace, as far as it is trusted.

import * as vscode from 'vscode';
import { BackendError } from '../backends/backend.ts';
import { AnswerError, ask } from '../join/answers/tool.ts';
import type { Store } from '../join/store.ts';
import type { Code } from './code.ts';
import { toSignal } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';

/** The part of the manifest that is read. */
interface Manifest {
  readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
}

export function registerAgentTools(
  context: vscode.ExtensionContext,
  store: Store,
  code: Code,
  history: History,
  log: Log,
): vscode.Disposable {
  const { contributes }: Manifest = context.extension.packageJSON;
  const answer = async (name: string, input: object, signal: AbortSignal): Promise<string> => {
    try {
      const { tools } = await import('../join/answers/tools.ts');
      const tool = tools.find((it) => it.name === name);
      if (!tool) throw new AnswerError(`There is no question ${name}.`);
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
    ...contributes.languageModelTools.map(({ name }) =>
      vscode.lm.registerTool<object>(name, {
        prepareInvocation: () => ({ invocationMessage: vscode.l10n.t('Reading the lineage') }),
        invoke: async ({ input }, token) =>
          new vscode.LanguageModelToolResult([
            new vscode.LanguageModelTextPart(await answer(name, input, toSignal(token))),
          ]),
      }),
    ),
  );
}
