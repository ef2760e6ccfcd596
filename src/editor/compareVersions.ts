// Compares two versions, or two runs: how each came to be, side by side.

import * as vscode from 'vscode';
import { detailOf } from '../join/looks.ts';
import type { Row } from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import type { LineageNode, NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import { meantBy, referenceAtCaret } from './atCaret.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { nodeOf } from './nodeOf.ts';
import { type Comparable, othersLike } from './othersLike.ts';
import { addressOf } from './readOnlyFiles.ts';

/** Menus hand over the row that was clicked and, where several are selected, all of them; hovers hand over a node. */
export function registerCompareVersions(
  store: Store,
  code: Code,
  history: History,
  log: Log,
): vscode.Disposable {
  const known = async (id: NodeId | undefined) => comparable(id && (await nodeOf(id, store, history)));

  async function atCaret(): Promise<Comparable | undefined> {
    const reference = await referenceAtCaret(code);
    const nodes = reference ? await meantBy(reference, store, history) : [];
    return nodes.map(comparable).find((it) => it !== undefined);
  }

  async function compare(row?: Pick<Row, 'node'>, all: readonly Row[] = []): Promise<void> {
    const nodes = await Promise.all(all.map(({ node }) => known(node)));
    const selected = nodes.filter((it) => it !== undefined);
    const [first, second] = selected.length === 2 ? selected : [];
    if (first && second && first.kind === second.kind) return show(first, second);
    const one = row ? await known(row.node) : await atCaret();
    if (!one) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is no version of an artifact here that could be compared.'),
      );
      return;
    }
    const other = await pickOther(one, await othersLike(one, store));
    if (other) await show(other, one);
  }

  return vscode.commands.registerCommand(
    'artifactLineage.compareVersions',
    async (row?: Pick<Row, 'node'>, all?: readonly Row[]) => {
      try {
        await compare(row, all);
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    },
  );
}

function comparable(node: LineageNode | undefined): Comparable | undefined {
  return node?.kind === 'version' || node?.kind === 'run' ? node : undefined;
}

/** The older one stands on the left. */
async function show(one: Comparable, other: Comparable): Promise<void> {
  const dateOf = (it: Comparable) => (it.kind === 'run' ? it.startedAt : it.createdAt) ?? 0;
  const [before, after] = dateOf(one) <= dateOf(other) ? [one, other] : [other, one];
  const address = (it: Comparable) => addressOf(`${titleOf(it)}.origin`, { shows: 'origin', node: it.id });
  const title = `${titleOf(before)} ↔ ${titleOf(after)}`;
  await vscode.commands.executeCommand('vscode.diff', address(before), address(after), title);
}

async function pickOther(
  one: Comparable,
  candidates: readonly Comparable[],
): Promise<Comparable | undefined> {
  if (candidates.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Nothing is known that {0} could be compared with.', titleOf(one)),
    );
    return undefined;
  }
  const items = candidates.map((it) => ({
    label: titleOf(it),
    description: detailOf(it, vscode.l10n.t),
    it,
  }));
  const placeHolder = vscode.l10n.t('Compare {0} with', titleOf(one));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.it;
}
