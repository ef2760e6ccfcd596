// Artifacts in a run's configuration: a value that is one carries the server's id together with the version.

import { isVersion } from '../../lineage/name.ts';
import { record } from './jsonText.ts';

export interface ConfigArtifact {
  readonly name: string;
  readonly version: string;
}

/** Deeper values are not looked at. */
const deepest = 6;

/**
 * By the server's id. Source: `wandb.util.artifact_to_json`:
 * `{"_type": "artifactVersion", "id": …, "version": "v3", "sequenceName": …}`.
 */
export function configArtifacts(
  config: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, ConfigArtifact> {
  const found = new Map<string, ConfigArtifact>();
  const visit = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null || depth > deepest) return;
    const { _type, id, version, sequenceName: name } = record(value);
    if (_type !== 'artifactVersion') {
      for (const inner of Object.values(value)) visit(inner, depth + 1);
    } else if (typeof id === 'string' && typeof name === 'string' && typeof version === 'string') {
      if (id && name && isVersion(version)) found.set(id, { name, version });
    }
  };
  for (const value of Object.values(config)) visit(value, 0);
  return found;
}
