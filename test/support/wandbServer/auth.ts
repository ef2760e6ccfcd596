// Whether a request carries a key: HTTP's basic sign-in as the user `api`.

/** The key that a request carries, accepted or not. */
export function keyIn(header: string | undefined): string | undefined {
  const encoded = /^Basic (.+)$/i.exec(header ?? '')?.[1];
  const [user, given] = encoded ? split(Buffer.from(encoded, 'base64').toString('utf8')) : [];
  return user === 'api' && given ? given : undefined;
}

/** `key` is the only one to accept; without it any that has the form of a key does. */
export function signedIn(header: string | undefined, key: string | undefined): boolean {
  const given = keyIn(header);
  if (!given) return false;
  // A prefix before the first hyphen names the server that made the key; the secret follows.
  return key === undefined ? /^([^-]*-)?[\w-]{40,}$/.test(given) : given === key;
}

function split(text: string): readonly [string, string] {
  const colon = text.indexOf(':');
  return [text.slice(0, colon), text.slice(colon + 1)];
}
