// Asks a W&B server one GraphQL question: signed, bounded in time and number, tried again when that may help.

import pLimit from 'p-limit';
import pRetry from 'p-retry';
import type { BackendError } from '../backend.ts';
import type { Host } from '../host.ts';
import { appAddress, machineOf } from './address.ts';
import { download } from './download.ts';
import { CurableError, failureOf, redirected, signedOut } from './failure.ts';
import { createGate, type Gate, type Pause, wait } from './gate.ts';
import { networkFailure, timedOut } from './networkFailure.ts';
import { exhaustedFor, readReply } from './readReply.ts';
import { type Key, signWith } from './sign.ts';

/** Per attempt, milliseconds. */
const patience = 30_000;
/** All waits between the attempts of one question together, milliseconds: unasked, */
const longestWait = 10_000;
/** and as the server asks, while the user sees that we wait. */
const longestAsked = 60_000;
const tries = 3;
/** The SDK allows itself 10; an editor in the background should be milder. */
const atOnce = 4;

export type Variables = Readonly<Record<string, string | number | null>>;

export interface Answer {
  /** By root field, as the server sent it, not yet checked. */
  readonly data: Readonly<Record<string, unknown>>;
  /** Root fields in which something failed, while others have data. */
  readonly failed: ReadonlySet<string>;
}

export interface Client {
  /** Host and port, for messages. */
  readonly machine: string;
  /** The server's web pages, without a trailing slash. */
  readonly app: string;
  /** Throws a BackendError when there is no data at all, and the signal's reason when aborted. */
  ask(query: string, variables: Variables, signal: AbortSignal): Promise<Answer>;
  /** What to throw where the server says that nobody is signed in; it is then asked with a new token, if one is to be had. */
  refused(): BackendError;
  /** The content at an address that the server has given. Rejects with a BackendError. */
  download(address: string, signal: AbortSignal): Promise<Uint8Array>;
}

export interface ClientOptions {
  readonly host: Host;
  /** Normalised by `serverAddress`. */
  readonly url: string;
  readonly key: Key;
  /** Is told until when (milliseconds since 1970) questions wait because the server asks for it; undefined: no more. */
  readonly waiting?: (until: number | undefined) => void;
  /** For tests. */
  readonly pause?: Pause;
  /** Shared by all who ask the same server one after the other; by default one of its own. */
  readonly gate?: Gate;
}

export function createClient({ host, url, key, waiting, pause = wait, gate: given }: ClientOptions): Client {
  const machine = machineOf(url);
  const app = appAddress(url, host);
  const signIn = `${app}/authorize`;
  const sign = signWith(key, { host, url, machine, signIn });
  const limit = pLimit(atOnce);
  const gate = given ?? createGate(host.now, pause, waiting);

  function refused(): BackendError {
    sign.refused();
    return signedOut(machine, signIn);
  }

  async function attempt(body: string, signal: AbortSignal): Promise<Answer> {
    await gate.pass(signal);
    const authorization = await sign.header(signal);
    const timeout = AbortSignal.timeout(patience);
    const request: RequestInit = {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'User-Agent': 'artifact-lineage',
        Authorization: authorization,
      },
      body,
      // Another origin must never see the key, so no redirect is followed.
      redirect: 'manual',
      signal: AbortSignal.any([signal, timeout]),
    };
    let response: Response;
    let text: string;
    try {
      response = await host.fetch(`${url}/graphql`, request);
      text = await response.text();
    } catch (error) {
      signal.throwIfAborted();
      throw timeout.aborted ? timedOut(machine, patience / 1000) : networkFailure(error, machine);
    }
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      throw redirected(machine);
    const exhausted = exhaustedFor(response.headers);
    if (exhausted) gate.hold(Math.min(jittered(exhausted), longestAsked));
    const reply = readReply(response.status, response.headers, text, host.now());
    if ('data' in reply) return reply;
    const failure = failureOf(reply, machine, signIn);
    throw failure.trouble === 'signedOut' ? refused() : failure;
  }

  return {
    machine,
    app,
    refused,
    download: (address, signal) => download({ host, url, machine, sign }, address, signal),
    ask: (query, variables, signal) =>
      limit(() => {
        const body = JSON.stringify({ query, variables });
        let waited = 0;
        return pRetry(() => attempt(body, signal), {
          retries: tries - 1,
          minTimeout: 0,
          signal,
          async onFailedAttempt({ error, attemptNumber, retriesLeft }) {
            if (!(error instanceof CurableError) || !error.cure.again || retriesLeft === 0) throw error;
            const { waitFor } = error.cure;
            const next = jittered(waitFor ?? 500 * 2 ** (attemptNumber - 1));
            if (waited + next > (waitFor === undefined ? longestWait : longestAsked)) throw error;
            waited += next;
            // What one question is asked to wait for, all others would meet too.
            if (error.trouble === 'tooManyRequests') gate.hold(next);
            else await pause(next, signal);
          },
        });
      }),
  };
}

/** Never less: many who wait for the same moment should not all come at it. */
function jittered(milliseconds: number): number {
  return Math.ceil(milliseconds * (1 + Math.random() / 4));
}
