// Which script a run executed, as the SDK wrote it into the run's config under `_wandb`.

import type { Run } from '../../lineage/model.ts';

type Environment = Pick<Run, 'program' | 'args' | 'commit' | 'remote' | 'host'>;

/**
 * `hidden` is the content of `_wandb`: since SDK 0.20 it holds one environment for each writer under `e` (the same
 * facts as wandb-metadata.json), before that only `code_path`. The path within the repository is preferred, as
 * people open repositories.
 */
export function environmentOf(hidden: Readonly<Record<string, unknown>> | undefined): Environment {
  const writers = Object.values(record(hidden?.e)).map(record);
  const first = (key: string) => writers.map((writer) => text(writer[key])).find((value) => value);
  const git = writers.map((writer) => record(writer.git)).find((it) => Object.keys(it).length > 0) ?? {};
  const codePath = text(hidden?.code_path)?.replace(/^code\//, '');
  const program = first('codePath') ?? first('codePathLocal') ?? first('program') ?? codePath;
  const args = writers.map((writer) => writer.args).find(Array.isArray);
  const host = first('host');
  const commit = text(git.commit);
  const remote = text(git.remote);
  return {
    ...(program && !program.startsWith('<') && { program }),
    ...(args && { args: args.map(String) }),
    ...(host && { host }),
    ...(commit && { commit }),
    ...(remote && { remote }),
  };
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value ? value : undefined;
}
