// Problems that the code of one file alone proves, by the SDK's own rules.

import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import { namesOf } from '../names.ts';
import type { Say } from '../say.ts';
import { argumentFindings } from './arguments.ts';
import { callFindings, misuseFindings } from './calls.ts';
import { type Finding, replacing } from './finding.ts';
import { nameProblem } from './nameRules.ts';

/** What is wrong in a file, whatever history says. */
export function staticFindings(file: CodeFile, say: Say): readonly Finding[] {
  return [
    ...misuseFindings(file, say),
    ...file.references.flatMap((reference) => [
      ...nameFindings(reference, say),
      ...argumentFindings(reference, say),
      ...callFindings(reference, file, say),
    ]),
  ];
}

function nameFindings(reference: CodeReference, say: Say): readonly Finding[] {
  const { value, nameAt } = reference;
  return (value.kind === 'exact' ? value.values : []).flatMap((name): readonly Finding[] => {
    // A name that is not typed yet.
    if (name === '') return [];
    const wrong = nameProblem(reference, name, say) ?? noAlias(reference, name, say);
    if (!wrong) return [];
    const { code, message, to } = wrong;
    const { literalAt } = reference;
    const fix = literalAt && to !== undefined && replacing(say('Change to "{0}"', to), literalAt, name, to);
    return [{ code, message, at: nameAt, related: [], ...(fix && { fix }) }];
  });
}

/** Wherever a name is asked for; what integrations name by themselves takes no alias. */
const askingCalls: ReadonlySet<string> = new Set(['use_artifact', 'use_model', 'artifact']);

function noAlias(reference: CodeReference, name: string, say: Say) {
  const { relation, argument, call } = reference;
  if (argument !== 'name' || !askingCalls.has(call) || (relation !== 'used' && relation !== 'read'))
    return undefined;
  const [parsed] = namesOf(reference);
  if (!parsed || name.includes(':')) return undefined;
  const message = say('"{0}" names no version: W&B takes the one that is "latest" when it runs.', name);
  return { code: 'no-alias', message, to: `${name}:latest` } as const;
}
