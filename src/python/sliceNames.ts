// Names of a source and the scopes that they live in.

import type { Space } from './facts.ts';

/** Names with the scopes that they live in. */
export class Names {
  readonly #spaces = new Map<string, Set<Space | undefined>>();
  size = 0;

  /** `at` is a scope from which the name is seen. */
  add(at: Space, name: string): void {
    const spaces = this.#spaces.get(name) ?? new Set();
    this.#spaces.set(name, spaces);
    const home = homeOf(at, name);
    if (!spaces.has(home)) this.size++;
    spaces.add(home);
  }

  has(name: string): boolean {
    return this.#spaces.has(name);
  }

  lives(name: string, home: Space | undefined): boolean {
    return this.#spaces.get(name)?.has(home) === true;
  }
}

/** The scope that a name lives in, seen from another; undefined when the source does not bind it. */
export function homeOf(at: Space, name: string): Space | undefined {
  let space: Space | undefined = at;
  // The names of a class body are not in scope within its methods.
  for (let own = true; space; space = space.parent, own = false) {
    if (!own && space.kind === 'class') continue;
    if (space.names.has(name) && !space.elsewhere.has(name)) return space;
  }
  return undefined;
}
