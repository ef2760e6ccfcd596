// The messages in the source that are translated: the first argument of every call of `say` and `l10n.t`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceMessages {
  /** Each message once, with where it stands first. */
  readonly messages: ReadonlyMap<string, string>;
  /** Places whose message is not written out, so that nobody can translate it. */
  readonly unreadable: readonly string[];
}

/** Rooms whose words people read in the editor; the rest speaks to the command line. */
const rooms = ['src/editor', 'src/join', 'src/extension.ts'];

/** A string literal without holes, in any quotes. */
const literal = /^(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.)*)`)\s*[,)]/;

export function sourceMessages(): SourceMessages {
  const messages = new Map<string, string>();
  const unreadable: string[] = [];
  for (const path of rooms.flatMap(filesOf)) {
    const text = readFileSync(path, 'utf8');
    for (const call of text.matchAll(/(?<![\w.#])(?:say|vscode\.l10n\.t|l10n\.t)\(\s*/g)) {
      const from = call.index + call[0].length;
      const where = `${path}:${text.slice(0, from).split('\n').length}`;
      const found = literal.exec(text.slice(from));
      const raw = found?.[1] ?? found?.[2] ?? found?.[3];
      if (raw === undefined) unreadable.push(where);
      else if (!messages.has(unescaped(raw))) messages.set(unescaped(raw), where);
    }
  }
  return { messages, unreadable };
}

function filesOf(path: string): readonly string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(path, name).replaceAll('\\', '/'));
}

function unescaped(raw: string): string {
  return raw.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, code: string | undefined, char: string) =>
    code === undefined
      ? ({ n: '\n', t: '\t' }[char] ?? char)
      : String.fromCharCode(Number.parseInt(code, 16)),
  );
}
