// The list that the SDK writes beside a log, packed, when an artifact has more than 100 000 files.

import type { ManifestFile } from '../../lineage/manifest.ts';
import type { Files } from '../host.ts';
import { parseJson, record } from './jsonText.ts';
import { isHere } from './locate.ts';

/** Longer lists are not read; bytes, packed and unpacked. */
const [mostPacked, mostUnpacked] = [64 * 1024 * 1024, 512 * 1024 * 1024];

/**
 * The files that are listed at an absolute path: gzip of one JSON object a line. Undefined when there is no such list
 * any more (the SDK removes it once the artifact is uploaded), or it is none. Rejects on abort only.
 * Source: `wandb.sdk.interface.interface._write_artifact_manifest_file`, `ArtifactManifestEntry.to_json`.
 */
export async function listedFiles(
  files: Files,
  path: string,
  signal: AbortSignal,
): Promise<readonly ManifestFile[] | undefined> {
  if (!isHere(path) || !path.endsWith('.manifest_contents.jl.gz')) return undefined;
  try {
    const packed = await files.read(path.replaceAll('\\', '/'), signal, 0, mostPacked);
    return (await linesOf(packed, signal)).map((line) => fileOf(parseJson(line)));
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

async function linesOf(packed: Uint8Array, signal: AbortSignal): Promise<readonly string[]> {
  const stream = new Blob([new Uint8Array(packed)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const reader: ReadableStreamDefaultReader<Uint8Array> = stream.getReader();
  const decoder = new TextDecoder();
  const lines: string[] = [];
  let [rest, size] = ['', 0];
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    signal.throwIfAborted();
    size += piece.value.length;
    if (size > mostUnpacked) throw new RangeError('the list of files is too long');
    const parts = (rest + decoder.decode(piece.value, { stream: true })).split('\n');
    rest = parts.pop() ?? '';
    lines.push(...parts);
  }
  return rest === '' ? lines : [...lines, rest];
}

function fileOf(entry: unknown): ManifestFile {
  const { path, size, digest, ref, local_path: localPath } = record(entry);
  if (typeof path !== 'string') throw new TypeError('an entry has no path');
  return {
    path,
    ...(typeof size === 'number' && { size }),
    ...(typeof digest === 'string' && { digest }),
    ...(typeof ref === 'string' && { ref }),
    ...(typeof localPath === 'string' && { localPath }),
  };
}
