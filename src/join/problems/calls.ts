// Calls that cannot do what they seem to: functions that W&B does not have, runs that are offline, Api() beside a run.

import { parseName } from '../../lineage/name.ts';
import type { CodeFile, CodeReference, Misuse } from '../../python/codeReference.ts';
import type { Say } from '../say.ts';
import { type Finding, replacing } from './finding.ts';

/** Calls of functions that are not there, or that do not take what they are given. */
export function misuseFindings({ misuses = [] }: CodeFile, say: Say): readonly Finding[] {
  const ways = { missing: missingFunction, removed: removedCall, name: nameForObject };
  return misuses.map((misuse) => ways[misuse.kind](misuse, say));
}

function missingFunction({ call, at }: Misuse, say: Say): Finding {
  const name = call.slice(call.lastIndexOf('.') + 1);
  return {
    code: 'missing-function',
    message: say('wandb has no function {0}: it is a method of a run.', name),
    at,
    related: [],
    fix: replacing(say('Call it on wandb.run'), at, `.${name}`, `.run.${name}`),
  };
}

function removedCall({ call, at }: Misuse, say: Say): Finding {
  const message = say('{0} was removed in wandb 0.24: use the methods of a run.', call);
  return { code: 'removed-call', message, at, related: [] };
}

function nameForObject({ call, at }: Misuse, say: Say): Finding {
  const message = say(
    '{0} of a run of Api() takes an artifact object, as Api().artifact gives it, no name.',
    call,
  );
  return { code: 'name-for-object', message, at, related: [] };
}

export function callFindings(reference: CodeReference, file: CodeFile, say: Say): readonly Finding[] {
  return [
    deprecatedCall(reference, say),
    offlineUse(reference, file, say),
    draftUse(reference, file, say),
    apiProject(reference, file, say),
  ].filter((it) => it !== undefined);
}

function deprecatedCall({ call, callAt, nameAt }: CodeReference, say: Say): Finding | undefined {
  if (call !== 'artifact_versions') return undefined;
  return {
    code: 'deprecated-call',
    message: say('Api.artifact_versions is deprecated: use Api.artifacts, with the same arguments.'),
    at: nameAt,
    related: [],
    fix: replacing(say('Change to {0}', 'artifacts'), callAt, 'artifact_versions', 'artifacts'),
  };
}

/** Source: `wandb.sdk.wandb_run.Run`: `use_artifact`, `use_model` and `link_artifact` raise in a run that is offline. */
const onlineCalls: ReadonlySet<string> = new Set([
  'use_artifact',
  'use_model',
  'link_artifact',
  'link_model',
]);

function offlineUse({ call, nameAt }: CodeReference, { runs }: CodeFile, say: Say): Finding | undefined {
  const offline = runs.length > 0 && runs.every(({ mode }) => mode === 'offline' || mode === 'dryrun');
  if (!offline || !onlineCalls.has(call)) return undefined;
  return {
    code: 'offline-run',
    message: say('{0} raises an error here: the run is offline.', call),
    at: nameAt,
    related: runs.map(({ at }) => ({ message: say('the run'), at })),
  };
}

/** A new artifact that is used without being logged: W&B logs it, but not as what this run made. */
function draftUse(
  { call, relation, argument, value, nameAt }: CodeReference,
  { references }: CodeFile,
  say: Say,
): Finding | undefined {
  const [name, ...others] = value.values;
  if (call !== 'use_artifact' || relation !== 'used' || argument !== 'artifact') return undefined;
  if (name === undefined || others.length > 0 || name.includes(':') || name.includes('*')) return undefined;
  const isMade = references.some((it) => it.relation === 'constructed' && it.value.values[0] === name);
  const mayBeLogged = references.some(
    (it) =>
      (it.relation === 'logged' || it.relation === 'linked') &&
      (it.value.values.length === 0 ||
        it.value.values.some((other) => other === name || other.includes('*'))),
  );
  if (!isMade || mayBeLogged) return undefined;
  return {
    code: 'draft-use',
    message: say(
      '"{0}" is new here: W&B logs it for you, and this run only uses it. log_artifact makes it an output.',
      name,
    ),
    at: nameAt,
    related: [],
  };
}

const apiCalls: ReadonlySet<string> = new Set([
  'artifact',
  'artifact_exists',
  'artifacts',
  'artifact_versions',
  'artifact_collection',
  'artifact_collection_exists',
]);

/** Source: `wandb.apis.public.Api`: a name without a project is looked for in the settings' one, which init leaves alone. */
function apiProject(reference: CodeReference, { runs }: CodeFile, say: Say): Finding | undefined {
  const { relation, call, value, scope, nameAt, literalAt } = reference;
  if (relation !== 'read' || !apiCalls.has(call) || scope.project) return undefined;
  const [name, ...others] = value.values;
  if (value.kind !== 'exact' || !name || others.length > 0 || parseName(name)?.project) return undefined;
  const projects = [...new Set(runs.flatMap(({ project }) => project ?? []))];
  const [project] = projects;
  if (!project) return undefined;
  const to = projects.length === 1 ? `${project}/${name}` : undefined;
  return {
    code: 'api-project',
    message: say(
      'Api() takes no project from wandb.init: "{0}" is looked for in WANDB_PROJECT, else in "uncategorized".',
      name,
    ),
    at: nameAt,
    related: [],
    ...(literalAt && to && { fix: replacing(say('Change to "{0}"', to), literalAt, name, to) }),
  };
}
