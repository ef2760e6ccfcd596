// What integrations log and use by themselves, as data: which call of theirs starts it, and what the artifacts are called.

import type { Naming, WandbCall } from './calls.ts';

/** A row of `wandbCalls` for a function or class that is found by its dotted path; its name is the callee's. */
export interface Integration extends Omit<WandbCall, 'name' | 'on'> {
  readonly path: RegExp;
  /** The row holds only when this parameter may be true; one that is not given counts as `byDefault` says. */
  readonly when?: { readonly parameter: string; readonly byDefault?: true };
}

const checkpoint = (otherwise: string, parameter = ''): readonly Naming[] => [
  { relation: 'logged', argument: 'name', parameter, otherwise },
];

/**
 * Sources: `loggers/wandb.py` of Lightning; `integration/` of the `wandb` SDK (0.16 to 0.28); `callback/wandb.py` of
 * fastai; the classes' own documentation.
 */
export const integrations: readonly Integration[] = [
  {
    path: /(?:^|\.)(?:lightning\w*|pytorch_lightning)\b.*\.WandbLogger$/,
    when: { parameter: 'log_model' },
    parameters: [
      ...['name', 'save_dir', 'version', 'offline', 'dir', 'id', 'anonymous', 'project', 'log_model'],
      ...['experiment', 'prefix', 'checkpoint_name'],
    ],
    names: checkpoint('model-{id}', 'checkpoint_name'),
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^wandb\.(?:integration\.)?keras\b.*\.WandbModelCheckpoint$/,
    parameters: ['filepath'],
    names: checkpoint('run_{id}_model'),
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^wandb\.(?:integration\.)?keras\b.*\.WandbCallback$/,
    when: { parameter: 'save_model', byDefault: true },
    parameters: [],
    names: checkpoint('model-{name}'),
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^wandb\.(?:integration\.)?xgboost\b.*\.(?:WandbCallback|wandb_callback)$/,
    when: { parameter: 'log_model' },
    parameters: ['log_model'],
    names: checkpoint('{id}_model.json'),
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^wandb\.(?:integration\.)?(?:lightgbm|catboost)\b.*\.log_summary$/,
    when: { parameter: 'save_model_checkpoint' },
    parameters: [],
    names: checkpoint('model_{id}'),
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^wandb\.integration\.ultralytics\b.*\.add_wandb_callback$/,
    when: { parameter: 'enable_model_checkpointing' },
    parameters: ['model', 'enable_model_checkpointing'],
    names: checkpoint('run_{id}_model'),
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^fastai\b.*\.WandbCallback$/,
    when: { parameter: 'log_model' },
    parameters: ['log', 'log_preds', 'log_preds_every_epoch', 'log_model', 'model_name'],
    names: checkpoint('run-{id}-model', 'model_name'),
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^fastai\b.*\.WandbCallback$/,
    when: { parameter: 'log_dataset' },
    parameters: [],
    names: [{ relation: 'used', argument: 'name', parameter: 'dataset_name', otherwise: '*' }],
    type: '=dataset',
    gives: 'nothing',
  },
  {
    path: /^fastai\b.*\.log_model$/,
    parameters: ['path', 'name'],
    names: checkpoint('run-{id}-model', 'name'),
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^fastai\b.*\.log_dataset$/,
    parameters: ['path', 'name'],
    names: [{ relation: 'used', argument: 'name', parameter: 'name', otherwise: '*' }],
    type: '=dataset',
    gives: 'nothing',
  },
  {
    path: /^(?:openai|wandb\.integration\.openai)\b.*\.WandbLogger\.sync$/,
    parameters: [],
    names: checkpoint('model-metadata', 'model_artifact_name'),
    type: 'model_artifact_type',
    gives: 'nothing',
  },
  {
    path: /^wandb\.integration\.dspy\b.*\.log_best_model$/,
    parameters: ['model'],
    names: [
      {
        relation: 'logged',
        argument: 'name',
        parameter: 'artifact_name',
        around: ['', '-{id}'],
        otherwise: 'dspy-program-{id}',
      },
    ],
    type: '=model',
    gives: 'nothing',
  },
  {
    path: /^wandb\.(?:integration\.)?sacred\b.*\.WandbObserver$/,
    parameters: [],
    names: checkpoint('result_*.pkl'),
    type: '=result',
    gives: 'nothing',
  },
  {
    path: /^wandb\.(?:integration\.)?prodigy\b.*\.upload_dataset$/,
    parameters: ['dataset_name'],
    names: [
      {
        relation: 'logged',
        argument: 'name',
        parameter: 'dataset_name',
        around: ['run-{id}-', ''],
      },
    ],
    type: '=run_table',
    gives: 'nothing',
  },
  {
    path: /^wandb\.ArtifactType\.collection$/,
    parameters: ['name'],
    names: [{ relation: 'read', argument: 'name', parameter: 'name' }],
    gives: 'nothing',
  },
  {
    path: /^wandb\.Registry\.(?:collections|versions)$/,
    parameters: [],
    names: [{ relation: 'read', argument: 'name', parameter: '', otherwise: 'wandb-registry-*/*' }],
    gives: 'artifacts',
  },
  {
    path: /^wandb\.(?:beta|lab)\.workflows\.log_model$/,
    parameters: ['model_obj', 'name', 'aliases'],
    names: checkpoint('model', 'name'),
    type: '=model',
    gives: 'artifact',
  },
  {
    path: /^wandb\.(?:beta|lab)\.workflows\.use_model$/,
    parameters: ['aliased_path', 'unsafe'],
    names: [{ relation: 'used', argument: 'name', parameter: 'aliased_path' }],
    type: '=model',
    gives: 'artifact',
  },
  {
    path: /^wandb\.(?:beta|lab)\.workflows\.link_model$/,
    parameters: ['model', 'target_path', 'aliases'],
    names: [
      { relation: 'linked', argument: 'artifact', parameter: 'model', object: 'model' },
      { relation: 'linked', argument: 'target_path', parameter: 'target_path' },
    ],
    gives: 'artifact',
  },
  {
    path: /^wandb\.(?:sdk\.)?launch\b.*\.launch_add$/,
    when: { parameter: 'job' },
    parameters: ['uri', 'job'],
    names: [{ relation: 'used', argument: 'name', parameter: 'job' }],
    type: '=job',
    gives: 'nothing',
  },
  {
    path: /^wandb\.(?:sdk\.)?launch\b.*\.launch$/,
    when: { parameter: 'job' },
    parameters: ['api', 'job'],
    names: [{ relation: 'used', argument: 'name', parameter: 'job' }],
    type: '=job',
    gives: 'nothing',
  },
];

/**
 * What Hugging Face's trainer logs when the environment says `WANDB_LOG_MODEL`. Source: `WandbCallback` of
 * `transformers/integrations/integration_utils.py`.
 */
export const trainerArguments: Integration = {
  path: /^(?:transformers\b.*\.\w*TrainingArguments|trl\b.*\.\w+Config|(?:sentence_transformers|setfit)\b.*\.\w*TrainingArguments)$/,
  parameters: ['output_dir'],
  names: [
    {
      relation: 'logged',
      argument: 'name',
      parameter: 'run_name',
      around: ['model-', ''],
      otherwise: 'model-{id}',
    },
  ],
  type: '=model',
  gives: 'nothing',
};
