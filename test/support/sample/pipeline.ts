// Runs the sample project's scripts with the real SDK, in the order of the guide that they follow.
import { runPython } from '../sdk/runPython.ts';

interface Step {
  readonly script: string;
  /** The run's display name. */
  readonly name: string;
  readonly id: string;
}

/** The ids have the form of W&B's own and are fixed, so that a sample made again is the same sample. */
export const steps: readonly Step[] = [
  { script: 'create_dataset.py', name: 'jumping-monkey-1', id: 'jm1dq7xa' },
  { script: 'train.py', name: 'vague-morning-5', id: 'vm5k2r8t' },
  { script: 'evaluate.py', name: 'serene-haze-6', id: 'sh6w9p3c' },
];

export interface Setting {
  /** A folder that holds the scripts; the run folders appear in it. */
  readonly folder: string;
  /** For the SDK's own files; see `runPython`. */
  readonly home: string;
  readonly server: { readonly url: string; readonly key: string };
  readonly env?: Readonly<Record<string, string>>;
  readonly python?: string;
}

export async function runPipeline({ folder, env, ...setting }: Setting): Promise<void> {
  for (const { script, name, id } of steps) {
    const named = { WANDB_NAME: name, WANDB_RUN_ID: id };
    await runPython({ ...setting, script, cwd: folder, env: { ...named, ...env } });
  }
}
