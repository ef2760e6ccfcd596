// What each kind of problem is, in a sentence, for reports that explain their rules.

import type { Code } from './finding.ts';

export const about: Readonly<Record<Code, string>> = {
  'invalid-name': 'The name cannot be one.',
  'invalid-alias': 'An alias has no / and no :.',
  'invalid-type':
    'W&B keeps the type for itself (job, wandb-…, and run_table and code for names that it gives): making such an artifact raises an error.',
  'invalid-tag':
    'A tag has only letters, digits, -, _, and single words with spaces between. W&B raises an error.',
  'link-alias': "A link's target is a path without an alias.",
  'ignored-aliases': 'use_artifact("name", aliases=…): the aliases have no effect beside a name.',
  'ignored-name':
    'log_artifact(artifact, name=…): the name has no effect beside an artifact object, which has its own.',
  'deprecated-argument': 'use_as= does nothing any more.',
  'deprecated-call': 'Api.artifact_versions is deprecated; Api.artifacts takes the same arguments.',
  'removed-call': 'wandb.beta.workflows is no longer in the SDK from release 0.24 on.',
  'missing-function': 'wandb.link_artifact and its like are methods of a run, not functions of wandb.',
  'name-for-object': 'A run of the public API takes artifact objects, not names: W&B raises an error.',
  'offline-run': 'The run is started with mode="offline": using and linking artifacts raises an error.',
  'draft-use': 'use_artifact of an artifact that is new: W&B logs it, but not as what this run made.',
  'api-project': 'wandb.Api() does not know the project of wandb.init: a bare name is looked for elsewhere.',
  'no-alias': 'The name says no version.',
  'type-conflict': 'An artifact of this name is logged under another type elsewhere, by code or by a run.',
  'wrong-type': 'use_artifact(name, type=…) with another type than the artifact has: W&B raises an error.',
  'deleted-version': 'The version was deleted.',
  'pending-version':
    'The run that logs the version has not committed it yet, or it never did because it crashed.',
  'unknown-version': 'The artifact has no such version.',
  'unknown-alias': 'No version of the artifact has this alias today.',
  'never-logged': 'No run of the project and no code of the workspace logs an artifact of this name.',
  'not-logged-yet': 'Code of the workspace logs the artifact, but no run has yet: run that script first.',
  'unknown-target': 'The registry or model registry has no such collection yet; linking makes it.',
  'moved-alias':
    'The alias means another version now than it did when this script last ran: its next run has other inputs.',
  'mutable-alias': 'A script that trains asks for an alias, whose meaning can change between two trainings.',
};
