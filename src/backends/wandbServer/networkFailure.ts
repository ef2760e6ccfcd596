// A question that never got a reply, as a sentence with one thing to do: no address, no trust, a proxy, a cut cable.

import { sentence } from '../../lineage/sentence.ts';
import { BackendError } from '../backend.ts';
import { CurableError } from './failure.ts';

export function timedOut(machine: string, seconds: number): BackendError {
  return new CurableError(
    'unreachable',
    sentence('{0} did not answer within {1} s: check the network, or try again.', machine, seconds),
    { less: true },
  );
}

/** A fetch that never got a reply. The codes are Node's; a browser gives none. */
export function networkFailure(error: unknown, machine: string): BackendError {
  const refusal = proxyStatus(error);
  if (refusal) return proxyRefused(refusal, machine);
  const code = codeOf(error);
  const shown = code ? ` (${code})` : '';
  if (code && /CERT|TLS|SSL|SELF_SIGNED|LEAF_SIGNATURE/.test(code))
    return new BackendError(
      'unreachable',
      sentence(
        "The certificate of {0} is not trusted{1}: add its authority to the system's certificates, or name its file in SSL_CERT_FILE.",
        machine,
        shown,
      ),
    );
  const what = isElsewhere(error, machine)
    ? sentence(
        'The proxy on the way to {0} does not answer{1}: check its address in your settings, and the network.',
        machine,
        shown,
      )
    : code === 'ENOTFOUND' || code === 'EAI_AGAIN'
      ? sentence('There is no address for {0}{1}: check its spelling and the network.', machine, shown)
      : code === 'ECONNREFUSED'
        ? sentence('Nothing answers at {0}{1}: check the address and that the server runs.', machine, shown)
        : code === 'ECONNRESET' || code === 'UND_ERR_SOCKET' || code === 'EPIPE'
          ? sentence('The connection to {0} was cut{1}: try again.', machine, shown)
          : sentence('{0} cannot be reached{1}: check the network.', machine, shown);
  return new CurableError('unreachable', what, { again: true });
}

/** A proxy that lets nothing through has answered in the server's place. */
function proxyRefused(status: number, machine: string): BackendError {
  const what =
    status === 407
      ? sentence(
          "The proxy on the way to {0} asks for a name and a password (HTTP 407): write them into the proxy's address in your settings.",
          machine,
        )
      : sentence(
          'The proxy on the way to {0} does not let the connection through (HTTP {1}): ask whoever runs the proxy.',
          machine,
          status,
        );
  return new CurableError('unreachable', what, { again: status >= 500 });
}

/** Whether it was another host or port than the server's that could not be reached. */
function isElsewhere(error: unknown, machine: string): boolean {
  const { hostname, port } = new URL(`none://${machine}`);
  const ports = port ? [port] : ['80', '443'];
  return causes(error).some(
    (cause) =>
      ('hostname' in cause && typeof cause.hostname === 'string' && cause.hostname !== hostname) ||
      ('port' in cause && typeof cause.port === 'number' && !ports.includes(String(cause.port))),
  );
}

/** What a proxy answered to the wish for a tunnel; Node's fetch tells it in words alone. */
function proxyStatus(error: unknown): number | undefined {
  const said = causes(error).map(({ message }) => /^Proxy response \((\d{3})\)/.exec(message)?.[1]);
  return Number(said.find((status) => status)) || undefined;
}

/** The code of what failed, deep in the reasons of an error. */
export function codeOf(error: unknown): string | undefined {
  const codes = causes(error).map((cause) => ('code' in cause ? String(cause.code) : ''));
  return codes.find((code) => /^[A-Z][A-Z\d_]+$/.test(code));
}

/** An error and its reasons: Node's fetch hides them in `cause`, and behind several addresses in an AggregateError. */
function causes(error: unknown): readonly Error[] {
  const found: Error[] = [];
  for (let at = error; at instanceof Error && found.length < 6; ) {
    found.push(at);
    at = at instanceof AggregateError ? at.errors[0] : at.cause;
  }
  return found;
}
