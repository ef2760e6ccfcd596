// Lists the code and lineage files under a folder, leaving out what no project calls its own code.

import type { Files } from '../backends/host.ts';

/** Folders whose content is not the project's own. */
const skipped = new Set([
  ...['node_modules', 'site-packages', '__pycache__', 'venv', 'env', 'wandb', 'mlruns', 'build', 'dist'],
]);

export interface Found {
  /** Relative to the folder, with `/`, sorted. */
  readonly code: readonly string[];
  readonly lineageFiles: readonly string[];
}

/** Walks `root`; links to folders are not followed, hidden folders not entered. Rejects when `root` cannot be listed. */
export async function findFiles(files: Files, root: string, signal: AbortSignal): Promise<Found> {
  const code: string[] = [];
  const lineageFiles: string[] = [];
  const pending: string[] = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const here = folder;
    const entries = await files.list(`${root}/${here}`, signal).catch((error: unknown) => {
      if (here === '') throw error;
      return [];
    });
    if (here !== '' && entries.some((entry) => entry.name === 'pyvenv.cfg')) continue;
    for (const { name, kind, link } of entries) {
      const path = here ? `${here}/${name}` : name;
      if (kind === 'folder') {
        if (!link && !name.startsWith('.') && !skipped.has(name)) pending.push(path);
      } else if (/\.(py|ipynb)$/i.test(name)) code.push(path);
      else if (/\.lineage\.json$/i.test(name)) lineageFiles.push(path);
    }
  }
  return { code: code.sort(), lineageFiles: lineageFiles.sort() };
}
