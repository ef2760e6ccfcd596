// What W&B takes as a name, by where it is asked for.

import type { CodeReference } from '../../python/codeReference.ts';
import type { Say } from '../say.ts';
import type { Code } from './finding.ts';

/** What is wrong with a name, and what it could be instead. */
export interface NameProblem {
  readonly code: Code;
  readonly message: string;
  readonly to?: string;
}

/** Source: `wandb.sdk.artifacts.artifact.Artifact.__init__`. */
const constructible = /^[A-Za-z0-9_\-.]+$/;
/** Source: `wandb.sdk.artifacts._validators.NAME_MAXLEN`. */
const longest = 128;

/** Calls that make an artifact of their `name`. Source: `wandb.sdk.wandb_run.Run._log_artifact`. */
const logging = new Set(['log_artifact', 'upsert_artifact', 'finish_artifact', 'log_model', 'link_model']);

/** Undefined for a name that W&B takes. */
export function nameProblem(reference: CodeReference, name: string, say: Say): NameProblem | undefined {
  const { relation, argument, call } = reference;
  if (argument === 'registered_model_name')
    return name.includes('/')
      ? invalid(
          say('"{0}": the name of a registered model has no "/"; link_artifact takes a whole path.', name),
        )
      : undefined;
  if (relation === 'constructed' || (logging.has(call) && argument === 'name')) return madeName(name, say);
  // Source: `wandb.apis.public.Api.job`.
  if (call === 'job' && (name.split('/').length !== 3 || !name.includes(':')))
    return invalid(say('"{0}": a job is named in full, "entity/project/name:alias".', name));
  // Source: `wandb.sdk.artifacts._validators.ArtifactPath.from_str`.
  const parts = (name.split(':')[0] ?? '').split('/').length;
  if (parts > 3)
    return invalid(say('"{0}" has {1} parts: a name has at most three, "entity/project/name".', name, parts));
  if (relation === 'linked' && argument === 'target_path' && name.includes(':'))
    return {
      code: 'link-alias',
      message: say('"{0}": a link’s target has no alias; give it as aliases=.', name),
      to: name.slice(0, name.indexOf(':')),
    };
  return undefined;
}

function madeName(name: string, say: Say): NameProblem | undefined {
  if (!constructible.test(name)) {
    const to = name.replace(/[^A-Za-z0-9_\-.]+/g, '-').replace(/^-+|-+$/g, '');
    return {
      ...invalid(say('"{0}": an artifact’s name has only letters, digits, "-", "_" and ".".', name)),
      ...(to && { to }),
    };
  }
  return name.length > longest
    ? invalid(say('An artifact’s name has at most {0} characters.', longest))
    : undefined;
}

function invalid(message: string): NameProblem {
  return { code: 'invalid-name', message };
}
