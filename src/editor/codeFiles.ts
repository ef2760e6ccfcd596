// Which files of the workspace are its own code: Python and notebooks that nothing hides.

import * as vscode from 'vscode';
import { pathOf } from './documents.ts';
import { readSettings } from './settings.ts';

export const codePattern = '**/*.{py,ipynb}';
/** Folders whose content is not the project's own. */
const foreign = [
  'node_modules',
  'site-packages',
  '__pycache__',
  'venv',
  'env',
  'wandb',
  'mlruns',
  'build',
  'dist',
];
const foreignPath = new RegExp(`(^|/)(${foreign.join('|')}|\\.[^/]+)/`);

/** Tells which paths are to be scanned, as settings and ignore files are now. */
export type Chosen = (uri: vscode.Uri) => boolean;

/** Every code file of the workspace, and the rule that chose them. `files.exclude` is heeded by the search itself. */
export async function findCode(
  token: vscode.CancellationToken,
): Promise<{ readonly uris: readonly vscode.Uri[]; readonly chosen: Chosen }> {
  const hidden = [...searchExcludes(), ...foreign.map((name) => `**/${name}/**`), '**/.*/**'];
  const exclude = `{${hidden.join(',')}}`;
  const [chosen, environments, all] = await Promise.all([
    rule(exclude, token),
    vscode.workspace.findFiles('**/pyvenv.cfg', null, undefined, token),
    vscode.workspace.findFiles(codePattern, exclude, undefined, token),
  ]);
  const within = environments.map((uri) => pathOf(uri).replace(/pyvenv\.cfg$/, ''));
  const own: Chosen = (uri) =>
    chosen(uri) && !within.some((folder) => folder !== '' && pathOf(uri).startsWith(folder));
  return { uris: all.filter(own), chosen: own };
}

async function rule(exclude: string, token: vscode.CancellationToken): Promise<Chosen> {
  const { IgnoreFiles } = await import('../python/ignoreFiles.ts');
  const ignored = new IgnoreFiles();
  if (!readSettings().scanIgnored)
    for (const uri of await vscode.workspace.findFiles('**/.gitignore', exclude, undefined, token)) {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      ignored.add(pathOf(uri).replace(/\/?\.gitignore$/, ''), text);
    }
  return (uri) => !foreignPath.test(pathOf(uri)) && !ignored.hides(pathOf(uri));
}

/** The globs of `search.exclude` that are on; one that depends on a sibling file cannot be said in a search. */
function searchExcludes(): readonly string[] {
  const globs = vscode.workspace.getConfiguration('search', null).get<Record<string, unknown>>('exclude', {});
  return Object.entries(globs).flatMap(([glob, on]) => (on === true ? [glob] : []));
}
