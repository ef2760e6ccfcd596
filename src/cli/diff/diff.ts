// `diff`: what the code of two git revisions, or of one and the files on the disk, declares differently.

import type { Host } from '../../backends/host.ts';
import { folderScope } from '../../backends/wandb/folderScope.ts';
import { declaredDiff } from '../../join/declaredDiff.ts';
import type { CodeFile } from '../../python/codeReference.ts';
import { openWorkspace } from '../workspace.ts';
import { movedFiles, openGitTree } from './gitTree.ts';
import { diffMarkdown } from './markdown.ts';
import { scanTree } from './scanTree.ts';

export interface DiffOptions {
  readonly dir: string;
  readonly before: string;
  /** Absent: the files as they are on the disk. */
  readonly after?: string;
}

export async function diff(
  host: Host,
  { dir, before, after }: DiffOptions,
  signal: AbortSignal,
): Promise<string> {
  const scope = await folderScope(host, dir, signal);
  const at = async (revision: string): Promise<readonly CodeFile[]> => {
    const tree = await openGitTree(dir, revision, signal);
    try {
      return await scanTree(tree, scope, signal);
    } finally {
      tree.close();
    }
  };
  const old = await at(before);
  const fresh =
    after === undefined ? (await openWorkspace(host, dir, 'none', signal)).files : await at(after);
  // Beside the disk nobody but a filter of the repository could tell, and none is run.
  const moved = after === undefined ? new Map() : await movedFiles(dir, before, after, signal);
  return diffMarkdown(declaredDiff(old, fresh, moved));
}
