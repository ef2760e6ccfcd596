// Reads the ids of the lineage back into what a W&B server can be asked for.

import type { NodeId, WholeScope } from '../../lineage/model.ts';

export type Target =
  | { readonly kind: 'run'; readonly scope: WholeScope; readonly key: string }
  | { readonly kind: 'version'; readonly scope: WholeScope; readonly name: string }
  | { readonly kind: 'artifact'; readonly key: string }
  | { readonly kind: 'collection'; readonly scope: WholeScope; readonly name: string };

/**
 * Undefined for what no server can be asked about: scripts, ids with an unknown part, another source's own keys.
 * A version's `name` is `collection:v0`. Entities and projects hold no `/`; names may.
 */
export function parseId(id: NodeId): Target | undefined {
  const byKey = /^version:server\/(.+)$/.exec(id);
  if (byKey) return { kind: 'artifact', key: byKey[1] ?? '' };
  const parts = /^(run|version|collection):([^/]+)\/([^/]+)\/(.+)$/s.exec(id);
  if (!parts) return undefined;
  const [, kind, entity = '', project = '', name = ''] = parts;
  if (entity === '?' || project === '?') return undefined;
  const scope = { entity, project };
  if (kind === 'run') return { kind, scope, key: name };
  if (kind === 'collection') return { kind, scope, name };
  return /:v\d+$/.test(name) ? { kind: 'version', scope, name } : undefined;
}
