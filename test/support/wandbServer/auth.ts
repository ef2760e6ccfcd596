// Whether a request carries a key: HTTP's basic sign-in as the user `api`, or a token that was given for an identity.
import { randomUUID } from 'node:crypto';

/** The key or token that a request carries, accepted or not. */
export function keyIn(header: string | undefined): string | undefined {
  const token = tokenIn(header);
  if (token) return token;
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  const [user, given] = encoded ? split(Buffer.from(encoded, 'base64').toString('utf8')) : [];
  return user === 'api' && given ? given : undefined;
}

/** `key` is the only one to accept; without it any that has the form of a key does. Tokens are those given out. */
export function signedIn(
  header: string | undefined,
  key: string | undefined,
  tokens: ReadonlySet<string>,
): boolean {
  const token = tokenIn(header);
  if (token) return tokens.has(token);
  const given = keyIn(header);
  if (!given) return false;
  // A prefix before the first hyphen names the server that made the key; the secret follows.
  return key === undefined ? /^([^-]*-)?[\w-]{40,}$/.test(given) : given === key;
}

/** What a client gets for an identity token, in a form; undefined when it is none. Source: RFC 7523, RFC 6749. */
export function grant(form: string, tokens: Set<string>): object | undefined {
  const given = new URLSearchParams(form);
  const isGrant = given.get('grant_type') === 'urn:ietf:params:oauth:grant-type:jwt-bearer';
  if (!isGrant || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(given.get('assertion') ?? '')) return undefined;
  const access_token = `access-${randomUUID()}`;
  tokens.add(access_token);
  return { access_token, token_type: 'Bearer', expires_in: 3600 };
}

function tokenIn(header: string | undefined): string | undefined {
  return /^Bearer (.+)$/i.exec(header ?? '')?.[1];
}

function split(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}
