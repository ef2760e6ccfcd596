// What a run's log says of artifacts: versions it used and logged, and the edges to them.

import {
  type ArtifactVersion,
  type Edge,
  type EdgeKind,
  type Run,
  type Source,
  versionId,
} from '../../lineage/model.ts';
import { isVersion, parseName } from '../../lineage/name.ts';
import { sentence } from '../../lineage/sentence.ts';
import { isGenerated } from '../wandb/generated.ts';
import { clientVersionId, serverVersionId } from '../wandb/ids.ts';
import { type ConfigArtifact, configArtifacts } from './configArtifacts.ts';
import { parseJson, record } from './jsonText.ts';
import type { LogFacts, LoggedArtifact } from './logFacts.ts';

export interface RunArtifacts {
  readonly versions: readonly ArtifactVersion[];
  readonly edges: readonly Edge[];
}

/** Artifacts that the SDK makes by itself are left out. */
export function artifactsOf(run: Run, log: LogFacts, source: Source): RunArtifacts {
  const versions: ArtifactVersion[] = [];
  const edges: Edge[] = [];
  const edge = (kind: EdgeKind, version: ArtifactVersion) => {
    if (!versions.some((it) => it.id === version.id)) versions.push(version);
    const ends = kind === 'used' ? { from: version.id, to: run.id } : { from: run.id, to: version.id };
    edges.push({ kind, ...ends, declared: [], recorded: [source] });
  };
  const configured = configArtifacts(log.config);
  for (const used of log.used)
    if (!isGenerated(used.type)) edge('used', usedVersion(used, configured.get(used.id), source));
  for (const [id, { name, version }] of configured)
    if (!log.used.some((used) => used.id === id))
      edge('used', usedVersion({ id, type: '', name: `${name}:${version}` }, undefined, source));
  for (const logged of log.logged) {
    if (isGenerated(logged.type)) continue;
    const version = loggedVersion(run, logged, source);
    edge('logged', version);
    if (logged.used) edge('used', version);
  }
  return { versions, edges };
}

/**
 * The record holds the server's id and the name as it was asked for, without entity and project: the artifact may lie
 * in another project than the run. A number is the version; any other alias is what it was called at that time.
 */
function usedVersion(
  { id, type, name }: LogFacts['used'][number],
  configured: ConfigArtifact | undefined,
  source: Source,
): ArtifactVersion {
  const { collection, alias } = parseName(name) ?? { collection: name };
  const version = alias && isVersion(alias) ? alias : configured?.version;
  const called = alias && !isVersion(alias) ? alias : undefined;
  return {
    kind: 'version',
    id: version ? versionId({}, collection, version) : serverVersionId(id),
    name: collection,
    ...(type && { type }),
    ...(version && { version }),
    aliases: called ? [called] : [],
    state: 'unknown',
    recorded: [source],
    declared: [],
    also: version && id ? [serverVersionId(id)] : [],
    notes: called
      ? [
          version
            ? sentence('"{0}" is what it was called when the run used it.', called)
            : sentence(
                '"{0}" is what it was called when the run used it; its version is not written down.',
                called,
              ),
        ]
      : [],
  };
}

/** Offline there is no version number anywhere: the artifact object's own id is the only exact identity. */
function loggedVersion(run: Run, logged: LoggedArtifact, source: Source): ArtifactVersion {
  const metadata = record(parseJson(logged.metadata || '{}'));
  return {
    kind: 'version',
    id: clientVersionId(logged.clientId || `${run.key}-${logged.name}-${logged.digest}`),
    ...(run.entity && { entity: run.entity }),
    ...(run.project && { project: run.project }),
    name: logged.name,
    ...(logged.type && { type: logged.type }),
    aliases: logged.aliases,
    ...(logged.tags.length > 0 && { tags: logged.tags }),
    state: 'unknown',
    ...(logged.digest && { digest: logged.digest }),
    ...(logged.fileCount > 0 && { size: logged.size, fileCount: logged.fileCount }),
    ...(logged.description && { description: logged.description }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    recorded: [source],
    declared: [],
    also: [],
    notes: [],
  };
}
