// Files of artifact versions in the editor: read-only documents for one file, a table, or the list of all files.

import * as vscode from 'vscode';
import { changesText, manifestText } from '../join/manifestText.ts';
import type { Row } from '../join/outline.ts';
import type { Store } from '../join/store.ts';
import { parseTable, tableMarkdown } from '../join/tablePreview.ts';
import { compareManifests } from '../lineage/manifest.ts';
import type { ArtifactVersion, VersionId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import { sentenceOf } from './convert.ts';
import type { Log } from './log.ts';

const scheme = 'artifact-lineage';
/** Larger files are not taken into memory; bytes. */
const largest = 64 * 1024 * 1024;

/** What a document of this scheme shows: the query of its address, so that it can be made again after a reload. */
type Shown =
  | { readonly shows: 'file' | 'table'; readonly at: string }
  | { readonly shows: 'list'; readonly version: VersionId };

function addressOf(name: string, shown: Shown): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${name.replaceAll('/', '∕')}`, query: JSON.stringify(shown) });
}

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
    vscode.workspace.registerFileSystemProvider(scheme, new ReadOnlyFiles(store), { isReadonly: true }),
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
  if (!at) {
    const text = file?.ref
      ? vscode.l10n.t('{0} is not on this machine. It lies at {1}.', name, file.ref)
      : vscode.l10n.t('{0} is not on this machine: the SDK has not kept a copy of it.', name);
    void vscode.window.showInformationMessage(text);
  } else if (name.endsWith('.table.json')) await openTable(at, name);
  else if ((await vscode.workspace.fs.stat(vscode.Uri.file(at))).size > largest)
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(at));
  else await vscode.commands.executeCommand('vscode.open', addressOf(name, { shows: 'file', at }));
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
      it.kind === 'version' && it.id !== version.id && it.name === version.name && store.holdsFiles(it),
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

class ReadOnlyFiles implements vscode.FileSystemProvider {
  readonly #store: Store;
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  constructor(store: Store) {
    this.#store = store;
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const shown = shownBy(uri);
    if (shown.shows === 'list') {
      const known = await this.#store.filesOf(shown.version, new AbortController().signal);
      if (!known) throw vscode.FileSystemError.FileNotFound(uri);
      return new TextEncoder().encode(manifestText(known.files));
    }
    const at = vscode.Uri.file(shown.at);
    if ((await vscode.workspace.fs.stat(at)).size > largest)
      throw new Error(vscode.l10n.t('The file is too large to show (over 64 MB).'));
    const content = await vscode.workspace.fs.readFile(at);
    if (shown.shows === 'file') return content;
    const table = parseTable(new TextDecoder().decode(content));
    if (!table) throw new Error(vscode.l10n.t('This is not a table that wandb has written.'));
    const name = uri.path.slice(1).replace(/\.md$/, '');
    return new TextEncoder().encode(tableMarkdown(name, table, vscode.l10n.t));
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { length: size } = await this.readFile(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size };
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }
  readDirectory(): [string, vscode.FileType][] {
    return [];
  }
  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}

/** Throws for an address that is none of ours. */
function shownBy(uri: vscode.Uri): Shown {
  try {
    const shown: Partial<Record<string, unknown>> = JSON.parse(uri.query);
    const { shows, at, version } = shown;
    if ((shows === 'file' || shows === 'table') && typeof at === 'string') return { shows, at };
    if (shows === 'list' && typeof version === 'string' && version.startsWith('version:'))
      return { shows, version: version as VersionId };
  } catch {
    // Told below.
  }
  throw vscode.FileSystemError.FileNotFound(uri);
}
