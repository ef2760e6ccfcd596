// Finds an artifact's file on this machine: where it was when it was logged, in the SDK's cache, or at its reference.

import type { ManifestFile } from '../../lineage/manifest.ts';
import { type Host, joinPath } from '../host.ts';

/**
 * The path of a file with the size that the manifest says; undefined when this machine has none. The first that
 * exists of: the staged or original file, the cache by the content's hash, a `file://` reference.
 * Source: `wandb.sdk.artifacts.artifact_file_cache` (`obj/md5/<2>/<30>`, `obj/xxh128/…` in newer SDKs).
 */
export async function locate(
  host: Host,
  file: ManifestFile,
  signal: AbortSignal,
): Promise<string | undefined> {
  const hex = file.ref === undefined ? hexOf(file.digest) : undefined;
  const cached = hex
    ? cacheFolders(host).flatMap((folder) =>
        ['md5', 'xxh128'].map((kind) =>
          joinPath(folder, 'artifacts/obj', kind, hex.slice(0, 2), hex.slice(2)),
        ),
      )
    : [];
  const candidates = [file.localPath?.replaceAll('\\', '/'), ...cached, pathOfReference(file.ref ?? '')];
  for (const path of candidates)
    if (path && isHere(path) && (await matches(host, path, file, signal))) return path;
  return undefined;
}

/** Percent codes are characters, `/C:/…` is a drive. Source: `wandb.util.local_file_uri_to_path`. */
function pathOfReference(ref: string): string | undefined {
  if (!ref.startsWith('file:///') || !URL.canParse(ref)) return undefined;
  try {
    return decodeURIComponent(new URL(ref).pathname).replace(/^\/(?=[A-Za-z]:)/, '');
  } catch {
    return undefined;
  }
}

/** Windows would greet the server of a `//server/share` path in the user's name, and what a log names is foreign text. */
export function isHere(path: string): boolean {
  return !/^[\\/]{2}/.test(path);
}

async function matches(
  host: Host,
  path: string,
  { size }: ManifestFile,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const facts = await host.files.stat(path, signal);
    return facts.kind === 'file' && (size === undefined || facts.size === size);
  } catch {
    signal.throwIfAborted();
    return false;
  }
}

/** `WANDB_CACHE_DIR`, else where `platformdirs.user_cache_dir("wandb")` points on Linux, macOS and Windows. */
function cacheFolders(host: Host): readonly string[] {
  const chosen = host.env('WANDB_CACHE_DIR');
  if (chosen) return [chosen.replaceAll('\\', '/')];
  const xdg = host.env('XDG_CACHE_HOME');
  const local = host.env('LOCALAPPDATA')?.replaceAll('\\', '/');
  return [
    ...(xdg ? [joinPath(xdg, 'wandb')] : []),
    ...(host.home ? [joinPath(host.home, '.cache/wandb'), joinPath(host.home, 'Library/Caches/wandb')] : []),
    ...(local ? [joinPath(local, 'wandb/wandb/Cache')] : []),
  ];
}

/** Base64 of 16 bytes as hex; undefined for anything else. */
function hexOf(digest: string | undefined): string | undefined {
  if (!digest || !/^[A-Za-z0-9+/]{22}==$/.test(digest)) return undefined;
  return [...atob(digest)].map((it) => it.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}
