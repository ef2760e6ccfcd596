// Opens a run's script as it was when the run executed it, and compares it with what it is now.

import * as vscode from 'vscode';
import { type Row, runRow } from '../join/outline.ts';
import { runsOfFile } from '../join/scriptRuns.ts';
import { programOf, programsOf } from '../join/scripts.ts';
import type { Store } from '../join/store.ts';
import type { Run } from '../lineage/model.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import { pathOf } from './documents.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { committedUri } from './past.ts';

export function registerPastScripts(store: Store, code: Code, history: History, log: Log): vscode.Disposable {
  /** A map hands over the column beside it as well; menus of trees their rows, the rows selected, and no column. */
  const register = (name: string, work: (run: Run, column: vscode.ViewColumn) => Promise<unknown>) =>
    vscode.commands.registerCommand(
      `artifactLineage.${name}`,
      async (row?: Pick<Row, 'node'>, column?: unknown) => {
        try {
          const run = row?.node ? store.joined().nodes.get(row.node) : await pickRun(store, history);
          if (run?.kind === 'run')
            await work(run, typeof column === 'number' ? column : vscode.ViewColumn.Active);
        } catch (error) {
          void vscode.window.showErrorMessage(sentenceOf(error, log));
        }
      },
    );

  async function open(run: Run, viewColumn: vscode.ViewColumn): Promise<void> {
    const past = await pastUri(run, store, code);
    if (past) await vscode.commands.executeCommand('vscode.open', past.uri, { preview: true, viewColumn });
  }

  async function compare(run: Run, viewColumn: vscode.ViewColumn): Promise<void> {
    const past = await pastUri(run, store, code);
    const path = programOf(run, programsOf(store.files))?.path;
    const present = path && code.uriOf(path);
    if (!past || !present) return;
    const title = vscode.l10n.t('{0}: {1} ({2}) ↔ now', path, run.name, past.label);
    await vscode.commands.executeCommand('vscode.diff', past.uri, present, title, { viewColumn });
  }

  return vscode.Disposable.from(register('openRunScript', open), register('compareRunScript', compare));
}

/** Asks which of the runs of the script that is in the editor is meant. */
async function pickRun(store: Store, history: History): Promise<Run | undefined> {
  const uri =
    vscode.window.activeNotebookEditor?.notebook.uri ?? vscode.window.activeTextEditor?.document.uri;
  if (!uri) return undefined;
  await history.ready(new AbortController().signal);
  const runs = runsOfFile(pathOf(uri), store.joined(), store.files);
  const context = { now: Date.now(), say: vscode.l10n.t };
  const items = runs.map((run) => {
    const { label, description = '' } = runRow(run, context);
    return { label, description, detail: run.commit?.slice(0, 7) ?? '', run };
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No run of {0} is known.', pathOf(uri)));
    return undefined;
  }
  const options = { title: vscode.l10n.t('A run of {0}', pathOf(uri)), matchOnDescription: true };
  return (await vscode.window.showQuickPick(items, options))?.run;
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
