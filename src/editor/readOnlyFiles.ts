// Read-only documents of our own scheme: one file of a version, a table, the list of all its files, or how it came to be.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import type { NodeId, VersionId } from '../lineage/model.ts';
import { once } from './late.ts';
import type { ReadOnlyContent } from './readOnlyContent.ts';

const scheme = 'artifact-lineage';
/** Larger files are not taken into memory; bytes. */
export const largest = 64 * 1024 * 1024;

/** What a document of this scheme shows: the query of its address, so that it can be made again after a reload. */
export type Shown =
  | { readonly shows: 'file' | 'table'; readonly at: string }
  | { readonly shows: 'list'; readonly version: VersionId }
  | { readonly shows: 'remote' | 'remoteTable'; readonly version: VersionId; readonly path: string }
  | { readonly shows: 'origin'; readonly node: NodeId };

export function addressOf(name: string, shown: Shown): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${name.replaceAll('/', '∕')}`, query: JSON.stringify(shown) });
}

export function registerReadOnlyFiles(store: Store): vscode.Disposable {
  return vscode.workspace.registerFileSystemProvider(scheme, new ReadOnlyFiles(store), { isReadonly: true });
}

class ReadOnlyFiles implements vscode.FileSystemProvider {
  readonly #content: () => Promise<ReadOnlyContent>;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(store: Store) {
    this.#content = once(async () => new (await import('./readOnlyContent.ts')).ReadOnlyContent(store));
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return (await this.#content()).of(uri);
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length: size } = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size };
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }
  readDirectory(): [string, vscode.FileType][] {
    return [];
  }
  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
