// Opens a run's script as it was when the run executed it, and compares it with what it is now.

import * as vscode from 'vscode';
import type { Row } from '../join/outline.ts';
import { programOf, programsOf } from '../join/scripts.ts';
import type { Store } from '../join/store.ts';
import type { Run } from '../lineage/model.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import type { Log } from './log.ts';
import { committedUri } from './past.ts';

export function registerPastScripts(store: Store, code: Code, log: Log): vscode.Disposable {
  const register = (name: string, work: (run: Run) => Promise<unknown>) =>
    vscode.commands.registerCommand(`artifactLineage.${name}`, async (row?: Pick<Row, 'node'>) => {
      try {
        const run = row?.node && store.joined().nodes.get(row.node);
        if (run?.kind === 'run') await work(run);
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    });

  async function open(run: Run): Promise<void> {
    const past = await pastUri(run, store, code);
    if (past) await vscode.commands.executeCommand('vscode.open', past.uri, { preview: true });
  }

  async function compare(run: Run): Promise<void> {
    const past = await pastUri(run, store, code);
    const path = programOf(run, programsOf(store.files))?.path;
    const present = path && code.uriOf(path);
    if (!past || !present) return;
    const title = vscode.l10n.t('{0}: {1} ({2}) ↔ now', path, run.name, past.label);
    await vscode.commands.executeCommand('vscode.diff', past.uri, present, title);
  }

  return vscode.Disposable.from(register('openRunScript', open), register('compareRunScript', compare));
}

/** Tells the user when the past cannot be had, and why. */
async function pastUri(
  run: Run,
  store: Store,
  code: Code,
): Promise<{ readonly uri: vscode.Uri; readonly label: string } | undefined> {
  const past = await store.past(run, new AbortController().signal);
  if (past?.known === 'saved' && run.savedCode)
    return { uri: vscode.Uri.file(run.savedCode), label: vscode.l10n.t('the copy that it kept') };
  const uri = past && (await committedUri(past.shownAs, code));
  if (uri && past.known !== 'saved') return { uri, label: past.known.commit };
  void vscode.window.showInformationMessage(whyNot(run, store));
  return undefined;
}

function whyNot(run: Run, store: Store): string {
  const { program = '', commit } = run;
  if (!programOf(run, programsOf(store.files)))
    return vscode.l10n.t('{0} is not in this workspace.', program);
  if (!vscode.workspace.isTrusted)
    return vscode.l10n.t('Trust this folder first: git is not asked in an untrusted folder.');
  if (commit === undefined) return vscode.l10n.t('{0} did not write down its commit.', run.name);
  return vscode.l10n.t(
    'What {0} was when {1} executed it is not known: it was changed without a commit, or commit {2} is not in this repository.',
    program,
    run.name,
    commit.slice(0, 7),
  );
}
