// How questions to a W&B server are signed: with an API key, or with an access token that an identity token stands for.

import { type Identity, identitySign } from './identity.ts';

/** An API key, or the file in which the user's environment keeps an identity token. */
export type Key = string | IdentityToken;

export interface IdentityToken {
  readonly tokenFile: string;
}

export function isSameKey(a: Key, b: Key): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : a.tokenFile === b.tokenFile;
}

export interface Sign {
  /** The `Authorization` header. Rejects with a BackendError when there is none to be had. */
  header(signal: AbortSignal): Promise<string>;
  /** Takes in that the server did not accept it. */
  refused(): void;
}

export function signWith(key: Key, server: Omit<Identity, 'tokenFile'>): Sign {
  if (typeof key !== 'string') return identitySign({ ...server, ...key });
  const header = `Basic ${btoa(`api:${key}`)}`;
  return { header: async () => header, refused: () => undefined };
}
