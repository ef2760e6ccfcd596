// Fetches the content of a stored file: with the key only where the server itself serves it, never along a redirect.

import { sentence } from '../../lineage/sentence.ts';
import { BackendError } from '../backend.ts';
import type { Host } from '../host.ts';
import { networkFailure, timedOut } from './networkFailure.ts';
import type { Sign } from './sign.ts';

/** Storage may be slow to begin; milliseconds until all is there. */
const patience = 120_000;
const hops = 5;

export interface Origin {
  readonly host: Host;
  /** The server's normalised address; what is below it may get the key. */
  readonly url: string;
  readonly machine: string;
  readonly sign: Sign;
}

/** `address` is the server's word: absolute, or relative to the server. Rejects with a BackendError. */
export async function download(
  { host, url, machine, sign }: Origin,
  address: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const timeout = AbortSignal.timeout(patience);
  let at = target(address, `${url}/`, machine);
  for (let hop = 0; hop <= hops; hop++) {
    const own = `${at.origin}${at.pathname}/`.startsWith(`${url}/`);
    let response: Response;
    try {
      response = await host.fetch(at.href, {
        headers: own ? { Authorization: await sign.header(signal) } : {},
        credentials: 'omit',
        redirect: 'manual',
        signal: AbortSignal.any([signal, timeout]),
      });
      const next = response.headers.get('Location');
      if (response.status < 300 || response.status >= 400 || !next) {
        if (response.ok) return new Uint8Array(await response.arrayBuffer());
        break;
      }
      at = target(next, at.href, machine);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof BackendError) throw error;
      throw timeout.aborted ? timedOut(at.host, patience / 1000) : networkFailure(error, at.host);
    }
  }
  throw unavailable(machine);
}

function target(address: string, base: string, machine: string): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw unavailable(machine);
  return url;
}

function unavailable(machine: string): BackendError {
  return new BackendError(
    'notFound',
    sentence(
      '{0} does not give out this file: it may have been deleted, or your account may not read it.',
      machine,
    ),
  );
}
