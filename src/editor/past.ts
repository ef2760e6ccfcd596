// Reads scripts as runs executed them, with the editor's own git for what was committed.

import * as vscode from 'vscode';
import type { Git } from '../backends/host.ts';
import { type ReadPast, readPast } from '../join/readPast.ts';
import type { Code } from './code.ts';
import { hostFor, hostPath } from './host.ts';

/** The part of the built-in git extension's API that is used; see its `git.d.ts`. */
interface GitApi {
  getRepository(uri: vscode.Uri): GitRepository | null;
  toGitUri(uri: vscode.Uri, ref: string): vscode.Uri;
  openRepository?(root: vscode.Uri): Promise<GitRepository | null>;
}
interface GitRepository {
  show(ref: string, path: string): Promise<string>;
}

/** The document of a place in a script as a commit had it (`train.py@1a2b3c4`); undefined for any other path. */
export async function committedUri(path: string, code: Code): Promise<vscode.Uri | undefined> {
  const [, present, commit] = /^(.+)@([0-9a-f]{7})$/.exec(path) ?? [];
  const uri = present && code.uriOf(present);
  if (!uri || !commit || !vscode.workspace.isTrusted) return undefined;
  return (await gitApi().catch(() => undefined))?.toGitUri(uri, commit);
}

/** One reader for all folders of the workspace. */
export function pastOf(code: Code): ReadPast {
  const readers = new Map<string, ReadPast>();
  return async (run, path, signal) => {
    const uri = code.uriOf(path);
    const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
    if (!folder) return undefined;
    const root = hostPath(folder.uri);
    // With several folders each path begins with its folder's name.
    const prefix = (vscode.workspace.workspaceFolders?.length ?? 0) > 1 ? `${folder.name}/` : '';
    const trusted = vscode.workspace.isTrusted;
    const key = `${trusted} ${prefix} ${folder.uri}`;
    const host = { ...hostFor(folder.uri), ...(trusted && { git: editorGit(folder.uri) }) };
    const reader =
      readers.get(key) ?? readPast(host, root, (inner, text) => code.scanText(prefix + inner, text));
    readers.set(key, reader);
    const past = await reader(run, hostPath(uri).slice(root.length + 1), signal);
    return past && { ...past, shownAs: prefix + past.shownAs };
  };
}

/** Finds nothing where the git extension is off, or the folder is in no repository. */
function editorGit(root: vscode.Uri): Git {
  return {
    async fileAt(commit, path, signal) {
      try {
        const api = await gitApi();
        const repository = api?.getRepository(root) ?? (await api?.openRepository?.(root));
        const text = await repository?.show(commit, path);
        signal.throwIfAborted();
        return text;
      } catch {
        signal.throwIfAborted();
        return undefined;
      }
    },
  };
}

async function gitApi(): Promise<GitApi | undefined> {
  const extension = vscode.extensions.getExtension<{ getAPI(version: 1): GitApi }>('vscode.git');
  if (!extension) return undefined;
  return (await extension.activate()).getAPI(1);
}
