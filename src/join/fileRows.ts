// Rows for the files of a version, and for the tables that a run logged.

import type { FileFolder, ManifestFile } from '../lineage/manifest.ts';
import type { NodeId, Run } from '../lineage/model.ts';
import type { OutlineContext, Row } from './outline.ts';
import { bytes } from './say.ts';

/** How a folder's row is told from others; the path follows. */
export function folderRowId(version: NodeId, path: string): string {
  return `files ${version} ${path}/`;
}

/** What lies in a folder of a version: folders first. */
export function fileRows(version: NodeId, folder: FileFolder, context: OutlineContext): readonly Row[] {
  const { say } = context;
  return [
    ...folder.folders.map(
      (it): Row => ({
        id: folderRowId(version, it.path),
        label: it.name || '/',
        description: [
          it.fileCount === 1 ? say('1 file') : say('{0} files', it.fileCount),
          bytes(it.size),
        ].join(' · '),
        tooltip: it.path,
        icon: 'folder',
        children: 'closed',
      }),
    ),
    ...folder.files.map((it) => fileRow(version, it, context)),
  ];
}

function fileRow(version: NodeId, file: ManifestFile, { say }: OutlineContext): Row {
  const { path, size, ref, digest } = file;
  return {
    id: `file ${version} ${path}`,
    label: path.split('/').at(-1) || path,
    description: [size === undefined ? say('size unknown') : bytes(size), ref && say('reference')]
      .filter(Boolean)
      .join(' · '),
    tooltip: [path, ref, digest && `${say('Digest')}: ${digest}`].filter(Boolean).join('\n'),
    icon: ref ? 'file-symlink-file' : path.endsWith('.table.json') ? 'table' : 'file',
    command: { command: 'artifactLineage.openFile', arguments: [version, path] },
    children: 'none',
  };
}

/** A click shows the table, when its file lies in the run's folder. */
export function tableRows(run: Run, { say }: OutlineContext): readonly Row[] {
  return (run.tables ?? []).map(({ name, path, rows, columns }): Row => {
    const size =
      rows === undefined || columns === undefined ? undefined : say('{0} rows, {1} columns', rows, columns);
    return {
      id: `table ${run.id} ${name}`,
      label: name,
      description: [say('table'), size].filter(Boolean).join(' · '),
      tooltip: [name, size].filter(Boolean).join('\n'),
      icon: 'table',
      ...(run.folder &&
        path && {
          command: { command: 'artifactLineage.openTable', arguments: [`${run.folder}/${path}`] },
        }),
      children: 'none',
    };
  });
}
