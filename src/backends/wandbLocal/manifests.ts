// The files of the artifacts that a run's log says it logged.

import { fromBinary } from '@bufbuild/protobuf';
import type { ManifestFile } from '../../lineage/manifest.ts';
import { type ArtifactManifestEntry, ArtifactManifestSchema, RecordSchema } from './generated/records_pb.ts';

/** The field number of records of logged artifacts; see records.proto. */
export const artifactKind = 8;

/**
 * The files of one logged artifact, as the last record of it tells them; undefined when no record is of it, or the
 * SDK has put them into a file of their own (above 100 000). `isWanted` is asked with the object's client id.
 */
export function manifestIn(
  records: readonly Uint8Array[],
  isWanted: (clientId: string) => boolean,
): readonly ManifestFile[] | undefined {
  for (const bytes of records.toReversed()) {
    const manifest = decoded(bytes, isWanted);
    if (manifest) return manifest.manifestFilePath ? undefined : manifest.contents.map(fileOf);
  }
  return undefined;
}

function decoded(bytes: Uint8Array, isWanted: (clientId: string) => boolean) {
  try {
    const { recordType } = fromBinary(RecordSchema, bytes);
    if (recordType.case !== 'artifact' || !isWanted(recordType.value.clientId)) return undefined;
    return fromBinary(ArtifactManifestSchema, recordType.value.manifest);
  } catch {
    return undefined;
  }
}

/** A reference of unknown size and an empty file look the same on the wire: only the latter is known to be empty. */
function fileOf({ path, size, digest, ref, localPath }: ArtifactManifestEntry): ManifestFile {
  return {
    path,
    ...((size > 0n || !ref) && { size: Number(size) }),
    ...(digest && { digest }),
    ...(ref && { ref }),
    ...(localPath && { localPath }),
  };
}
