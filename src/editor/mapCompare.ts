// The commands that compare two versions, aliases or runs on a map, and that tell what depends on something.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import { inert } from '../lineage/inert.ts';
import type { LineageNode } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import type { Maps } from './maps.ts';
import { nodeOf } from './nodeOf.ts';
import { othersLike } from './othersLike.ts';
import { pickCompared, type Side } from './pickCompared.ts';
import { findTarget, type Target } from './target.ts';

export function registerMapCompare(
  maps: Maps,
  store: Store,
  code: Code,
  history: History,
  log: Log,
): vscode.Disposable {
  const guarded = (name: string, work: (target: Target, all: readonly Target[]) => Promise<unknown>) =>
    vscode.commands.registerCommand(`artifactLineage.${name}`, async (target?: Target, all?: unknown) => {
      try {
        await work(target, Array.isArray(all) ? all : []);
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    });

  /** Of a command that names nothing: what is selected on the map that the reader is in. */
  const onMap = () => {
    const node = maps.current?.panel.active ? maps.current.subject : undefined;
    return node ? { node } : undefined;
  };

  /** The older of two, or the one picked second, comes first: what changed is told in the direction of time. */
  async function compare(target: Target, all: readonly Target[]): Promise<void> {
    const title = vscode.l10n.t('Compare');
    const [first, second] = all.flatMap((row) => row?.node ?? []);
    if (first && second) return show({ id: first }, { id: second });
    const own = await findTarget(target ?? onMap(), store, code, history, title);
    const node = own && (await nodeOf(own, store, history));
    if (!node) return;
    const others = await othersLike(node, store);
    if (others.length === 0) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('There is nothing to compare {0} with.', titleOf(node)),
      );
      return;
    }
    const one =
      node.kind === 'collection'
        ? await pickCompared(others, title, vscode.l10n.t('An alias or a version'))
        : { id: node.id };
    if (!one) return;
    const known = store.joined().nodes.get(one.id);
    const other = await pickCompared(
      others.filter(({ id }) => id !== one.id),
      title,
      vscode.l10n.t('Compare {0} with', one.alias === undefined ? titleOf(known ?? node) : inert(one.alias)),
    );
    if (other) await show(one, other);
  }

  async function show(a: Side, b: Side): Promise<void> {
    const [one, other] = await Promise.all([a, b].map(({ id }) => nodeOf(id, store, history)));
    const turned = one && other && timeOf(one) > timeOf(other);
    const [before, after] = turned ? [b, a] : [a, b];
    await maps.compare(before.id, after.id, {
      ...(before.alias !== undefined && { before: before.alias }),
      ...(after.alias !== undefined && { after: after.alias }),
    });
  }

  async function showImpact(target: Target): Promise<void> {
    const title = vscode.l10n.t('What Depends on This');
    const id = await findTarget(target ?? onMap(), store, code, history, title);
    if (id) await maps.showImpact(id);
  }

  return vscode.Disposable.from(guarded('compareLineage', compare), guarded('showImpact', showImpact));
}

/** When it was made, or of versions without a time the number; 0 where neither is known. */
function timeOf(node: LineageNode): number {
  if (node.kind === 'run') return node.startedAt ?? 0;
  if (node.kind !== 'version') return 0;
  return node.createdAt ?? (Number(node.version?.slice(1)) || 0);
}
