// The command that shows a lineage: of what the caret, a row, a hover or a lens names, else of what the user picks.

import * as vscode from 'vscode';
import { detailOf, iconOf } from '../join/facts.ts';
import type { Row } from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import type { CodeReference } from '../python/codeReference.ts';
import { meantBy, referenceAtCaret } from './atCaret.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import type { Maps } from './maps.ts';

/** What rows, hovers and lenses hand over. */
type Target = Row | { readonly node?: NodeId; readonly reference?: CodeReference } | undefined;

export function registerShowLineage(
  store: Store,
  code: Code,
  history: History,
  maps: Maps,
  log: Log,
): vscode.Disposable {
  const register = (name: string, show: (id: NodeId) => Promise<unknown>) =>
    vscode.commands.registerCommand(`artifactLineage.${name}`, async (target: Target) => {
      try {
        const id = await find(target);
        if (id) await show(id);
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    });

  async function find(target: Target): Promise<NodeId | undefined> {
    if (target?.node) return target.node;
    const reference = (target && 'reference' in target && target.reference) || (await referenceAtCaret(code));
    if (!reference) return pick(store, history);
    const nodes = await meantBy(reference, store, history);
    if (nodes.length > 1)
      return pickOne(
        nodes.map((node) => node.id),
        store,
      );
    if (nodes[0]) return nodes[0].id;
    const [name] = reference.value.values;
    void vscode.window.showInformationMessage(
      name
        ? vscode.l10n.t('Nothing is known of {0}: no run in the history read used or logged it.', name)
        : vscode.l10n.t(
            'This name is computed when the script runs; the code alone does not say which artifact it is.',
          ),
    );
    return undefined;
  }

  return vscode.Disposable.from(
    register('showLineage', (id) => maps.show(id)),
    register('showInNewMap', (id) => maps.showInNew(id)),
  );
}

/** Lets the user choose among everything known, for a caret that is on no artifact's name. */
async function pick(store: Store, history: History): Promise<NodeId | undefined> {
  await history.ready(new AbortController().signal);
  const ids = [...store.joined().nodes.values()]
    .filter((node) => node.kind !== 'script')
    .map((node) => node.id);
  if (ids.length > 0) return pickOne(ids, store);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'No runs or artifacts are known yet: open a folder with W&B code, run folders or a lineage file.',
    ),
  );
  return undefined;
}

async function pickOne(ids: readonly NodeId[], store: Store): Promise<NodeId | undefined> {
  const nodes = store.joined().nodes;
  const items = ids
    .flatMap((id) => nodes.get(id) ?? [])
    .map((node) => ({
      label: `$(${iconOf(node)}) ${titleOf(node)}`,
      description: detailOf(node, vscode.l10n.t),
      id: node.id,
    }));
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Show Lineage'),
    placeHolder: vscode.l10n.t('An artifact or a run'),
    matchOnDescription: true,
  });
  return choice?.id;
}
