// What the version that a name means is: of another type than the call takes, deleted, or not whole yet.

import { titleOf } from '../../lineage/title.ts';
import type { CodeReference } from '../../python/codeReference.ts';
import type { Say } from '../say.ts';
import { type Finding, onName, replacing } from './finding.ts';
import type { Evidence } from './history.ts';

export function typeFindings(
  reference: CodeReference,
  { node, collection }: Evidence,
  say: Say,
): readonly Finding[] {
  const known = node?.type ?? collection?.type;
  if (known === undefined || node?.kind !== 'version') return [];
  const { type, typeAt, call } = reference;
  const title = titleOf(node);
  // Source: `wandb.sdk.wandb_run.Run.use_model`: "… its type property must contain the substring 'model'".
  if (call === 'use_model')
    return known.includes('model')
      ? []
      : [
          onName(
            reference,
            'wrong-type',
            say('"{0}" has the type "{1}": use_model takes only types with "model" in them.', title, known),
          ),
        ];
  // Source: `wandb.sdk.wandb_run.Run.use_artifact`: "Supplied type … does not match type …".
  if (type === undefined || type === known) return [];
  return [
    onName(
      reference,
      'wrong-type',
      say('"{0}" has the type "{1}", not "{2}": W&B refuses it.', title, known, type),
      typeAt && replacing(say('Change the type to "{0}"', known), typeAt, type, known),
    ),
  ];
}

/** Of a name that is logged, in a project that is known: under another type than runs have logged it. */
export function conflictFindings(
  reference: CodeReference,
  { name, node, collection }: Evidence,
  say: Say,
): readonly Finding[] {
  const { type, typeAt } = reference;
  const own = [node, collection].find((it) => it?.kind === 'version' || it?.holds === 'own');
  const known = own && own.recorded.length > 0 ? own.type : undefined;
  if (type === undefined || known === undefined || known === type) return [];
  // A part of the scope that is unknown could be any.
  if (!name.project || own?.project !== name.project) return [];
  const title = own.name;
  return [
    onName(
      reference,
      'type-conflict',
      say(
        '"{0}" is logged here with the type "{1}", and by runs as "{2}": W&B refuses it.',
        title,
        type,
        known,
      ),
      typeAt && replacing(say('Change the type to "{0}"', known), typeAt, type, known),
    ),
  ];
}

export function stateFindings(reference: CodeReference, { node }: Evidence, say: Say): readonly Finding[] {
  if (node?.kind !== 'version') return [];
  const title = titleOf(node);
  if (node.state === 'deleted')
    return [onName(reference, 'deleted-version', say('"{0}" was deleted.', title))];
  if (node.state !== 'pending') return [];
  const message = say('"{0}" is not whole yet: the run that logs it has not committed it.', title);
  return [onName(reference, 'pending-version', message)];
}
