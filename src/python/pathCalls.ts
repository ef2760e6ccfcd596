// Functions that join and cut paths.

import { tupleValue } from './collections.ts';
import { branchless } from './each.ts';
import { withoutNone } from './formatting.ts';
import type { Call } from './makers.ts';
import { baseName, joinPath } from './paths.ts';
import { hole, home, textValue, unknown } from './value.ts';

/** `pathlib.Path(…)`. */
export const pathOf: Call = (_m, values, { open }) =>
  open ? unknown : joinPath(values.length > 0 ? values : [textValue('.')], true);

const join: Call = (_m, values, { open }) => (open ? unknown : joinPath(values.map(withoutNone), false));

/** The same file by a path that is not known in full. */
const somewhere: Call = (_m, [value = unknown]) =>
  branchless(value, ({ thing }) =>
    textValue(
      thing.kind !== 'text'
        ? hole
        : thing.text.startsWith(home)
          ? thing.text
          : `${hole}/${baseName(thing.text)}`,
    ),
  );

/** By the dotted path of each. */
export const pathCalls: Readonly<Record<string, Call>> = {
  'os.path.join': join,
  'posixpath.join': join,
  'os.path.basename': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) => textValue(thing.kind === 'text' ? baseName(thing.text) : hole)),
  'os.path.dirname': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) =>
      textValue(thing.kind === 'text' ? thing.text.slice(0, Math.max(0, thing.text.lastIndexOf('/'))) : hole),
    ),
  'os.path.splitext': (_m, [value = unknown]) =>
    branchless(value, ({ thing }) => {
      const text = thing.kind === 'text' ? thing.text : hole;
      const dot = text.lastIndexOf('.');
      const cut = dot > text.lastIndexOf('/') + 1 ? dot : text.length;
      if (baseName(text).includes(hole)) return tupleValue([textValue(hole), textValue(hole)]);
      return tupleValue([textValue(text.slice(0, cut)), textValue(text.slice(cut))]);
    }),
  ...Object.fromEntries(
    ['abspath', 'realpath', 'expanduser', 'normpath'].map((name) => [`os.path.${name}`, somewhere]),
  ),
};
