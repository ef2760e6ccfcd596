// The lens above a call that names an artifact, or that starts a run: what is known of it, and a click to its lineage.

import * as vscode from 'vscode';
import { resolve } from '../join/card.ts';
import { artifactLens, runLens } from '../join/lensText.ts';
import { lastRunOf } from '../join/scriptRuns.ts';
import type { Store } from '../join/store.ts';
import type { Place, Run } from '../lineage/model.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import { attempt, toRange, toSignal } from './convert.ts';
import { cellOf } from './documents.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { onDidChangeSettings, readSettings } from './settings.ts';

/** Above an artifact's call, or above the call that starts a script's runs. */
class Lens extends vscode.CodeLens {
  readonly of: CodeReference | Run;
  readonly at: Place;
  constructor(at: Place, of: CodeReference | Run) {
    super(toRange(at.range));
    this.at = at;
    this.of = of;
  }
}

export function registerLens(store: Store, code: Code, history: History, log: Log): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();

  async function ofArtifact(reference: CodeReference, signal: AbortSignal): Promise<vscode.Command> {
    const [first] = await resolve(reference, (name) => store.find(name, signal), 1);
    const node = first?.node;
    const title =
      node && artifactLens(node, await store.around([node.id], signal), Date.now(), vscode.l10n.t);
    return {
      title: title ?? vscode.l10n.t('Show Lineage'),
      command: 'artifactLineage.showLineage',
      arguments: [{ reference }],
    };
  }

  function ofRun(run: Run): vscode.Command {
    return {
      title: runLens(run, Date.now(), vscode.l10n.t),
      command: 'artifactLineage.showLineage',
      arguments: [{ node: run.id }],
    };
  }

  const provider: vscode.CodeLensProvider<Lens> = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document, token) {
      if (!readSettings().codeLens) return [];
      const lenses = await attempt(log, toSignal(token), async () => {
        const cell = cellOf(document);
        const file = await code.fileFor(document);
        const artifacts = (file?.references ?? [])
          .filter(({ relation }) => relation !== 'constructed')
          .map((reference) => new Lens(reference.callAt, reference));
        // Nothing is said of a script that no known run executed.
        const last = file && lastRunOf(file.path, store.joined(), store.files);
        const runs = last ? file.runs.map(({ at }) => new Lens(at, last)) : [];
        return [...runs, ...artifacts].filter(({ at }) => at.cell === cell);
      });
      return lenses ?? [];
    },
    async resolveCodeLens(lens, token) {
      const signal = toSignal(token);
      const { of } = lens;
      const command = await attempt(log, signal, async () => {
        await history.ready(signal);
        return 'kind' in of ? ofRun(of) : ofArtifact(of, signal);
      });
      lens.command = command ?? {
        title: vscode.l10n.t('Show Lineage'),
        command: 'artifactLineage.showLineage',
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
