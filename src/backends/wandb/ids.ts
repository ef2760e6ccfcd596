// Ids of artifact versions by W&B's own keys, for sources that do not know a version's number.

import type { NodeId, VersionId } from '../../lineage/model.ts';

const client = 'version:client/';

/** By the server's global id (base64 of `Artifact:<number>`). */
export function serverVersionId(base64Id: string): VersionId {
  return `version:server/${base64Id}`;
}

/** By the id that the SDK gave the artifact object before any server knew it. */
export function clientVersionId(clientId: string): VersionId {
  return `${client}${clientId}`;
}

export function isClientVersion(id: NodeId): boolean {
  return id.startsWith(client);
}
