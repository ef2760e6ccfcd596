// How a stored file answers GraphQL.
import { createHash } from 'node:crypto';
import { connection, type PageArgs } from '../connection.ts';
import { globalId } from '../state.ts';
import type { Store } from '../store.ts';
import { fileUrl, getFile } from '../stored.ts';

export interface NamedFile {
  readonly name: string;
  /** Below `/storage/`. */
  readonly path: string;
  /** Base64 of the MD5, as the client announced it. */
  readonly md5?: string;
}

export function fileView(store: Store, { name, path, md5 }: NamedFile) {
  const bytes = getFile(store, path);
  const digest = md5 ?? (bytes ? createHash('md5').update(bytes).digest('base64') : null);
  return {
    __typename: 'File',
    id: globalId('File', path),
    name,
    displayName: name,
    url: fileUrl(store, path),
    directUrl: fileUrl(store, path),
    uploadUrl: fileUrl(store, path),
    uploadHeaders: [],
    uploadMultipartUrls: null,
    sizeBytes: bytes?.length ?? 0,
    storagePath: path,
    mimetype: null,
    md5: digest,
    digest,
    updatedAt: null,
    artifact: null,
  };
}

export function fileConnection(
  store: Store,
  files: readonly NamedFile[],
  args: PageArgs & { readonly names?: readonly string[] | null },
) {
  const rows = files
    .filter((it) => !args.names?.length || args.names.includes(it.name))
    .map((it) => ({ ...it, id: it.path }));
  return connection(rows, args, (it) => fileView(store, it));
}
