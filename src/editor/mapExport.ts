// Takes what a map shows elsewhere: into a file, or through the clipboard.

import * as vscode from 'vscode';
import { type MapFormat, mapFormats } from '../join/mapFormats.ts';
import { lineageMarkdown } from '../join/markdown/lineageMarkdown.ts';
import { relationWord } from '../join/relationWord.ts';
import { toMermaid } from '../lineage/export/mermaid.ts';
import { titleOf } from '../lineage/title.ts';
import { sentenceOf } from './convert.ts';
import type { Log } from './log.ts';
import type { Shown } from './mapShown.ts';
import type { Maps } from './maps.ts';
import { askPlace, saveAt } from './saveText.ts';

/** Other extensions, keybindings and tests may say at once what and where to. */
interface Wish {
  readonly format?: string;
  readonly to?: vscode.Uri;
}

export function registerMapExport(maps: Maps, log: Log): vscode.Disposable {
  const guarded = (name: string, work: (wish: Wish) => Promise<void>) =>
    vscode.commands.registerCommand(`artifactLineage.${name}`, async (wish?: Wish) => {
      try {
        if (maps.current) await work(wish ?? {});
        else void vscode.window.showInformationMessage(vscode.l10n.t('No lineage map is open.'));
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    });

  async function toFile(wish: Wish): Promise<void> {
    const formats = mapFormats(vscode.l10n.t);
    const format =
      formats.find(({ id }) => id === wish.format) ??
      (await vscode.window.showQuickPick(formats, { title: vscode.l10n.t('Export the Map') }));
    if (!format) return;
    const shown = await maps.current?.export(format.as);
    if (!shown) throw new Error(vscode.l10n.t('The map could not be drawn.'));
    const content = contentOf(shown, format);
    const to = wish.to ?? (await askPlace(titleIn(shown), format.endings, format.label));
    if (wish.to) await vscode.workspace.fs.writeFile(wish.to, content);
    else if (to) await saveAt(to, content);
  }

  const copy = (write: (shown: Shown) => string) => async () => {
    const shown = await maps.current?.export('nodes');
    if (!shown) return;
    await vscode.env.clipboard.writeText(write(shown));
    vscode.window.setStatusBarMessage(vscode.l10n.t('$(check) Copied the map'), 3000);
  };

  return vscode.Disposable.from(
    guarded('exportMap', toFile),
    guarded(
      'copyMapAsMermaid',
      copy(({ lineage }) => toMermaid(lineage, (kind) => relationWord(kind, vscode.l10n.t))),
    ),
    guarded(
      'copyMapAsMarkdown',
      copy(({ lineage, focus }) => lineageMarkdown(lineage, focus, vscode.l10n.t)),
    ),
  );
}

function contentOf({ content, lineage }: Shown, { as, write }: MapFormat): Uint8Array {
  if (as === 'png') return Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0));
  return new TextEncoder().encode(write?.(lineage, Date.now()) ?? content);
}

function titleIn({ lineage, focus }: Shown): string {
  const node = lineage.nodes.get(focus);
  return node ? titleOf(node) : '';
}
