// Copies what is worth keeping of the run folders that the SDK has left.
import { cp, readdir, rm } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** The SDK's diagnostics of itself, and its empty folders. */
const dropped = new Set(['tmp', 'debug-internal.log', 'debug-core.log']);

/** Replaces `target` by the run folders in `source`; symbolic links, which a VSIX cannot hold, stay out. */
export async function keepRunFolders(
  source: string,
  target: string,
  alsoDropped: readonly string[] = [],
): Promise<void> {
  await rm(target, { recursive: true, force: true });
  const out = new Set([...dropped, ...alsoDropped]);
  for (const entry of await readdir(source, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    await cp(join(source, entry.name), join(target, entry.name), {
      recursive: true,
      filter: (path) => !out.has(path.slice(path.lastIndexOf(sep) + 1)),
    });
  }
}
