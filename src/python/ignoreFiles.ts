// What `.gitignore` files hide: each rules its own folder and those below it.

import ignore, { type Ignore } from 'ignore';
import { upwards } from './project.ts';

export class IgnoreFiles {
  readonly #rules = new Map<string, Ignore>();

  /** The text of the `.gitignore` in a folder; folders are relative to the scanned one, which is empty. */
  add(folder: string, text: string): void {
    this.#rules.set(folder, ignore().add(text));
  }

  /** Whether git would ignore the path, a folder's with a `/` at its end; deeper rules come after those above. */
  hides(path: string): boolean {
    let hidden = false;
    for (const folder of upwards(
      path.slice(0, Math.max(0, path.replace(/\/$/, '').lastIndexOf('/'))),
    ).toReversed()) {
      const rules = this.#rules.get(folder);
      if (!rules) continue;
      const { ignored, unignored } = rules.test(folder === '' ? path : path.slice(folder.length + 1));
      hidden = ignored || (hidden && !unignored);
    }
    return hidden;
  }
}
