// The cache in the editor: a folder of the extension's own storage, the workspace's where there is one.

import * as vscode from 'vscode';
import { folderCache } from '../backends/folderCache.ts';
import type { Cache } from '../backends/host.ts';

export function editorCache({ storageUri, globalStorageUri }: vscode.ExtensionContext): Cache {
  return cacheIn(vscode.Uri.joinPath(storageUri ?? globalStorageUri, 'cache'));
}

/** What is kept for all workspaces, so that one sign-out deletes it from all. */
export function globalCache({ globalStorageUri }: vscode.ExtensionContext): Cache {
  return cacheIn(vscode.Uri.joinPath(globalStorageUri, 'cache'));
}

function cacheIn(folder: vscode.Uri): Cache {
  const { fs } = vscode.workspace;
  const at = (name: string) => vscode.Uri.joinPath(folder, name);
  return folderCache(
    {
      read: async (name) => fs.readFile(at(name)),
      async write(name, bytes) {
        await fs.createDirectory(folder);
        await fs.writeFile(at(`.${name}`), bytes);
        await fs.rename(at(`.${name}`), at(name), { overwrite: true });
      },
      list: async () =>
        Promise.all(
          (await fs.readDirectory(folder)).map(async ([name]) => {
            const { size, mtime } = await fs.stat(at(name));
            return { name, size, modifiedAt: mtime };
          }),
        ),
      remove: async (name) => fs.delete(at(name)),
    },
    Date.now,
  );
}
