// Calls that start an integration: which rows of the table hold for them.

import { type Arguments, argument } from './arguments.ts';
import { byPath } from './byPath.ts';
import type { Site } from './call.ts';
import type { WandbCall } from './calls.ts';
import { itemsOf } from './collections.ts';
import { environmentVariable } from './environment.ts';
import { type Integration, integrations, trainerArguments } from './integrations.ts';
import type { Machine } from './machine.ts';
import { nameArtifacts } from './naming.ts';
import { truthOf } from './truth.ts';
import type { Alternative, Value } from './value.ts';

/** Says what the integration logs and uses; undefined when the path is none of an integration's. */
export function callIntegration(
  m: Machine,
  path: string,
  run: Alternative | undefined,
  given: Arguments,
  site: Site,
): Value | undefined {
  const { rows, isTrainer } = ofPath(path);
  if (rows.length === 0 && !isTrainer) return undefined;
  const trainer = isTrainer && trainerLogs(m, given) ? [trainerArguments] : [];
  const results = [...rows, ...trainer]
    .filter((row) => holds(row, given))
    .map((row) => nameArtifacts(m, named(row, path), run, given, site));
  return rows.length > 0 || trainer.length > 0 ? (results[0] ?? []) : undefined;
}

const ofPath = byPath((path) => ({
  rows: integrations.filter((row) => row.path.test(path)),
  isTrainer: trainerArguments.path.test(path),
}));

function named({ path: _, when: __, ...row }: Integration, path: string): WandbCall {
  return { ...row, name: path.slice(path.lastIndexOf('.') + 1), on: [] };
}

function holds({ when, parameters }: Integration, given: Arguments): boolean {
  if (!when) return true;
  const value = argument(given, parameters, when.parameter)?.value;
  return value ? truthOf(value) !== false : when.byDefault === true;
}

/** Whether the trainer reports to W&B, and W&B's callback logs models: values other than these turn it off. */
function trainerLogs(m: Machine, given: Arguments): boolean {
  const logs = environmentVariable(m, 'WANDB_LOG_MODEL') ?? [];
  if (!textsOf(logs).some((text) => /^(?:end|checkpoint|true|1|yes|on)$/i.test(text))) return false;
  const reports = given.named.get('report_to')?.value;
  if (!reports) return true;
  const texts = (itemsOf(reports) ?? [reports]).flatMap(textsOf);
  return texts.length === 0 || texts.some((text) => text === 'wandb' || text === 'all');
}

function textsOf(value: Value): readonly string[] {
  return value.flatMap(({ thing }) => (thing.kind === 'text' ? [thing.text] : []));
}
