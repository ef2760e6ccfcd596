// Loads a library that we measure ourselves against, where it is installed.

import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Looks beside the benchmark, then in the folder that ARTIFACT_LINEAGE_PEERS names; undefined when it is in neither. */
export async function peer<T>(name: string): Promise<T | undefined> {
  for (const folder of [process.cwd(), process.env.ARTIFACT_LINEAGE_PEERS]) {
    try {
      if (folder) return createRequire(join(folder, 'package.json'))(name) as T;
    } catch {
      // Not installed here.
    }
  }
  return undefined;
}
