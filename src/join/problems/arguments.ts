// Arguments that W&B refuses, or takes no notice of.

import type { CodeReference, Ignored } from '../../python/codeReference.ts';
import type { Say } from '../say.ts';
import type { Code, Finding, Fix } from './finding.ts';

/** Types that the SDK keeps, with the names for which it does. Source: `_validators.validate_artifact_type`. */
const reserved: readonly (readonly [type: RegExp, name: RegExp])[] = [
  [/^(?:job$|wandb-)/, /^/],
  [/^run_table$/, /^run-/],
  [/^code$/, /^source-/],
];
/** Source: `_validators.TAG_REGEX`. */
const tagForm = /^[-\w]+( +[-\w]+)*$/;

export function argumentFindings(reference: CodeReference, say: Say): readonly Finding[] {
  const { relation, value, type, aliases, nameAt, typeAt, tags = [], ignored = [] } = reference;
  const found: Finding[] = [];
  const report = (code: Code, message: string, at = nameAt) => found.push({ code, message, at, related: [] });
  const names = value.kind === 'exact' ? value.values : [];
  const isReserved = reserved.some(
    ([ofType, ofName]) => type !== undefined && ofType.test(type) && names.some((name) => ofName.test(name)),
  );
  if (relation === 'constructed' && type !== undefined && isReserved)
    report(
      'invalid-type',
      say('W&B keeps the type "{0}" for itself: an artifact of it raises an error.', type),
      typeAt,
    );
  // Source: `_validators.validate_aliases`.
  const takesAliases = relation !== 'used' && relation !== 'read';
  const alias = takesAliases ? aliases.find((it) => /[/:]/.test(it)) : undefined;
  if (alias !== undefined) report('invalid-alias', say('"{0}": an alias has no "/" and no ":".', alias));
  const tag = tags.find((it) => !tagForm.test(it));
  if (tag !== undefined)
    report(
      'invalid-tag',
      say('"{0}": a tag has only letters, digits, "-", "_" and single words with spaces between.', tag),
    );
  return [...found, ...ignored.map((it) => ignoredFinding(reference, it, say))];
}

function ignoredFinding(reference: CodeReference, ignored: Ignored, say: Say): Finding {
  const words: Readonly<Record<Ignored['argument'], readonly [Code, string]>> = {
    aliases: [
      'ignored-aliases',
      say('W&B takes no notice of aliases= beside a name: write the alias into the name, as "name:alias".'),
    ],
    name: [
      'ignored-name',
      say('W&B takes no notice of name= beside an artifact object: it has its own name.'),
    ],
    use_as: ['deprecated-argument', say('use_as does nothing any more.')],
  };
  const [code, message] = words[ignored.argument];
  return { code, message, at: ignored.at, related: [], fix: fixOf(reference, ignored, say) };
}

/** The argument goes; an alias that was meant to select goes into the name. */
function fixOf({ value, literalAt }: CodeReference, { argument, at, text }: Ignored, say: Say): Fix {
  const [name = ''] = value.values;
  const single = value.kind === 'exact' && value.values.length === 1 && !name.includes(':');
  if (argument === 'aliases' && text && literalAt && single) {
    const to = `${name}:${text}`;
    return {
      title: say('Change to "{0}"', to),
      edits: [{ at: literalAt, from: name, to }, { argumentAt: at }],
    };
  }
  return { title: say('Remove {0}=', argument), edits: [{ argumentAt: at }] };
}
