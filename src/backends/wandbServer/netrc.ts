// Reads a netrc file as Python's `netrc` does, but never fails: a torn file yields less.

export interface NetrcEntry {
  /** Host and port as written; undefined for the `default` entry. */
  readonly machine: string | undefined;
  readonly password: string | undefined;
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
  /** Offset after the token. */
  readonly end: number;
}

/** All entries in the order of the file. */
export function parseNetrc(text: string): readonly NetrcEntry[] {
  const entries: { machine: string | undefined; password: string | undefined }[] = [];
  let at = 0;
  const take = () => {
    const token = nextToken(text, at);
    at = token?.end ?? text.length;
    return token;
  };
  for (let token = take(); token; token = take()) {
    if (token.text.startsWith('#') && !token.quoted) at = lineEnd(text, at);
    else if (token.text === 'machine') entries.push({ machine: take()?.text, password: undefined });
    else if (token.text === 'default') entries.push({ machine: undefined, password: undefined });
    else if (token.text === 'macdef') at = afterBlankLine(text, at);
    else if (token.text === 'login' || token.text === 'user' || token.text === 'account') take();
    else if (token.text === 'password') {
      const entry = entries.at(-1);
      const password = take()?.text;
      if (entry) entry.password = password;
    }
  }
  return entries;
}

/** The password for a machine; as in Python the last entry of that name wins. */
export function passwordFor(machine: string, entries: readonly NetrcEntry[]): string | undefined {
  return entries.findLast((entry) => entry.machine === machine)?.password || undefined;
}

/** The password of the `default` entry, which matches every machine. */
export function defaultPassword(entries: readonly NetrcEntry[]): string | undefined {
  return entries.findLast((entry) => entry.machine === undefined)?.password || undefined;
}

/** A word up to white space, or a text in double quotes; a backslash keeps the next character as it is. */
function nextToken(text: string, from: number): Token | undefined {
  let at = from;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  if (at >= text.length) return undefined;
  const quoted = text[at] === '"';
  if (quoted) at++;
  let word = '';
  for (; at < text.length; at++) {
    const character = text.charAt(at);
    if (quoted ? character === '"' : /\s/.test(character)) break;
    word += character === '\\' ? text.charAt(++at) : character;
  }
  return { text: word, quoted, end: quoted ? at + 1 : at };
}

/** The end of the line on which a comment began; a lone `#` has not left its line yet. */
function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function afterBlankLine(text: string, at: number): number {
  const blank = /\n[ \t]*\r?\n/g;
  blank.lastIndex = at;
  return blank.exec(text) ? blank.lastIndex : text.length;
}
