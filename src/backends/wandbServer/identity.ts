// Signs with the access token that a W&B server gives for an identity token (a JWT) in a file of the user's.

import * as v from 'valibot';
import { sentence } from '../../lineage/sentence.ts';
import { BackendError } from '../backend.ts';
import type { Host } from '../host.ts';
import { untilAborted } from '../shared.ts';
import { failureOf, misshapen, redirected } from './failure.ts';
import { networkFailure, timedOut } from './networkFailure.ts';
import type { Sign } from './sign.ts';

/** A token that ends sooner than this is not used any more; milliseconds, as the SDK has it. */
const remaining = 5 * 60_000;
/** Milliseconds for an exchange. */
const patience = 10_000;

export interface Identity {
  readonly host: Host;
  /** Normalised by `serverAddress`. */
  readonly url: string;
  readonly machine: string;
  readonly signIn: string;
  /** Absolute. It is read anew for each exchange: whoever issues identity tokens renews it there. */
  readonly tokenFile: string;
}

interface Token {
  readonly header: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const granted = v.object({ access_token: v.pipe(v.string(), v.nonEmpty()), expires_in: v.number() });

/**
 * The token stays in memory alone; one exchange serves all who ask at once.
 * Source: what wandb-core posts to `/oidc/token`; RFC 7523, section 2.1.
 */
export function identitySign(identity: Identity): Sign {
  const { now } = identity.host;
  let token: Token | undefined;
  let exchanging: Promise<Token> | undefined;
  return {
    async header(signal) {
      if (token && token.until - now() > remaining) return token.header;
      exchanging ??= exchange(identity).finally(() => {
        exchanging = undefined;
      });
      token = await untilAborted(exchanging, signal);
      return token.header;
    },
    refused() {
      token = undefined;
    },
  };
}

async function exchange({ host, url, machine, signIn, tokenFile }: Identity): Promise<Token> {
  const assertion = await readToken(host, tokenFile);
  const grant_type = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  const timeout = AbortSignal.timeout(patience);
  let response: Response;
  let text: string;
  try {
    response = await host.fetch(`${url}/oidc/token`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'User-Agent': 'artifact-lineage' },
      body: new URLSearchParams({ grant_type, assertion }).toString(),
      // The token stands for a key: another origin must not see it either.
      redirect: 'manual',
      signal: timeout,
    });
    text = await response.text();
  } catch (error) {
    throw timeout.aborted ? timedOut(machine, patience / 1000) : networkFailure(error, machine);
  }
  const { status, type } = response;
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) throw redirected(machine);
  if (status === 429 || status >= 500) throw failureOf({ status, errors: [], body: 'json' }, machine, signIn);
  if (!response.ok)
    throw new BackendError(
      'signedOut',
      sentence(
        '{0} does not accept the identity token in {1} (HTTP {2}): renew it, or connect with a key.',
        machine,
        tokenFile,
        status,
      ),
    );
  const reply = v.safeParse(granted, parseJson(text));
  if (!reply.success) throw misshapen(machine);
  const { access_token, expires_in } = reply.output;
  return { header: `Bearer ${access_token}`, until: host.now() + expires_in * 1000 };
}

async function readToken(host: Host, path: string): Promise<string> {
  try {
    return new TextDecoder().decode(await host.files.read(path, new AbortController().signal)).trim();
  } catch {
    throw new BackendError(
      'signedOut',
      sentence(
        'The identity token in {0} cannot be read: mend WANDB_IDENTITY_TOKEN_FILE, or connect with a key.',
        path,
      ),
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
