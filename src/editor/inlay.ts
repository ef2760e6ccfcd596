// A hint behind a name with an alias: the version that it means today. Off unless a setting turns it on.

import * as vscode from 'vscode';
import { resolve } from '../join/resolve.ts';
import type { Store } from '../join/store.ts';
import { inert } from '../lineage/inert.ts';
import { isVersion } from '../lineage/name.ts';
import type { Code } from './code.ts';
import { attempt, toRange, toSignal } from './convert.ts';
import { cellOf } from './documents.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { readSettings } from './settings.ts';

/** Characters of a version that a hint has room for. */
const longest = 20;

export function inlayHintsProvider(
  store: Store,
  code: Code,
  history: History,
  log: Log,
): vscode.InlayHintsProvider {
  return {
    async provideInlayHints(document, range, token) {
      if (!readSettings(document.uri).inlayHints) return [];
      const signal = toSignal(token);
      const hints = await attempt(log, signal, async () => {
        const cell = cellOf(document);
        const file = await code.fileFor(document);
        await history.ready(signal);
        const shown = (file?.references ?? []).filter(
          ({ relation, nameAt }) =>
            (relation === 'used' || relation === 'read') &&
            nameAt.cell === cell &&
            nameAt.path === file?.path &&
            range.intersection(toRange(nameAt.range)) !== undefined,
        );
        const found = shown.map(async (reference): Promise<vscode.InlayHint[]> => {
          const [only, ...others] = await resolve(reference, (name) => store.find(name, signal), 2);
          const node = only?.node;
          if (others.length > 0 || node?.kind !== 'version' || !node.version) return [];
          const { alias } = only?.name ?? {};
          if (!alias || isVersion(alias)) return [];
          const hint = new vscode.InlayHint(
            toRange(reference.nameAt.range).end,
            `= ${inert(node.version, longest)}`,
          );
          hint.paddingLeft = true;
          hint.tooltip = vscode.l10n.t('What "{0}" means today', alias);
          return [hint];
        });
        return (await Promise.all(found)).flat();
      });
      return hints ?? [];
    },
  };
}
