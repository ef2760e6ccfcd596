// The `wandb artifact` commands of a notebook's shell lines.

import type { Relation } from './codeReference.ts';
import { hole } from './value.ts';

export interface ShellCommand {
  /** Where the command stands in the cell's text: from `wandb` to its last word. */
  readonly from: number;
  readonly to: number;
  readonly verb: 'get' | 'put';
  readonly relation: Relation;
  /** With a hole for each part that the shell or IPython fills in. */
  readonly name: string;
  /** Where the words stand that give the name. */
  readonly nameFrom: number;
  readonly nameTo: number;
  readonly project: string | undefined;
  readonly type: string | undefined;
  readonly aliases: readonly string[];
}

interface Word {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Options that take a value, by what they mean here. Source: `wandb artifact put --help` and `get --help`. */
const options: Readonly<Record<string, string>> = {
  '-n': 'name',
  '--name': 'name',
  '-t': 'type',
  '--type': 'type',
  '-a': 'alias',
  '--alias': 'alias',
  '-d': 'other',
  '--description': 'other',
  '--root': 'other',
  '--id': 'other',
  '--policy': 'other',
};

/** `cell` is the text of a code cell: its `!` lines, or all of it under `%%bash` and its kin. */
export function shellCommands(cell: string): readonly ShellCommand[] {
  if (!/\bwandb\s+artifact\b/.test(cell)) return [];
  const script = /^\s*%%(?:bash|sh|shell|script\s+(?:bash|sh|zsh))\b/.test(cell);
  const line = script ? /^.*$/gm : /^[ \t]*(?:[\w., ]+=[ \t]*)?!.*$/gm;
  const commands: ShellCommand[] = [];
  for (const found of cell.matchAll(line))
    for (const part of found[0].matchAll(/\bwandb[ \t]+artifact[ \t]+(get|put)\b[^;&|#\n]*/g)) {
      const from = found.index + part.index;
      const command = readCommand(cell, from, from + part[0].trimEnd().length, part[1] === 'put');
      if (command) commands.push(command);
    }
  return commands;
}

function readCommand(cell: string, from: number, to: number, put: boolean): ShellCommand | undefined {
  const given = new Map<string, Word[]>();
  const words = wordsOf(cell, from, to).slice(3);
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) continue;
    const [flag = '', inline] = word.text.startsWith('--') ? word.text.split('=', 2) : [word.text];
    const meaning = options[flag] ?? (word.text.startsWith('-') ? undefined : 'path');
    if (meaning === undefined) continue;
    const value = meaning === 'path' ? word : inline === undefined ? words[++at] : { ...word, text: inline };
    if (value) given.set(meaning, [...(given.get(meaning) ?? []), value]);
  }
  const path = given.get('path')?.[0];
  if (!path) return undefined;
  const named = (put && given.get('name')?.[0]) || path;
  const folders = named.text.split('/');
  const type = given.get('type')?.[0]?.text ?? (put ? 'dataset' : undefined);
  const name = put ? (folders.at(-1) ?? '') : named.text;
  return {
    ...{ from, to, verb: put ? 'put' : 'get', relation: put ? 'logged' : 'read', name },
    ...{ nameFrom: named.from, nameTo: named.to },
    project: put && named !== path && folders.length > 1 ? folders.at(-2) : undefined,
    type: type?.includes(hole) ? undefined : type,
    aliases: (given.get('alias') ?? []).map(({ text }) => text).filter((text) => !text.includes(hole)),
  };
}

/** Words as a shell splits them; what it would fill in becomes a hole. */
function wordsOf(cell: string, from: number, to: number): readonly Word[] {
  const word = /(?:'[^'\n]*'|"[^"\n]*"|[^\s'"])+/g;
  return [...cell.slice(from, to).matchAll(word)].map((found) => ({
    text: found[0]
      .replace(/'([^'\n]*)'|"([^"\n]*)"/g, '$1$2')
      .replace(/\$?\{[^{}]*\}|\$\w+|\$\([^()]*\)|`[^`]*`/g, hole),
    from: from + found.index,
    to: from + found.index + found[0].length,
  }));
}
