// Problems that only the code of all files together proves.

import { isRegistry } from '../../lineage/name.ts';
import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import { isPattern, namesOf } from '../names.ts';
import type { Say } from '../say.ts';
import type { Finding } from './finding.ts';

/** Artifacts that the files log under two types, which W&B refuses for the second. */
export function typeConflicts(files: readonly CodeFile[], say: Say): readonly Finding[] {
  const seen = new Map<string, Map<string, CodeReference>>();
  for (const reference of files.flatMap((file) => file.references)) {
    if (reference.relation !== 'constructed' && reference.relation !== 'logged') continue;
    if (!reference.type || reference.value.kind !== 'exact') continue;
    for (const name of namesOf(reference)) {
      if (isPattern(name) || (name.project && isRegistry(name.project))) continue;
      // Names of unknown projects may well be of two.
      if (!name.project) continue;
      const key = `${name.entity ?? ''}/${name.project}/${name.collection}`;
      const types = seen.get(key) ?? new Map<string, CodeReference>();
      seen.set(key, types);
      if (!types.has(reference.type)) types.set(reference.type, reference);
    }
  }
  return [...seen.values()].flatMap((types): readonly Finding[] => {
    const [first, ...others] = [...types];
    if (!first) return [];
    const [type, at] = first;
    return others.map(([other, reference]) => ({
      code: 'type-conflict',
      message: say(
        '"{0}" is logged here with the type "{1}" and elsewhere as "{2}": W&B refuses the second.',
        reference.value.values[0] ?? '',
        other,
        type,
      ),
      at: reference.nameAt,
      related: [{ message: say('logged as "{0}"', type), at: at.callAt }],
    }));
  });
}
