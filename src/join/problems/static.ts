// Problems that the code alone proves, by the SDK's own rules.

import { isRegistry, parseName } from '../../lineage/name.ts';
import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import { isPattern, namesOf } from '../names.ts';
import type { Say } from '../say.ts';
import type { Code, Finding } from './finding.ts';

/** Source: `wandb.sdk.artifacts.artifact.Artifact.__init__`. */
const constructible = /^[A-Za-z0-9_\-.]+$/;
/** Source: `wandb.sdk.artifacts._validators.NAME_MAXLEN`. */
const longest = 128;
/** Types that the SDK keeps, with the names for which it does. Source: `_validators.validate_artifact_type`. */
const reserved: readonly (readonly [type: RegExp, name: RegExp])[] = [
  [/^(?:job$|wandb-)/, /^/],
  [/^run_table$/, /^run-/],
  [/^code$/, /^source-/],
];

/** What is wrong with one reference, whatever history says. */
export function staticFindings(reference: CodeReference, say: Say): readonly Finding[] {
  const found: Finding[] = [];
  const report = (code: Code, message: string) =>
    found.push({ code, message, at: reference.nameAt, related: [] });
  const { relation, argument, value, type, aliases, ignored = [] } = reference;
  const exact = value.kind === 'exact' ? value.values : [];
  for (const name of exact) {
    // A name that is not typed yet.
    if (name === '') continue;
    const wrong = nameProblem(reference, name, say);
    if (wrong) report(wrong.code, wrong.message);
    else if (
      relation === 'used' &&
      argument === 'name' &&
      !parseName(name)?.alias &&
      isCalledByName(reference)
    )
      report(
        'no-alias',
        say('"{0}" names no version: W&B takes the one that is "latest" when it runs.', name),
      );
  }
  const isReserved = reserved.some(
    ([ofType, ofName]) => type !== undefined && ofType.test(type) && exact.some((name) => ofName.test(name)),
  );
  if (relation === 'constructed' && type !== undefined && isReserved)
    report(
      'invalid-type',
      say('W&B keeps the type "{0}" for itself: an artifact of it raises an error.', type),
    );
  // Source: `_validators.validate_aliases`.
  const alias =
    relation === 'used' || relation === 'read' ? undefined : aliases.find((it) => /[/:]/.test(it));
  if (alias !== undefined) report('invalid-alias', say('"{0}": an alias has no "/" and no ":".', alias));
  if (ignored.includes('aliases'))
    report(
      'ignored-aliases',
      say('W&B takes no notice of aliases= beside a name: write the alias into the name, as "name:alias".'),
    );
  if (ignored.includes('name'))
    report(
      'ignored-name',
      say('W&B takes no notice of name= beside an artifact object: it has its own name.'),
    );
  return found;
}

/** Wherever a name is asked for; what integrations name by themselves takes no alias. */
function isCalledByName({ call }: CodeReference): boolean {
  return call === 'use_artifact' || call === 'use_model';
}

function nameProblem(
  { relation, argument, call }: CodeReference,
  name: string,
  say: Say,
): Pick<Finding, 'code' | 'message'> | undefined {
  if (argument === 'registered_model_name') {
    if (name.includes('/'))
      return {
        code: 'invalid-name',
        message: say(
          '"{0}": the name of a registered model has no "/"; link_artifact takes a whole path.',
          name,
        ),
      };
    return undefined;
  }
  if (relation === 'constructed' || (call === 'log_artifact' && argument === 'name')) {
    if (!constructible.test(name))
      return {
        code: 'invalid-name',
        message: say('"{0}": an artifact’s name has only letters, digits, "-", "_" and ".".', name),
      };
    if (name.length > longest)
      return {
        code: 'invalid-name',
        message: say('An artifact’s name has at most {0} characters.', longest),
      };
    return undefined;
  }
  // Source: `wandb.sdk.artifacts._validators.ArtifactPath.from_str`.
  const parts = (name.split(':')[0] ?? '').split('/').length;
  if (parts > 3)
    return {
      code: 'invalid-name',
      message: say('"{0}" has {1} parts: a name has at most three, "entity/project/name".', name, parts),
    };
  if (relation === 'linked' && argument === 'target_path' && name.includes(':'))
    return {
      code: 'link-alias',
      message: say('"{0}": a link’s target has no alias; give it as aliases=.', name),
    };
  return undefined;
}

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
