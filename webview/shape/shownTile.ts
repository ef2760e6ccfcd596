// A tile as the map shows it: a node, or several that are alike.
import type { ClusterId } from '../../src/lineage/cluster.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import type { Arrow, Tie, Tile } from '../../src/protocol/picture.ts';

export type TileId = NodeId | ClusterId;

export interface ShownTile extends Omit<Tile, 'id'> {
  readonly id: TileId;
  /** Of a cluster, in the order of the picture. */
  readonly members?: readonly Tile[];
  /** The filter wants others. */
  readonly faint?: true;
  readonly upstream: Side;
  readonly downstream: Side;
}

/** One side of a tile. */
export interface Side {
  /** Neighbours that are known and not shown. */
  readonly hidden: number;
  /** Whether the reader has asked for all of them. */
  readonly expanded: boolean;
  /** Whether any arrow is drawn there. */
  readonly joined: boolean;
}

export interface ShownArrow extends Omit<Arrow, 'from' | 'to'> {
  readonly from: TileId;
  readonly to: TileId;
  /** How many arrows of the picture it stands for. */
  readonly count: number;
}

export interface ShownTie {
  readonly collection: TileId;
  readonly version: TileId;
}

export interface Shown {
  readonly focus: NodeId | null;
  readonly tiles: readonly ShownTile[];
  readonly arrows: readonly ShownArrow[];
  readonly ties: readonly (Tie | ShownTie)[];
}

/** The nodes that a tile stands for. */
export function nodesOf({ id, members }: Pick<ShownTile, 'id' | 'members'>): readonly NodeId[] {
  return members ? members.map((member) => member.id) : [id as NodeId];
}

export function isCluster(id: TileId): id is ClusterId {
  return id.startsWith('cluster:');
}
