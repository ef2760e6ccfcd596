// Tells a map's page what is known of the tile that is selected, while that is seen.

import * as vscode from 'vscode';
import { detailsOf } from '../join/details.ts';
import type { ManifestFile } from '../lineage/manifest.ts';
import type { LineageNode, NodeId } from '../lineage/model.ts';
import type { ToView } from '../protocol/messages.ts';
import type { MapOpener } from './mapOpener.ts';

export class MapDetails {
  readonly #opener: MapOpener;
  readonly #node: (id: NodeId) => LineageNode | undefined;
  readonly #post: (message: ToView) => Promise<void>;
  #selected: NodeId | undefined;
  #seen = false;

  constructor(
    opener: MapOpener,
    node: (id: NodeId) => LineageNode | undefined,
    post: (message: ToView) => Promise<void>,
  ) {
    this.#opener = opener;
    this.#node = node;
    this.#post = post;
  }

  get selected(): NodeId | undefined {
    return this.#selected;
  }

  select(id: NodeId | undefined, seen: boolean): Promise<void> {
    this.#selected = id;
    this.#seen = seen;
    return this.tell();
  }

  /** Files may be a long way off: they follow. */
  async tell(): Promise<void> {
    const id = this.#selected;
    const node = id && this.#node(id);
    if (!node || !this.#seen) return;
    const tell = (files: readonly ManifestFile[]) =>
      this.#post({ type: 'details', details: detailsOf(node, files, Date.now(), vscode.l10n.t) });
    await tell([]);
    const files = await this.#opener.filesOf(node.id);
    if (files.length > 0 && this.#selected === id) await tell(files);
  }
}
