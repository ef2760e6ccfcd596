// The messages in the source that are translated: the first argument of every `say`, `sentence` and `l10n.t`.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SourceMessages {
  /** Each message once, with where it stands first. */
  readonly messages: ReadonlyMap<string, string>;
  /** Places whose message is not written out, so that nobody can translate it. */
  readonly unreadable: readonly string[];
  /** Places of sentences that nobody hands over to be translated. */
  readonly unsaid: readonly string[];
}

/** Rooms whose words people read in the editor; the rest speaks to the command line and to agents. */
const rooms = ['backends', 'editor', 'join', 'lineage', 'protocol', 'python', 'extension.ts'];
/** Answers to agents, formats that programs read, and reports for pipelines are English. */
const english = /^src\/(?:join\/answers|lineage\/export|join\/problems\/about\.ts)/;

/** What hands its first argument over to be translated, now or later; what Python says is said otherwise. */
const saying = /(?<![\w.#]|function )(?:say|sentence|vscode\.l10n\.t)\(\s*/g;
const sayingLater = /(?<![\w.#]|function )sentence\(\s*/g;
/** A string literal without holes, in any quotes. */
const literal = /^(?:'((?:[^'\\\n]|\\.)*)'|"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\$]|\\.)*)`)\s*[,)]/;
/** A string literal that reads like a sentence: a capital or a hole, some words, and a full stop. */
const sentences =
  /(?<=[\s([{,:?])(['"`])(?:[A-Z]|\$\{)(?:(?!\1)[^\n\\]|\\.)* (?:(?!\1)[^\n\\]|\\.)* (?:(?!\1)[^\n\\]|\\.)*\.\1/g;
/** What stands before one that is said, or that goes to the log, to agents or to programmers. */
const handedOver = /(?:(?:\b(?:say|sentence|l10n\.t|log\.\w+)|(?<!Backend)Error)\(\s*|^\s*(?:\/\/|\/?\*).*)$/;

export function sourceMessages(): SourceMessages {
  const messages = new Map<string, string>();
  const unreadable: string[] = [];
  const unsaid: string[] = [];
  for (const path of rooms.flatMap((room) => filesOf(`src/${room}`))) {
    const text = readFileSync(path, 'utf8');
    const placeOf = (index: number) => `${path}:${text.slice(0, index).split('\n').length}`;
    for (const call of text.matchAll(path.startsWith('src/python/') ? sayingLater : saying)) {
      const from = call.index + call[0].length;
      const found = literal.exec(text.slice(from));
      const raw = found?.[1] ?? found?.[2] ?? found?.[3];
      if (raw === undefined) unreadable.push(placeOf(from));
      else if (!messages.has(unescaped(raw))) messages.set(unescaped(raw), placeOf(from));
    }
    if (!english.test(path)) unsaid.push(...unsaidIn(text).map(placeOf));
  }
  return { messages, unreadable, unsaid };
}

/** Where sentences stand that are not handed over. */
export function unsaidIn(text: string): readonly number[] {
  return [...text.matchAll(sentences)].flatMap(({ index }) => {
    const before = text.slice(Math.max(0, index - 200), index);
    const line = before.slice(before.lastIndexOf('\n') + 1);
    return handedOver.test(before) || handedOver.test(line) ? [] : [index];
  });
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
