// Blanks what IPython adds to Python (magics, shell lines, help) without moving a line or a column of the rest.

import { readLines } from './lines.ts';

/** Cell magics whose body is still Python of this program. */
const pythonMagics = /^%%(?:capture|time|timeit|prun|memit|mprun|snakeviz|wandb)\b/;
const timed = /^(\s*)(%(?:time|prun) )/;
const foreign = /^\s*(?:[%!?]|[\w.[\], ]+=\s*[!%](?!=)|[\w.]+\?{1,2}\s*$)/;

/** `source` is a code cell's text. */
export function blankMagics(source: string): string {
  if (!/[%!?]/.test(source)) return source;
  const first = source.split('\n').find((line) => line.trim() !== '') ?? '';
  if (first.startsWith('%%') && !pythonMagics.test(first)) return source.replace(/[^\r\n]/g, ' ');
  let result = '';
  let continued = false;
  for (const { from, to, open, inString } of readLines(source, () => false)) {
    const line = source.slice(from, to);
    const magic: boolean = continued || (open.length === 0 && !inString && foreign.test(line));
    // `%time f(x)` runs f(x): a harmless statement of the same width takes the magic's place.
    const python = timed.exec(line);
    if (magic && python && !continued)
      result += line.replace(timed, `$1${'0;'.padEnd(python[2]?.length ?? 0)}`);
    else if (magic) result += line.replace(/[^\r]/g, ' ');
    else result += line;
    continued = magic && !python && /\\\s*$/.test(line);
    if (to < source.length) result += '\n';
  }
  return result;
}

/** What `%env NAME=value` and its kin set. Source: IPython's built-in magics, `%env` and `%set_env`. */
export function environmentOf(source: string): readonly (readonly [name: string, value: string])[] {
  return [...source.matchAll(/^[ \t]*%(?:set_)?env[ \t]+(\w+)(?:[ \t]*=[ \t]*|[ \t]+)(.*\S)/gm)].flatMap(
    ([, name, value]) => (name && value && !/[{$]/.test(value) ? [[name, value] as const] : []),
  );
}
