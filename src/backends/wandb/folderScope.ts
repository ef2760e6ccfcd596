// Where a folder's runs go when code does not say so: the environment, its `.env` file, its `wandb/settings`.

import type { Scope } from '../../lineage/model.ts';
import { type Host, joinPath } from '../host.ts';
import { parseDotenv } from './dotenv.ts';
import { parseSettings } from './settingsFile.ts';

/**
 * The entity and project that W&B falls back on in `root`; what is not set anywhere is left out. Never rejects but
 * when aborted. Source: https://docs.wandb.ai/models/track/environment-variables, and `wandb/settings` of the SDK.
 */
export async function folderScope(host: Host, root: string, signal: AbortSignal): Promise<Scope> {
  const read = async (path: string) => {
    try {
      return new TextDecoder().decode(await host.files.read(joinPath(root, path), signal));
    } catch {
      signal.throwIfAborted();
      return '';
    }
  };
  const dotenv = parseDotenv(await read('.env'));
  const settings = parseSettings(await read('wandb/settings'));
  const entity = host.env('WANDB_ENTITY') ?? dotenv.get('WANDB_ENTITY') ?? settings.get('entity');
  const project = host.env('WANDB_PROJECT') ?? dotenv.get('WANDB_PROJECT') ?? settings.get('project');
  return { ...(entity && { entity }), ...(project && { project }) };
}
