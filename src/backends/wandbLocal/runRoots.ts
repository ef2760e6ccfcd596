// Where run folders may lie: the workspace folder, where the SDK was told to write, and what the user added.

import { type Host, joinPath } from '../host.ts';

/**
 * Absolute roots for `discover`: `folder`, the SDK's `WANDB_DIR` (relative to `folder`, where a run would be started),
 * and `extra` folders, which may begin with `~` or be relative to `folder` as well.
 */
export function runRoots(host: Host, folder: string, extra: readonly string[] = []): readonly string[] {
  const told = host.env('WANDB_DIR');
  const roots = [...(told ? [told] : []), ...extra].map((path) =>
    joinPath(folder, path.replaceAll('\\', '/').replace(/^~(?=\/|$)/, host.home ?? '~')),
  );
  return [...new Set([folder, ...roots])];
}

/** Whether a path's name is one that the SDK gives to the folder in which it keeps its runs. */
export function isBase(path: string): boolean {
  return /(^|\/)\.?wandb$/.test(path);
}
