// What the commands of the palette mean by "this": the artifact that the caret's name means.

import * as vscode from 'vscode';
import { resolve } from '../join/resolve.ts';
import type { Store } from '../join/store.ts';
import type { ArtifactVersion, Collection } from '../lineage/model.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import type { History } from './history.ts';

/** More names than this are not looked up in history. */
const namesLookedUp = 8;

/** The reference at the caret of the active editor; undefined where there is none. */
export async function referenceAtCaret(code: Code): Promise<CodeReference | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'python') return undefined;
  return code.referenceAt(editor.document, editor.selection.active);
}

/** What a reference's names mean, as far as history or code knows. */
export async function meantBy(
  reference: CodeReference,
  store: Store,
  history: History,
): Promise<readonly (ArtifactVersion | Collection)[]> {
  const { signal } = new AbortController();
  await history.ready(signal);
  const resolved = await resolve(reference, (name) => store.find(name, signal), namesLookedUp);
  return resolved.flatMap(({ node }) =>
    node?.kind === 'version' || node?.kind === 'collection' ? node : [],
  );
}
