// The lens above a call that names an artifact, or that starts a run: what is known of it, and a click to its lineage.

import * as vscode from 'vscode';
import { artifactLens, runLens } from '../join/lensText.ts';
import { resolve } from '../join/resolve.ts';
import { consumersOf, runsOfFile } from '../join/scriptRuns.ts';
import type { Store } from '../join/store.ts';
import type { Place, Run } from '../lineage/model.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import { attempt, toRange, toSignal } from './convert.ts';
import { cellOf } from './documents.ts';
import type { History } from './history.ts';
import type { KnownNames } from './knownNames.ts';
import type { Log } from './log.ts';
import { readSettings } from './settings.ts';

/** What a lens stands for: an artifact's call, the last run of a script, or how the script has changed since. */
type Subject =
  | { readonly reference: CodeReference }
  | { readonly runs: readonly Run[] }
  | { readonly changed: Run };

export class Lens extends vscode.CodeLens {
  readonly of: Subject;
  constructor(at: Place, of: Subject) {
    super(toRange(at.range));
    this.of = of;
  }
}

/** `known` may come to know more: lenses are then to be asked for again. */
export function lensProvider(store: Store, code: Code, history: History, known: KnownNames, log: Log) {
  async function ofArtifact(reference: CodeReference, signal: AbortSignal): Promise<vscode.Command> {
    await history.ready(signal);
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

  async function ofRuns(runs: readonly Run[], signal: AbortSignal): Promise<vscode.Command | undefined> {
    const [last] = runs;
    if (!last) return undefined;
    const consumers = consumersOf(runs, await store.join(signal));
    return {
      title: runLens(last, consumers.length, Date.now(), vscode.l10n.t),
      command: 'artifactLineage.showLineage',
      arguments: [{ node: last.id }],
    };
  }

  async function commandOf(of: Subject, signal: AbortSignal): Promise<vscode.Command | undefined> {
    if ('reference' in of) return ofArtifact(of.reference, signal);
    if ('runs' in of) return ofRuns(of.runs, signal);
    return {
      title: vscode.l10n.t('changed since that run: compare'),
      command: 'artifactLineage.compareRunScript',
      arguments: [{ node: of.changed.id }],
    };
  }

  return {
    async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<Lens[]> {
      const { codeLens } = readSettings(document.uri);
      if (codeLens === 'off') return [];
      const signal = toSignal(token);
      const lenses = await attempt(log, signal, async () => {
        const cell = cellOf(document);
        const file = await code.fileFor(document);
        if (!file) return [];
        const named = file.references.filter(
          ({ relation, callAt }) => relation !== 'constructed' && callAt.cell === cell,
        );
        const shown = codeLens === 'all' ? named : await known.recorded(named, signal);
        // Nothing is said of a script that no known run executed.
        const runs = runsOfFile(file.path, await store.join(signal), store.files);
        const [last] = runs;
        const starts = last ? file.runs.filter(({ at }) => at.cell === cell) : [];
        return [
          ...starts.map(({ at }) => new Lens(at, { runs })),
          ...(last?.scriptChanged ? starts.map(({ at }) => new Lens(at, { changed: last })) : []),
          ...shown.map((reference) => new Lens(reference.callAt, { reference })),
        ];
      });
      return lenses ?? [];
    },
    async resolveCodeLens(lens: Lens, token: vscode.CancellationToken): Promise<Lens> {
      const signal = toSignal(token);
      const command = await attempt(log, signal, () => commandOf(lens.of, signal));
      lens.command = command ?? {
        title: vscode.l10n.t('Show Lineage'),
        command: 'artifactLineage.showLineage',
      };
      return lens;
    },
  };
}
