// A fetch that also trusts the authorities whose files the user's environment names, as the SDK's requests do.

import type { Host } from '../host.ts';
import { codeOf } from './networkFailure.ts';

/** What Node, OpenSSL, and the `requests` library of the SDK read; each adds to what is trusted anyway. */
const variables = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];
/** Where Node keeps what its own fetch goes through: the only door to that one's settings. */
const dispatchers = ['undici.globalDispatcher.2', 'undici.globalDispatcher.1'];

type Tls = Pick<typeof import('node:tls'), 'createSecureContext' | 'rootCertificates'>;

interface Trust {
  readonly ca: string;
  readonly dispatcher: object;
}

/**
 * VS Code's fetch trusts the system's authorities and, unlike Node's own, forgets NODE_EXTRA_CA_CERTS. So a server
 * whose authority is not trusted is asked once more, with the named ones; whoever answers then is asked so at once
 * from now on. Without `tls` (in a browser) the plain fetch.
 */
export function trustingFetch(
  plain: typeof fetch,
  { env, files }: Pick<Host, 'env' | 'files'>,
  tls: Tls | undefined,
): typeof fetch {
  if (!tls) return plain;
  const origins = new Set<string>();
  let trust: Trust | undefined;

  async function renew(signal: AbortSignal): Promise<Trust | undefined> {
    const paths = new Set(variables.flatMap((name) => env(name) ?? []));
    const texts = await Promise.all(
      [...paths].map((path) =>
        files.read(path.replaceAll('\\', '/'), signal).then(
          (bytes) => new TextDecoder().decode(bytes),
          () => '',
        ),
      ),
    );
    signal.throwIfAborted();
    const ca = texts.join('\n');
    if (trust?.ca !== ca) {
      const dispatcher = dispatcherWith(ca, tls as Tls);
      trust = dispatcher && { ca, dispatcher };
    }
    return trust;
  }

  return async (input, init) => {
    const origin = new URL(input instanceof Request ? input.url : input).origin;
    const through = (way: Trust | undefined) => plain(input, way ? within(init, way) : init);
    try {
      return await through(origins.has(origin) ? trust : undefined);
    } catch (error) {
      if (!/^(UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|CERT_UNTRUSTED)/.test(codeOf(error) ?? '')) throw error;
      const way = await renew(init?.signal ?? new AbortController().signal);
      if (!way) throw error;
      const answer = await through(way);
      origins.add(origin);
      return answer;
    }
  };
}

function within(init: RequestInit | undefined, { dispatcher }: Trust): RequestInit {
  return { ...init, dispatcher } as RequestInit;
}

/** Undefined when the text holds no certificates, or Node keeps its dispatcher elsewhere. */
function dispatcherWith(text: string, tls: Tls): object | undefined {
  const named = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  const own = dispatchers.map((name) => Reflect.get(globalThis, Symbol.for(name))).find((it) => it);
  if (!named || !own) return undefined;
  const ca = [...tls.rootCertificates, ...named];
  try {
    tls.createSecureContext({ ca });
    const Dispatcher: new (options: object) => object = own.constructor;
    return new Dispatcher({ connect: { ca }, requestTls: { ca }, proxyTls: { ca } });
  } catch {
    return undefined;
  }
}
