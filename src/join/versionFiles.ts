// The files of an artifact's version, from whichever of the backends knows them.

import type { Backend } from '../backends/backend.ts';
import type { ManifestFile } from '../lineage/manifest.ts';
import type { ArtifactVersion } from '../lineage/model.ts';

export interface VersionFiles {
  readonly files: readonly ManifestFile[];
  /** A tracker, and not only this machine, has their content. */
  readonly remote: boolean;
  /** The path of a file; undefined when this machine has none. */
  locate(file: ManifestFile, signal: AbortSignal): Promise<string | undefined>;
  /** The content of a file that only the tracker has; undefined when it has none either. */
  read(file: ManifestFile, signal: AbortSignal): Promise<Uint8Array | undefined>;
}

/** Whether any backend can be asked for the files. */
export function knowsFiles(backends: readonly Backend[], version: ArtifactVersion): boolean {
  return backends.some(({ files }) => files?.knows(version));
}

/** What lies on this machine before what a tracker has. */
export async function filesOf(
  backends: readonly Backend[],
  version: ArtifactVersion,
  signal: AbortSignal,
): Promise<VersionFiles | undefined> {
  const sources = backends.flatMap(({ files }) => files ?? []);
  const remote = sources.filter(({ read }) => read);
  for (const source of [...sources.filter((it) => !remote.includes(it)), ...remote]) {
    const files = await source.of(version, signal);
    if (files)
      return {
        files,
        remote: remote.some((it) => it.knows(version)),
        locate: source.locate,
        read: (file, inner) => firstOf(remote, version, file, inner),
      };
  }
  return undefined;
}

async function firstOf(
  sources: readonly NonNullable<Backend['files']>[],
  version: ArtifactVersion,
  file: ManifestFile,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  for (const { read } of sources) {
    const content = await read?.(version, file, signal);
    if (content) return content;
  }
  return undefined;
}
