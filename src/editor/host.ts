// The Host inside VS Code: Node's files where the extension host has them, else the editor's own file systems.

import * as vscode from 'vscode';
import { type Cache, type Files, type Host, noCache } from '../backends/host.ts';
import { nodeFiles } from '../backends/nodeFiles.ts';
import { nodeMachine } from '../backends/nodeMachine.ts';
import { trustingFetch } from '../backends/wandbServer/trustingFetch.ts';

/** The part of Node's `process` that is used; a browser has none. */
interface NodeProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  kill(number: number, signal: 0): boolean;
  getBuiltinModule?(name: 'node:fs'): typeof import('node:fs');
  getBuiltinModule?(name: 'node:os'): typeof import('node:os');
  getBuiltinModule?(name: 'node:tls'): typeof import('node:tls');
}

const node = (globalThis as { readonly process?: NodeProcess }).process;

/** A Host whose paths are the path parts of URIs beside `root`: the same scheme and the same authority. */
export function hostFor(root: vscode.Uri, cache: Cache = noCache): Host {
  const fs = root.scheme === 'file' ? node?.getBuiltinModule?.('node:fs') : undefined;
  const os = root.scheme === 'file' ? node?.getBuiltinModule?.('node:os') : undefined;
  const tls = fs && node?.getBuiltinModule?.('node:tls');
  const files = fs ? nodeFiles(fs) : editorFiles(root);
  const env = (name: string) => node?.env?.[name] || undefined;
  return {
    files,
    ...(node && os && { machine: nodeMachine(os, node) }),
    cache,
    // The editor's own fetch at the time of the call: it knows the proxy and the system's certificates.
    fetch: trustingFetch((input, init) => fetch(input, init), { env, files }, tls),
    env,
    home: (node?.env?.HOME ?? node?.env?.USERPROFILE)?.replaceAll('\\', '/'),
    now: Date.now,
  };
}

/** The path under which a Host's files know a URI. */
export function hostPath(uri: vscode.Uri): string {
  return uri.scheme === 'file' ? uri.fsPath.replaceAll('\\', '/') : uri.path;
}

function editorFiles(root: vscode.Uri): Files {
  const uri = (path: string) => root.with({ path: path.startsWith('/') ? path : `/${path}` });
  return {
    async read(path, signal, start, end) {
      const bytes = await coded(vscode.workspace.fs.readFile(uri(path)));
      signal.throwIfAborted();
      return start === undefined && end === undefined ? bytes : bytes.subarray(start ?? 0, end);
    },
    // The editor's file systems cannot read a part of a file: it is read whole, once.
    async open(path, signal) {
      const bytes = await coded(vscode.workspace.fs.readFile(uri(path)));
      signal.throwIfAborted();
      return {
        read: async (into, position) => {
          const part = bytes.subarray(position, position + into.length);
          into.set(part);
          return part.length;
        },
        close: async () => undefined,
      };
    },
    async list(path, signal) {
      const entries = await coded(vscode.workspace.fs.readDirectory(uri(path)));
      signal.throwIfAborted();
      return entries.map(([name, type]) => ({
        name,
        kind: type & vscode.FileType.Directory ? 'folder' : 'file',
        link: (type & vscode.FileType.SymbolicLink) !== 0,
      }));
    },
    async stat(path, signal) {
      const { type, size, mtime } = await coded(vscode.workspace.fs.stat(uri(path)));
      signal.throwIfAborted();
      return { kind: type & vscode.FileType.Directory ? 'folder' : 'file', size, modifiedAt: mtime };
    },
    realPath: async (path) => path,
  };
}

const codes: Readonly<Record<string, string>> = {
  FileNotFound: 'ENOENT',
  EntryNotFound: 'ENOENT',
  NoPermissions: 'EACCES',
  FileNotADirectory: 'ENOTDIR',
  FileIsADirectory: 'EISDIR',
};

/** Gives the editor's file errors the codes that Node's have. */
async function coded<T>(work: Thenable<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof vscode.FileSystemError)) throw error;
    throw Object.assign(new Error(error.message, { cause: error }), {
      code: codes[error.code] ?? error.code,
    });
  }
}
