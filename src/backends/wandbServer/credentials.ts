// Finds the W&B server's address and key where the SDK finds them, and keeps a key from going anywhere else.

import { type Sentence, sentence } from '../../lineage/sentence.ts';
import { BackendError } from '../backend.ts';
import { type Host, joinPath } from '../host.ts';
import { parseSettings } from '../wandb/settingsFile.ts';
import { cloud, machineOf, serverAddress } from './address.ts';
import { defaultPassword, type NetrcEntry, parseNetrc, passwordFor } from './netrc.ts';
import type { IdentityToken, Key } from './sign.ts';

export interface FoundServer {
  readonly url: string;
  readonly from: 'environment' | 'settings' | 'default';
}

export interface FoundKey {
  readonly key: Key;
  readonly from: 'environment' | 'identity' | 'netrc';
}

/**
 * The address that the user's own environment names: WANDB_BASE_URL, else the user's settings file, else the cloud.
 * A workspace's settings file is never read here: an address from there is not the user's word.
 * Throws a BackendError (`refused`) for an address that cannot be one.
 */
export async function environmentServer(host: Host, signal: AbortSignal): Promise<FoundServer> {
  const named = host.env('WANDB_BASE_URL');
  if (named) return { url: serverAddress(named), from: 'environment' };
  const saved = (await userSettings(host, signal)).get('base_url');
  if (saved) return { url: serverAddress(saved), from: 'settings' };
  return { url: cloud, from: 'default' };
}

/** The identity token that the user's own environment names, or the user's settings file; never a workspace's. */
async function identityToken(host: Host, signal: AbortSignal): Promise<IdentityToken | undefined> {
  const named =
    host.env('WANDB_IDENTITY_TOKEN_FILE') ?? (await userSettings(host, signal)).get('identity_token_file');
  return named ? { tokenFile: expand(host, named) } : undefined;
}

async function userSettings(host: Host, signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const folder = host.env('WANDB_CONFIG_DIR') ?? (host.home && joinPath(host.home, '.config/wandb'));
  const text = folder && (await readText(host, joinPath(expand(host, folder), 'settings'), signal));
  return parseSettings(text || '');
}

/**
 * The key of the user's own environment for the server at `url`: WANDB_API_KEY, else an identity token. They were given
 * without a server's name, so they go only to the address that the environment itself names. Throws a BackendError
 * (`signedOut`) for a key that cannot be one.
 */
export async function environmentKey(
  host: Host,
  url: string,
  signal: AbortSignal,
): Promise<FoundKey | undefined> {
  if (!(await isOwnServer(host, url, signal))) return undefined;
  const given = host.env('WANDB_API_KEY')?.trim();
  if (given) return checked(given, 'environment', machineOf(url));
  const identity = await identityToken(host, signal);
  return identity && { key: identity, from: 'identity' };
}

/**
 * The key for the server at `url`: the environment's, else that of the netrc file, whose `default` entry goes only where
 * the environment's key does. Undefined when there is none. Throws a BackendError (`signedOut`) for a key that cannot be
 * one.
 */
export async function findKey(host: Host, url: string, signal: AbortSignal): Promise<FoundKey | undefined> {
  const address = serverAddress(url);
  const given = await environmentKey(host, address, signal);
  if (given) return given;
  const entries = await readNetrc(host, signal);
  const isOwn = await isOwnServer(host, address, signal);
  const key = passwordFor(machineOf(address), entries) ?? (isOwn ? defaultPassword(entries) : undefined);
  return key ? checked(key, 'netrc', machineOf(address)) : undefined;
}

async function isOwnServer(host: Host, url: string, signal: AbortSignal): Promise<boolean> {
  const own = await environmentServer(host, signal).catch(() => undefined);
  signal.throwIfAborted();
  return own?.url === url;
}

/**
 * What is wrong with a key; undefined when it may be one. The key is not repeated.
 * Source: `wandb.sdk.lib.wbauth.validation` (a JWT, or an optional prefix and 40 or more word characters).
 */
export function checkKeyFormat(key: string): Sentence | undefined {
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(key)) return undefined;
  const secret = key.includes('-') ? key.slice(key.indexOf('-') + 1) : key;
  if (!/^[\w-]*$/.test(secret)) return sentence('A W&B API key has only letters, digits, "_" and "-".');
  if (secret.length < 40) return sentence('A W&B API key has at least 40 characters: copy the whole key.');
  return undefined;
}

function checked(key: string, from: 'environment' | 'netrc', machine: string): FoundKey {
  const wrong = checkKeyFormat(key);
  if (!wrong) return { key, from };
  throw new BackendError(
    'signedOut',
    from === 'netrc'
      ? sentence('The netrc entry for {0} does not hold a key. {1}', machine, wrong)
      : sentence('WANDB_API_KEY does not hold a key. {0}', wrong),
  );
}

/** Source: `wandb.sdk.lib.wbauth.wbnetrc`: $NETRC, else the first of ~/.netrc and ~/_netrc that exists. */
async function readNetrc(host: Host, signal: AbortSignal): Promise<readonly NetrcEntry[]> {
  const named = host.env('NETRC');
  const home = host.home;
  const paths = named
    ? [expand(host, named)]
    : home
      ? [joinPath(home, '.netrc'), joinPath(home, '_netrc')]
      : [];
  for (const path of paths) {
    const text = await readText(host, path, signal);
    if (text !== undefined) return parseNetrc(text);
  }
  return [];
}

function expand(host: Host, path: string): string {
  const plain = path.replaceAll('\\', '/');
  return host.home && /^~(\/|$)/.test(plain) ? `${host.home}${plain.slice(1)}` : plain;
}

/** A file that cannot be read counts as absent, as for the SDK. */
async function readText(host: Host, path: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    return new TextDecoder().decode(await host.files.read(path, signal));
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
