// Writes references in one line each, so that a test reads as code and what it says.

import type { CodeFile, CodeReference } from '../../../src/python/codeReference.ts';
import { scanFile } from '../../../src/python/scan.ts';

/** e.g. `used a:v1`, `logged net-* [model]`, `linked registered_model_name MNIST-dev`, `used ?`. */
export function lines(file: CodeFile): readonly string[] {
  return file.references.map(line);
}

export function line({ relation, argument, value, type, aliases }: CodeReference): string {
  const what = value.values.length > 0 ? value.values.join(' | ') : '?';
  return [
    relation,
    ...(argument === 'name' ? [] : [argument]),
    value.kind === 'pattern' ? `~ ${what}` : what,
    ...(type ? [`[${type}]`] : []),
    ...aliases.map((alias) => `+${alias}`),
  ].join(' ');
}

export function linesOf(code: string): readonly string[] {
  return lines(scanFile('train.py', code));
}
