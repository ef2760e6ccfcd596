// Lists the code and lineage files under a folder, leaving out what no project calls its own code.

import { readdirSync, readFileSync } from 'node:fs';
import { IgnoreFiles } from '../python/ignoreFiles.ts';

/** Folders whose content is not the project's own. */
const skipped = new Set([
  ...['node_modules', 'site-packages', '__pycache__', 'venv', 'env', 'wandb', 'mlruns', 'build', 'dist'],
]);

/** Whether a path is code that the project calls its own, ignore files aside. */
export function isOwnCode(path: string): boolean {
  const folders = path.split('/').slice(0, -1);
  return /\.(py|ipynb)$/i.test(path) && folders.every(isEntered);
}

function isEntered(folder: string): boolean {
  return !folder.startsWith('.') && !skipped.has(folder);
}

export interface Found {
  /** Relative to the folder, with `/`, sorted. */
  readonly code: readonly string[];
  readonly lineageFiles: readonly string[];
}

/**
 * Walks `root`; links to folders are not followed, hidden folders and virtual environments not entered, nor what
 * `.gitignore` files hide unless `ignored`. Throws Node's error when `root` cannot be listed.
 */
export function findFiles(root: string, ignored = false): Found {
  const code: string[] = [];
  const lineageFiles: string[] = [];
  const rules = new IgnoreFiles();
  const pending: string[] = [''];
  for (let folder = pending.pop(); folder !== undefined; folder = pending.pop()) {
    const entries = list(root, folder);
    if (folder !== '' && entries.some((entry) => entry.name === 'pyvenv.cfg')) continue;
    if (!ignored && entries.some((entry) => entry.name === '.gitignore' && entry.isFile()))
      rules.add(folder, readFileSync(`${root}/${folder}/.gitignore`, 'utf8'));
    for (const entry of entries) {
      const { name } = entry;
      const path = folder ? `${folder}/${name}` : name;
      if (entry.isDirectory()) {
        if (isEntered(name) && !rules.hides(`${path}/`)) pending.push(path);
      } else if (/\.lineage\.json$/i.test(name)) lineageFiles.push(path);
      else if (/\.(py|ipynb)$/i.test(name) && !rules.hides(path)) code.push(path);
    }
  }
  return { code: code.sort(), lineageFiles: lineageFiles.sort() };
}

/** A folder below the root that cannot be listed counts as empty. */
function list(root: string, folder: string) {
  try {
    return readdirSync(`${root}/${folder}`, { withFileTypes: true });
  } catch (error) {
    if (folder === '') throw error;
    return [];
  }
}
