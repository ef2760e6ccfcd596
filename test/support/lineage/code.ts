// Builds code references for tests of the join, without scanning text.

import type { Scope } from '../../../src/lineage/model.ts';
import type { CodeFile, CodeReference } from '../../../src/python/codeReference.ts';
import { place } from './build.ts';

/** A reference on a line of its own. */
export function reference(
  path: string,
  line: number,
  facts: Partial<CodeReference> & Pick<CodeReference, 'relation'>,
  ...values: readonly string[]
): CodeReference {
  const at = place(path, line);
  const scope: Scope = { project: 'mnist' };
  const kind = values.length === 0 ? 'unknown' : values.some((it) => it.includes('*')) ? 'pattern' : 'exact';
  return {
    call: 'call',
    argument: 'name',
    callAt: at,
    nameAt: at,
    value: { kind, values, steps: [] },
    aliases: [],
    scope,
    ...facts,
  };
}

export function file(path: string, ...references: readonly CodeReference[]): CodeFile {
  return { path, references, runs: [{ at: place(path, 0), project: 'mnist' }] };
}

/** The three scripts of the W&B guide. */
export const guideFiles: readonly CodeFile[] = [
  file(
    'create_dataset.py',
    reference('create_dataset.py', 5, { relation: 'logged', type: 'dataset' }, 'mnist_dataset'),
  ),
  file(
    'train.py',
    reference('train.py', 9, { relation: 'used' }, 'mnist_dataset:v0'),
    reference('train.py', 20, { relation: 'logged', call: 'link_model', type: 'model' }, 'mnist_model'),
    reference(
      'train.py',
      20,
      { relation: 'linked', call: 'link_model', argument: 'registered_model_name' },
      'MNIST-dev',
    ),
  ),
  file('evaluate.py', reference('evaluate.py', 7, { relation: 'used' }, 'mnist_model:v0')),
];
