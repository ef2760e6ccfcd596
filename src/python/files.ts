// Files that the program opens by a known path, and what loading a configuration from one gives.

import { readConfig } from './configFile.ts';
import { branchless } from './each.ts';
import { interpolated } from './interpolation.ts';
import type { Machine } from './machine.ts';
import { folderOf, upwards, within } from './project.ts';
import { chosen } from './union.ts';
import { hole, home, just, unknown, type Value } from './value.ts';

/** A file, open or as its whole text; unknown unless its path is known. */
export function opened(value: Value): Value {
  return branchless(value, ({ thing }) => {
    if (thing.kind !== 'text') return unknown;
    const known = !thing.text.replace(home, '').includes(hole);
    return known ? just({ kind: 'file', path: thing.text }) : unknown;
  });
}

/** What a loader makes of a file; `otherwise` when its content is not in view. */
export function loaded(m: Machine, value: Value, otherwise: Value, interpolate = false): Value {
  return branchless(value, ({ thing }) => {
    const content = thing.kind === 'file' ? contentOf(m, thing.path) : undefined;
    return content ? (interpolate ? interpolated(m, content) : content) : otherwise;
  });
}

/** The content of each file that the path may mean. */
function contentOf(m: Machine, path: string): Value | undefined {
  const contents = placesOf(m, path).flatMap((it) => {
    const content = readConfig(m.modules.project, it);
    return content ? [content] : [];
  });
  return contents.length > 0 ? chosen(m.trail.choice(), contents) : undefined;
}

/** Where the program is started is not known: beside a file of it, or in any folder above. */
function placesOf(m: Machine, path: string): readonly string[] {
  const rest = path.startsWith(`${home}/`) ? path.slice(home.length + 1) : undefined;
  const bases = rest === undefined ? [m.source.path, m.path].flatMap((it) => upwards(folderOf(it))) : [''];
  return [...new Set(bases.flatMap((base) => within(base, rest ?? path) ?? []))];
}
