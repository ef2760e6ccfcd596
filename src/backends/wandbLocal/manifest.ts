// Walks an artifact's serialized manifest, which may hold a hundred thousand entries, without building them.

import { BinaryReader } from '@bufbuild/protobuf/wire';

export interface ManifestFacts {
  readonly fileCount: number;
  /** Bytes of all entries. */
  readonly size: number;
}

/** Field numbers of ArtifactManifest and ArtifactManifestEntry in wandb_internal.proto. */
const contents = 4;
const entrySize = 4;

/** Counts the entries of an ArtifactManifest. Throws when the bytes are not one. */
export function walkManifest(bytes: Uint8Array): ManifestFacts {
  const reader = new BinaryReader(bytes);
  let fileCount = 0;
  let size = 0;
  while (reader.pos < reader.len) {
    const [field, wire] = reader.tag();
    if (field !== contents || wire !== 2) {
      reader.skip(wire, field);
      continue;
    }
    const end = reader.uint32() + reader.pos;
    if (end > reader.len) throw new RangeError('a manifest entry is cut short');
    fileCount++;
    while (reader.pos < end) {
      const [inner, innerWire] = reader.tag();
      if (inner === entrySize && innerWire === 0) size += Number(reader.int64());
      else reader.skip(innerWire, inner);
    }
  }
  return { fileCount, size };
}
