// Scans the code of a folder as a git revision has it.

import type { Scope } from '../../lineage/model.ts';
import type { CodeFile } from '../../python/codeReference.ts';
import { FolderScan } from '../../python/folderScan.ts';
import { mayMatter } from '../../python/markers.ts';
import { isOwnCode } from '../findFiles.ts';
import type { GitTree } from './gitTree.ts';

/** `scope`: where runs go when code does not say so. Files that git ignores but holds are scanned: they are the project's. */
export async function scanTree(
  tree: GitTree,
  scope: Scope,
  signal: AbortSignal,
): Promise<readonly CodeFile[]> {
  const text = async (path: string) => {
    const bytes = await tree.read(path);
    return bytes && new TextDecoder().decode(bytes);
  };
  const scan = new FolderScan(text, { '': scope });
  const files: CodeFile[] = [];
  for (const path of tree.paths.filter(isOwnCode)) {
    signal.throwIfAborted();
    const content = await text(path);
    if (content !== undefined && mayMatter(content)) files.push((await scan.scan(path, content)).file);
  }
  return files;
}
