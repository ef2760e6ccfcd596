// The files of the artifacts that a run's log says it logged.

import type { ManifestFile } from '../../lineage/manifest.ts';
import { ArtifactManifest, type ArtifactManifestEntry, Record as LogRecord } from './generated/records.ts';

/** The field number of records of logged artifacts; see records.proto. */
export const artifactKind = 8;

/** A logged artifact's files, or the path of the list that the SDK has put them into because they are very many. */
export type Manifest = { readonly files: readonly ManifestFile[] } | { readonly listedAt: string };

/**
 * The manifest of one logged artifact, as the last record of it tells; undefined when no record is of it. `isWanted` is
 * asked with the object's client id.
 */
export function manifestIn(
  records: readonly Uint8Array[],
  isWanted: (clientId: string) => boolean,
): Manifest | undefined {
  for (const bytes of records.toReversed()) {
    const manifest = decoded(bytes, isWanted);
    if (!manifest) continue;
    const { manifestFilePath: listedAt, contents } = manifest;
    return listedAt ? { listedAt } : { files: contents.map(fileOf) };
  }
  return undefined;
}

function decoded(bytes: Uint8Array, isWanted: (clientId: string) => boolean) {
  try {
    const { recordType } = LogRecord.decode(bytes);
    if (recordType?.$case !== 'artifact' || !isWanted(recordType.value.clientId)) return undefined;
    return ArtifactManifest.decode(recordType.value.manifest);
  } catch {
    return undefined;
  }
}

/** A reference of unknown size and an empty file look the same on the wire: only the latter is known to be empty. */
function fileOf({ path, size, digest, ref, localPath }: ArtifactManifestEntry): ManifestFile {
  return {
    path,
    ...((size > 0 || !ref) && { size }),
    ...(digest && { digest }),
    ...(ref && { ref }),
    ...(localPath && { localPath }),
  };
}
