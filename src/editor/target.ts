// What a command is about: what a row, a tile, a hover or a lens hands over, what the caret is on, else what the user picks.

import * as vscode from 'vscode';
import { detailOf, iconOf } from '../join/looks.ts';
import type { Row } from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import type { LineageNode, NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import type { CodeReference } from '../python/codeReference.ts';
import { meantBy, referenceAtCaret } from './atCaret.ts';
import type { Code } from './code.ts';
import type { History } from './history.ts';

/** What rows, tiles, hovers and lenses hand over. */
export type Target = Row | { readonly node?: NodeId; readonly reference?: CodeReference } | undefined;

/** Undefined when the user has picked nothing, or has been told why there is nothing. `title` is that of a choice. */
export async function findTarget(
  target: Target,
  store: Store,
  code: Code,
  history: History,
  title: string,
): Promise<NodeId | undefined> {
  if (target?.node) return target.node;
  const reference = (target && 'reference' in target && target.reference) || (await referenceAtCaret(code));
  if (!reference) return pick(store, history, title);
  const nodes = await meantBy(reference, store, history);
  if (nodes.length > 1) return pickNode(nodes, title);
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

/** Lets the user choose among everything known, for a caret that is on no artifact's name. */
async function pick(store: Store, history: History, title: string): Promise<NodeId | undefined> {
  await history.ready(new AbortController().signal);
  const nodes = [...store.joined().nodes.values()].filter((node) => node.kind !== 'script');
  if (nodes.length > 0) return pickNode(nodes, title);
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'No runs or artifacts are known yet: open a folder with W&B code, run folders or a lineage file.',
    ),
  );
  return undefined;
}

export async function pickNode(
  nodes: readonly LineageNode[],
  title: string,
  placeHolder = vscode.l10n.t('An artifact or a run'),
): Promise<NodeId | undefined> {
  const items = nodes.map((node) => ({
    label: `$(${iconOf(node)}) ${titleOf(node)}`,
    description: detailOf(node, vscode.l10n.t),
    id: node.id,
  }));
  const options = { title, placeHolder, matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.id;
}
