// The lens above a call that names an artifact: what it resolves to, and a click to its lineage.

import * as vscode from 'vscode';
import { resolve } from '../join/card.ts';
import { detailOf } from '../join/facts.ts';
import type { Store } from '../join/store.ts';
import { titleOf } from '../lineage/title.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import { attempt, toRange, toSignal } from './convert.ts';
import { cellOf } from './documents.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { onDidChangeSettings, readSettings } from './settings.ts';

class ReferenceLens extends vscode.CodeLens {
  readonly reference: CodeReference;
  constructor(reference: CodeReference) {
    super(toRange(reference.callAt.range));
    this.reference = reference;
  }
}

export function registerLens(store: Store, code: Code, history: History, log: Log): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider<ReferenceLens> = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!readSettings().codeLens) return [];
      const lenses = await attempt(log, toSignal(token), async () => {
        const cell = cellOf(document);
        const file = await code.fileFor(document);
        return (file?.references ?? [])
          .filter(({ relation, callAt }) => callAt.cell === cell && relation !== 'constructed')
          .map((reference) => new ReferenceLens(reference));
      });
      return lenses ?? [];
    },
    async resolveCodeLens(lens, token) {
      const signal = toSignal(token);
      const title = await attempt(log, signal, async () => {
        await history.ready(signal);
        const [first] = await resolve(lens.reference, (name) => store.find(name, signal), 1);
        return first?.node && `${titleOf(first.node)} · ${detailOf(first.node, vscode.l10n.t)}`;
      });
      lens.command = {
        title: title ?? vscode.l10n.t('Show Lineage'),
        command: 'artifactLineage.showLineage',
        arguments: [{ reference: lens.reference }],
      };
      return lens;
    },
  };
  const stop = store.onDidChange(() => changed.fire());
  return vscode.Disposable.from(
    changed,
    { dispose: stop },
    onDidChangeSettings(() => changed.fire()),
    vscode.languages.registerCodeLensProvider({ language: 'python' }, provider),
  );
}
