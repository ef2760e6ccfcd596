// What the documents of our own read-only scheme hold: found when one of them is looked at.

import * as vscode from 'vscode';
import { manifestText } from '../join/manifestText.ts';
import { originOf } from '../join/origin.ts';
import type { Store } from '../join/store.ts';
import { parseTable, tableMarkdown } from '../join/tablePreview.ts';
import type { VersionId } from '../lineage/model.ts';
import { isNodeId } from '../protocol/checks.ts';
import { largest, type Shown } from './readOnlyFiles.ts';

export class ReadOnlyContent {
  readonly #store: Store;
  #fetched: { readonly address: string; readonly content: Uint8Array } | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  async of(uri: vscode.Uri): Promise<Uint8Array> {
    const shown = shownBy(uri);
    if (shown.shows === 'list') {
      const known = await this.#store.filesOf(shown.version, new AbortController().signal);
      if (!known) throw vscode.FileSystemError.FileNotFound(uri);
      return new TextEncoder().encode(manifestText(known.files));
    }
    if (shown.shows === 'origin') {
      const text = await originOf(shown.node, this.#store, new AbortController().signal, vscode.l10n.t);
      if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
      return new TextEncoder().encode(text);
    }
    if ('version' in shown) {
      const content = await this.#fetch(shown.version, shown.path, uri);
      return shown.shows === 'remote' ? content : asTable(content, uri);
    }
    const at = vscode.Uri.file(shown.at);
    if ((await vscode.workspace.fs.stat(at)).size > largest)
      throw new Error(vscode.l10n.t('The file is too large to show (over 64 MB).'));
    const content = await vscode.workspace.fs.readFile(at);
    return shown.shows === 'file' ? content : asTable(content, uri);
  }

  /** The editor asks for a file's size and for its content in one go: fetched once. */
  async #fetch(version: VersionId, path: string, uri: vscode.Uri): Promise<Uint8Array> {
    if (this.#fetched?.address === uri.toString()) return this.#fetched.content;
    const { signal } = new AbortController();
    const known = await this.#store.filesOf(version, signal);
    const file = known?.files.find((it) => it.path === path);
    const content = file && (await known?.read(file, signal));
    if (!content) throw vscode.FileSystemError.FileNotFound(uri);
    this.#fetched = { address: uri.toString(), content };
    return content;
  }
}

/** A preview of a table in which no text can act. */
function asTable(content: Uint8Array, uri: vscode.Uri): Uint8Array {
  const table = parseTable(new TextDecoder().decode(content));
  if (!table) throw new Error(vscode.l10n.t('This is not a table that wandb has written.'));
  const name = uri.path.slice(1).replace(/\.md$/, '');
  return new TextEncoder().encode(tableMarkdown(name, table, vscode.l10n.t));
}

/** Throws for an address that is none of ours. */
function shownBy(uri: vscode.Uri): Shown {
  try {
    const shown: Partial<Record<string, unknown>> = JSON.parse(uri.query);
    const { shows, at, version, path, node } = shown;
    const ofVersion = typeof version === 'string' && version.startsWith('version:');
    if ((shows === 'remote' || shows === 'remoteTable') && ofVersion && typeof path === 'string')
      return { shows, version: version as VersionId, path };
    if ((shows === 'file' || shows === 'table') && typeof at === 'string') return { shows, at };
    if (shows === 'list' && ofVersion) return { shows, version: version as VersionId };
    if (shows === 'origin' && isNodeId(node)) return { shows, node };
  } catch {
    // Told below.
  }
  throw vscode.FileSystemError.FileNotFound(uri);
}
