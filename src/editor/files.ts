// The commands that open files of artifact versions, and compare the files of two.

import * as vscode from 'vscode';
import { changesText } from '../join/manifestText.ts';
import type { Row } from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import { knowsFiles } from '../join/versionFiles.ts';
import { compareManifests, type ManifestFile } from '../lineage/manifest.ts';
import type { ArtifactVersion, VersionId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import { sentenceOf } from './convert.ts';
import type { Log } from './log.ts';
import { addressOf, largest } from './readOnlyFiles.ts';

export function registerFiles(store: Store, log: Log): vscode.Disposable {
  const guarded = (id: string, work: (...targets: never[]) => Promise<unknown>) =>
    vscode.commands.registerCommand(id, async (...targets: never[]) => {
      try {
        await work(...targets);
      } catch (error) {
        void vscode.window.showErrorMessage(sentenceOf(error, log));
      }
    });
  return vscode.Disposable.from(
    guarded('artifactLineage.openFile', (version: VersionId, path: string) => openFile(store, version, path)),
    guarded('artifactLineage.openTable', (path: string) => openTable(path)),
    guarded('artifactLineage.compareFiles', (row: Row) => compareFiles(store, row)),
  );
}

async function openFile(store: Store, version: VersionId, path: string): Promise<void> {
  const { signal } = new AbortController();
  const name = path.split('/').at(-1) || path;
  const known = await store.filesOf(version, signal);
  const file = known?.files.find((it) => it.path === path);
  const at = file && (await known?.locate(file, signal));
  if (!at && file && !file.ref && known?.remote) await openRemote(version, file, name);
  else if (!at) {
    const text = file?.ref
      ? vscode.l10n.t('{0} is not on this machine. It lies at {1}.', name, file.ref)
      : vscode.l10n.t('{0} is not on this machine: the SDK has not kept a copy of it.', name);
    void vscode.window.showInformationMessage(text);
  } else if (name.endsWith('.table.json')) await openTable(at, name);
  else if ((await vscode.workspace.fs.stat(vscode.Uri.file(at))).size > largest)
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(at));
  else await vscode.commands.executeCommand('vscode.open', addressOf(name, { shows: 'file', at }));
}

/** A file that only the tracker has: fetched when it is looked at, and kept nowhere. */
async function openRemote(version: VersionId, { path, size = 0 }: ManifestFile, name: string): Promise<void> {
  if (size > largest) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('{0} is too large to fetch from W&B (over 64 MB).', name),
    );
    return;
  }
  const isTable = name.endsWith('.table.json');
  const shown = isTable ? name.replace(/\.table\.json$/, '.md') : name;
  const address = addressOf(shown, { shows: isTable ? 'remoteTable' : 'remote', version, path });
  const progress = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Fetching {0} from W&B…', name),
  };
  await vscode.window.withProgress(progress, () => Promise.resolve(vscode.workspace.fs.stat(address)));
  await vscode.commands.executeCommand(isTable ? 'markdown.showPreview' : 'vscode.open', address);
}

async function openTable(at: string, name = at.split('/').at(-1) ?? at): Promise<void> {
  const address = addressOf(`${name.replace(/\.table\.json$/, '')}.md`, { shows: 'table', at });
  // Reads it first: a preview of what cannot be read would only be empty.
  await vscode.workspace.fs.readFile(address);
  await vscode.commands.executeCommand('markdown.showPreview', address);
}

/** Asks which other version of the collection to compare with, and shows both lists of files side by side. */
async function compareFiles(store: Store, row: Row): Promise<void> {
  const { signal } = new AbortController();
  const nodes = store.joined().nodes;
  const version = row.node && nodes.get(row.node);
  if (version?.kind !== 'version') return;
  const others = [...nodes.values()].filter(
    (it): it is ArtifactVersion =>
      it.kind === 'version' &&
      it.id !== version.id &&
      it.name === version.name &&
      knowsFiles(store.backends, it),
  );
  const picked = await vscode.window.showQuickPick(
    others.map((it) => ({
      label: titleOf(it),
      description: [...it.aliases, it.digest].filter(Boolean).join(' · '),
      it,
    })),
    { placeHolder: vscode.l10n.t('Compare the files of {0} with', titleOf(version)) },
  );
  if (!picked) return;
  const [before, after] = [picked.it, version];
  const lists = await Promise.all([before, after].map((it) => store.filesOf(it.id, signal)));
  const changes = compareManifests(lists[0]?.files ?? [], lists[1]?.files ?? []);
  const list = (it: ArtifactVersion) => addressOf(`${titleOf(it)}.files`, { shows: 'list', version: it.id });
  const title = `${titleOf(before)} ↔ ${titleOf(after)}: ${changesText(changes, vscode.l10n.t)}`;
  await vscode.commands.executeCommand('vscode.diff', list(before), list(after), title);
}
