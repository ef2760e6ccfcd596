// Opens, beside a map, what its tiles and details lead to: code, pages, scripts as they ran, files of versions.

import * as vscode from 'vscode';
import { commitPage } from '../join/details.ts';
import type { Store } from '../join/store.ts';
import type { ManifestFile } from '../lineage/manifest.ts';
import type { LineageNode, NodeId } from '../lineage/model.ts';
import type { Link } from '../protocol/details.ts';
import type { Opened } from '../protocol/messages.ts';
import type { Code } from './code.ts';
import { openAddress, openPlace } from './open.ts';

export class MapOpener {
  readonly #store: Store;
  readonly #code: Code;

  constructor(store: Store, code: Code) {
    this.#store = store;
    this.#code = code;
  }

  async open(what: Opened, node: LineageNode, beside: vscode.ViewColumn | undefined): Promise<void> {
    const [place] = node.declared;
    if (what === 'openPage') await openAddress('url' in node ? node.url : undefined);
    else if (what !== 'openCode')
      await vscode.commands.executeCommand(
        `artifactLineage.${what}`,
        { node: node.id },
        columnBeside(beside),
      );
    else if (place) await openPlace(place, this.#code, columnBeside(beside));
  }

  async follow(node: LineageNode, link: Link, beside: vscode.ViewColumn | undefined): Promise<void> {
    if (link.type === 'place') {
      const place = node.declared[link.at];
      if (place) await openPlace(place, this.#code, columnBeside(beside));
    } else if (link.type === 'commit' && node.kind === 'run')
      await openAddress(commitPage(node.remote, node.commit));
    else if (link.type === 'file')
      await vscode.commands.executeCommand('artifactLineage.openFile', node.id, link.path);
  }

  /** The files of a version as far as a backend can tell; what fails is told where files are asked for themselves. */
  async filesOf(id: NodeId): Promise<readonly ManifestFile[]> {
    const known = await this.#store.filesOf(id, new AbortController().signal).catch(() => undefined);
    return known?.files ?? [];
  }
}

/** Code opens beside the map, not over it. */
export function columnBeside(own: vscode.ViewColumn | undefined): vscode.ViewColumn {
  const other = vscode.window.visibleTextEditors.find(
    (editor) => editor.viewColumn && editor.viewColumn !== own,
  );
  return (
    other?.viewColumn ?? (own === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One)
  );
}
