// The W&B server that a folder's own files name: somebody else's word, to be asked about before it is ever contacted.

import { type Host, joinPath } from '../host.ts';
import { isAddress, serverAddress } from '../wandbServer/address.ts';
import { parseDotenv } from './dotenv.ts';
import { parseSettings } from './settingsFile.ts';

export interface NamedServer {
  readonly url: string;
  /** The file that names it, relative to the folder. */
  readonly file: string;
}

/** Undefined when no file names one, or names none that could be one. Never rejects but when aborted. */
export async function folderServer(
  host: Host,
  root: string,
  signal: AbortSignal,
): Promise<NamedServer | undefined> {
  const readers: readonly (readonly [string, (text: string) => string | undefined])[] = [
    ['.env', (text) => parseDotenv(text).get('WANDB_BASE_URL')],
    ['wandb/settings', (text) => parseSettings(text).get('base_url')],
    ['.wandb/settings', (text) => parseSettings(text).get('base_url')],
  ];
  for (const [file, read] of readers) {
    const named = read(await textOf(host, joinPath(root, file), signal));
    if (named && isAddress(named)) return { url: serverAddress(named), file };
  }
  return undefined;
}

async function textOf(host: Host, path: string, signal: AbortSignal): Promise<string> {
  try {
    return new TextDecoder().decode(await host.files.read(path, signal));
  } catch {
    signal.throwIfAborted();
    return '';
  }
}
