// W&B's calls that name artifacts, as data: who they belong to, their parameters in order, and what each name means.

import type { Argument, Relation } from './codeReference.ts';

/** `module` is a function of `wandb` itself, `publicRun` a run of the public API, `logger` Lightning's WandbLogger. */
export type Receiver = 'run' | 'module' | 'api' | 'publicRun' | 'artifact' | 'logger' | 'loggerClass';

export interface Naming {
  readonly relation: Relation;
  readonly argument: Argument;
  /** The parameter that holds the name; `self` for the artifact that the method belongs to. */
  readonly parameter: string;
  /** The parameter that may hold an artifact object instead; the same as `parameter`, or another. */
  readonly object?: string;
  /** The parameter whose file or folder names the artifact when `parameter` is missing: `run-<run id>-<base name>`. */
  readonly path?: string;
  /** An argument for `object` whose kind is not known is taken for a path. */
  readonly pathFirst?: true;
  /** What the call itself puts before and after the name, written as in `otherwise`. */
  readonly around?: readonly [before: string, after: string];
  /** The name is a key of the run's metrics, made safe. */
  readonly asKey?: true;
  /** The name when `parameter` is missing: `{id}` and `{name}` are the run's, a hole is written `*`. */
  readonly otherwise?: string;
}

export interface WandbCall {
  readonly name: string;
  readonly on: readonly Receiver[];
  /** In positional order. */
  readonly parameters: readonly string[];
  readonly names: readonly Naming[];
  /** The parameter that holds the type, or the type itself after `=`. */
  readonly type?: string;
  /** What the call returns. */
  readonly gives: 'artifact' | 'artifacts' | 'nothing';
  /** Only read, not used, when this parameter is false. */
  readonly readUnless?: string;
  /** Also other trackers' objects have a method of this name. */
  readonly common?: true;
}

const logged = {
  relation: 'logged',
  argument: 'name',
  parameter: 'name',
  object: 'artifact_or_path',
  path: 'artifact_or_path',
} as const;

/**
 * Positional order and defaults as in the `wandb` SDK's source (0.16 to 0.28): `wandb/sdk/wandb_run.py`,
 * `wandb/sdk/artifacts/artifact.py`, `wandb/apis/public/api.py`, and Lightning's `loggers/wandb.py`.
 */
export const wandbCalls: readonly WandbCall[] = [
  {
    name: 'use_artifact',
    on: ['run', 'module'],
    parameters: ['artifact_or_name', 'type', 'aliases', 'use_as'],
    names: [
      { relation: 'used', argument: 'name', parameter: 'artifact_or_name', object: 'artifact_or_name' },
    ],
    type: 'type',
    gives: 'artifact',
  },
  {
    name: 'use_artifact',
    on: ['publicRun'],
    parameters: ['artifact', 'use_as'],
    names: [{ relation: 'used', argument: 'artifact', parameter: 'artifact', object: 'artifact' }],
    gives: 'artifact',
  },
  {
    name: 'use_artifact',
    on: ['logger'],
    parameters: ['artifact', 'artifact_type'],
    names: [{ relation: 'used', argument: 'name', parameter: 'artifact', object: 'artifact' }],
    type: 'artifact_type',
    gives: 'artifact',
  },
  {
    name: 'download_artifact',
    on: ['logger', 'loggerClass'],
    parameters: ['artifact', 'save_dir', 'artifact_type', 'use_artifact'],
    names: [{ relation: 'used', argument: 'name', parameter: 'artifact' }],
    type: 'artifact_type',
    gives: 'nothing',
    readUnless: 'use_artifact',
  },
  {
    name: 'use_model',
    on: ['run', 'module'],
    parameters: ['name'],
    names: [{ relation: 'used', argument: 'name', parameter: 'name' }],
    type: '=model',
    gives: 'nothing',
  },
  {
    name: 'log_artifact',
    on: ['run', 'module'],
    parameters: ['artifact_or_path', 'name', 'type', 'aliases', 'tags'],
    names: [logged],
    type: 'type',
    gives: 'artifact',
    common: true,
  },
  {
    name: 'log_artifact',
    on: ['publicRun'],
    parameters: ['artifact', 'aliases', 'tags'],
    names: [{ relation: 'logged', argument: 'artifact', parameter: 'artifact', object: 'artifact' }],
    gives: 'artifact',
    common: true,
  },
  ...['upsert_artifact', 'finish_artifact'].map(
    (name): WandbCall => ({
      name,
      on: ['run'],
      parameters: ['artifact_or_path', 'name', 'type', 'aliases', 'distributed_id'],
      names: [logged],
      type: 'type',
      gives: 'artifact',
    }),
  ),
  {
    name: 'log_model',
    on: ['run', 'module'],
    parameters: ['path', 'name', 'aliases'],
    names: [
      {
        relation: 'logged',
        argument: 'name',
        parameter: 'name',
        object: 'path',
        path: 'path',
        pathFirst: true,
      },
    ],
    type: '=model',
    gives: 'nothing',
    common: true,
  },
  {
    name: 'log_code',
    on: ['run'],
    parameters: ['root', 'name', 'include_fn', 'exclude_fn'],
    names: [{ relation: 'logged', argument: 'name', parameter: 'name', otherwise: 'source-*' }],
    type: '=code',
    gives: 'artifact',
  },
  {
    name: 'link_model',
    on: ['run', 'module'],
    parameters: ['path', 'registered_model_name', 'name', 'aliases'],
    names: [
      { relation: 'logged', argument: 'name', parameter: 'name', path: 'path' },
      { relation: 'linked', argument: 'registered_model_name', parameter: 'registered_model_name' },
    ],
    type: '=model',
    gives: 'artifact',
  },
  {
    name: 'link_artifact',
    on: ['run'],
    parameters: ['artifact', 'target_path', 'aliases'],
    names: [
      { relation: 'linked', argument: 'artifact', parameter: 'artifact', object: 'artifact' },
      { relation: 'linked', argument: 'target_path', parameter: 'target_path' },
    ],
    gives: 'artifact',
  },
  {
    name: 'link',
    on: ['artifact'],
    parameters: ['target_path', 'aliases'],
    names: [
      { relation: 'linked', argument: 'artifact', parameter: 'self', object: 'self' },
      { relation: 'linked', argument: 'target_path', parameter: 'target_path' },
    ],
    gives: 'artifact',
  },
  {
    name: 'save',
    on: ['artifact'],
    parameters: ['project', 'settings'],
    names: [{ relation: 'logged', argument: 'artifact', parameter: 'self', object: 'self' }],
    gives: 'nothing',
  },
  {
    name: 'Artifact',
    on: ['module'],
    parameters: ['name', 'type', 'description', 'metadata', 'incremental', 'use_as', 'storage_region'],
    names: [{ relation: 'constructed', argument: 'name', parameter: 'name' }],
    type: 'type',
    gives: 'artifact',
  },
  ...['artifact', 'artifact_exists'].map(
    (name): WandbCall => ({
      name,
      on: ['api'],
      parameters: ['name', 'type'],
      names: [{ relation: 'read', argument: 'name', parameter: 'name' }],
      type: 'type',
      gives: name === 'artifact' ? 'artifact' : 'nothing',
    }),
  ),
  ...['artifacts', 'artifact_versions', 'artifact_collection'].map(
    (name): WandbCall => ({
      name,
      on: ['api'],
      parameters: ['type_name', 'name'],
      names: [{ relation: 'read', argument: 'name', parameter: 'name' }],
      type: 'type_name',
      gives: name === 'artifact_collection' ? 'nothing' : 'artifacts',
    }),
  ),
  {
    name: 'job',
    on: ['api'],
    parameters: ['name', 'path'],
    names: [{ relation: 'read', argument: 'name', parameter: 'name' }],
    type: '=job',
    gives: 'nothing',
  },
  ...['log_table', 'log_text'].map(
    (name): WandbCall => ({
      name,
      on: ['logger'],
      parameters: ['key', 'columns', 'data', 'dataframe', 'step'],
      names: [
        { relation: 'logged', argument: 'name', parameter: 'key', around: ['run-{id}-', ''], asKey: true },
      ],
      type: '=run_table',
      gives: 'nothing',
      common: true,
    }),
  ),
  {
    name: 'artifact_collection_exists',
    on: ['api'],
    parameters: ['name', 'type'],
    names: [{ relation: 'read', argument: 'name', parameter: 'name' }],
    type: 'type',
    gives: 'nothing',
  },
];

/** Receivers that name what they are when nothing in view binds them, by how their expression ends. */
export const tellingNames: Readonly<Record<Receiver, RegExp | undefined>> = {
  run: /(?:^|[._])(?:run|wandb(?:_(?:run|writer|module|lib|client))?|wb|experiment)(?:\([^()]*\))?$/i,
  logger: /(?:^|[._])wandb_?logger(?:\([^()]*\))?$/i,
  api: /(?:^|[._])api(?:\([^()]*\))?$/i,
  artifact: /(?:^|[._])(?:art|artifact|\w+_artifact)$/i,
  module: /(?:^|[._])(?:wandb\w*|wb)(?:\([^()]*\))?$/i,
  publicRun: undefined,
  loggerClass: undefined,
};
