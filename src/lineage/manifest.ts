// The files of an artifact version: as a tree of folders, and compared with those of another version.

/** One file of a version. */
export interface ManifestFile {
  /** Inside the artifact, with `/`. */
  readonly path: string;
  /** Bytes; absent when the tracker does not say, as for many references. */
  readonly size?: number;
  /** The content's hash as the tracker keeps it: base64, or a reference's ETag or address. Absent when unknown. */
  readonly digest?: string;
  /** The address of content that lies elsewhere. */
  readonly ref?: string;
  /** Where the file lay on the machine of the run that logged it. */
  readonly localPath?: string;
}

export interface FileFolder {
  /** The last part of its path; empty for the root. */
  readonly name: string;
  readonly path: string;
  /** By name. */
  readonly folders: readonly FileFolder[];
  readonly files: readonly ManifestFile[];
  /** Of all files below. */
  readonly fileCount: number;
  /** Bytes of all files below whose size is known. */
  readonly size: number;
}

/** Files below deeper folders stand in the last one that counts. */
const deepest = 100;

/** The root folder of the files, which may come in any order; linear in their number but for sorting. */
export function fileTree(files: readonly ManifestFile[]): FileFolder {
  interface Draft {
    readonly folders: Map<string, Draft>;
    readonly files: ManifestFile[];
  }
  const draft = (): Draft => ({ folders: new Map(), files: [] });
  const root = draft();
  for (const file of files) {
    let folder = root;
    for (const part of file.path.split('/').slice(0, -1).slice(0, deepest)) {
      const inner = folder.folders.get(part) ?? draft();
      folder.folders.set(part, inner);
      folder = inner;
    }
    folder.files.push(file);
  }
  const finished = ({ folders, files }: Draft, name: string, path: string): FileFolder => {
    const inner = [...folders]
      .map(([part, it]) => finished(it, part, path ? `${path}/${part}` : part))
      .sort((a, b) => byName(a.path, b.path));
    return {
      name,
      path,
      folders: inner,
      files: [...files].sort((a, b) => byName(a.path, b.path)),
      fileCount: inner.reduce((sum, it) => sum + it.fileCount, files.length),
      size: inner.reduce((sum, it) => sum + it.size, bytesOf(files)),
    };
  };
  return finished(root, '', '');
}

const collator = new Intl.Collator(undefined, { numeric: true });
const byName = (a: string, b: string) => collator.compare(a, b);

export interface ManifestChanges {
  readonly added: readonly ManifestFile[];
  readonly removed: readonly ManifestFile[];
  readonly changed: readonly { readonly before: ManifestFile; readonly after: ManifestFile }[];
  /** Files that are the same in both. */
  readonly same: number;
  /** Bytes by which the later version is larger; negative when it is smaller. */
  readonly growth: number;
}

/**
 * What changed from one version's files to another's, by path. A file has changed when its digest has, or, where a
 * digest is unknown, its size or address.
 */
export function compareManifests(
  before: readonly ManifestFile[],
  after: readonly ManifestFile[],
): ManifestChanges {
  const old = new Map(before.map((file) => [file.path, file]));
  const now = new Map(after.map((file) => [file.path, file]));
  const added: ManifestFile[] = [];
  const changed: { before: ManifestFile; after: ManifestFile }[] = [];
  for (const [path, file] of now) {
    const known = old.get(path);
    if (!known) added.push(file);
    else if (!equal(known, file)) changed.push({ before: known, after: file });
  }
  const removed = [...old.values()].filter((file) => !now.has(file.path));
  return {
    added: added.sort((a, b) => byName(a.path, b.path)),
    removed: removed.sort((a, b) => byName(a.path, b.path)),
    changed: changed.sort((a, b) => byName(a.after.path, b.after.path)),
    same: now.size - added.length - changed.length,
    growth: bytesOf([...now.values()]) - bytesOf([...old.values()]),
  };
}

function equal(a: ManifestFile, b: ManifestFile): boolean {
  if (a.digest !== undefined && b.digest !== undefined) return a.digest === b.digest;
  return a.size === b.size && a.ref === b.ref;
}

function bytesOf(files: readonly ManifestFile[]): number {
  return files.reduce((sum, file) => sum + (file.size ?? 0), 0);
}
