// Looks for words in files, binary ones too, that name the machine or the person who made them.
import { readdir, readFile } from 'node:fs/promises';
import { homedir, hostname, networkInterfaces, release, tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { repository } from '../hosts/paths.ts';

/** Gives a line per find: the file and the word. */
export async function traces(folders: readonly string[]): Promise<readonly string[]> {
  const words = [...namesHere()];
  const found: string[] = [];
  for (const folder of folders)
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const text = (await readFile(path)).toString('latin1');
      for (const word of words) if (pattern(word).test(text)) found.push(`${path}: ${word}`);
    }
  return found;
}

/** Short names such as `vm` count only as whole words. `root` is a key of the SDK's own and names nobody. */
function pattern(word: string): RegExp {
  const literal = word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`);
}

function namesHere(): ReadonlySet<string> {
  const addresses = Object.values(networkInterfaces()).flatMap((it) => it ?? []);
  const words = [
    hostname(),
    userInfo().username,
    homedir(),
    repository,
    tmpdir(),
    release(),
    ...addresses.filter((it) => !it.internal).map((it) => it.address),
  ];
  return new Set(words.filter((it) => it && it !== 'root'));
}
