// Lets the user choose what is compared: an alias, shown with the version that it means now, a version, or a run.

import * as vscode from 'vscode';
import { aliasNames } from '../join/compared.ts';
import { detailOf, iconOf } from '../join/looks.ts';
import { inert } from '../lineage/inert.ts';
import type { NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import type { Comparable } from './othersLike.ts';

/** One of the two, with the full name of the alias by which it was chosen, if it was. */
export interface Side {
  readonly id: NodeId;
  readonly alias?: string;
}

type Item = vscode.QuickPickItem & { readonly side?: Side };

/** Of several versions that share an alias the first has it: the newest comes first. */
export async function pickCompared(
  nodes: readonly Comparable[],
  title: string,
  placeHolder: string,
): Promise<Side | undefined> {
  const options = { title, placeHolder, matchOnDescription: true };
  return (await vscode.window.showQuickPick(itemsOf(nodes), options))?.side;
}

function itemsOf(nodes: readonly Comparable[]): readonly Item[] {
  const items = nodes.map((node) => ({
    label: `$(${iconOf(node)}) ${titleOf(node)}`,
    description: detailOf(node, vscode.l10n.t),
    side: { id: node.id },
  }));
  const aliases = new Map<string, Item>();
  for (const node of nodes)
    for (const alias of node.kind === 'version' ? aliasNames(node) : [])
      if (!aliases.has(alias))
        aliases.set(alias, {
          label: `$(tag) ${inert(alias)}`,
          description: titleOf(node),
          side: { id: node.id, alias },
        });
  if (aliases.size === 0) return items;
  const [ofAliases, ofVersions] = [vscode.l10n.t('Aliases'), vscode.l10n.t('Versions')].map((label) => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  })) as [Item, Item];
  return [ofAliases, ...aliases.values(), ofVersions, ...items];
}
