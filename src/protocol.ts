// The words that the extension host and the webview exchange: whole snapshots one way, plain events the other.

import type { EdgeKind, NodeId } from './lineage/model.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** One node as the map draws it. All text is foreign text. */
export interface Tile {
  readonly id: NodeId;
  readonly kind: 'run' | 'version' | 'collection' | 'script';
  /** e.g. `vague-morning-5`, `mnist_dataset:v0`, `MNIST-dev`, `evaluate.ipynb`. */
  readonly title: string;
  /** e.g. `train · finished`, `dataset · latest`, `registered model`. */
  readonly detail: string;
  /** What several versions of one artifact, or runs of one name, share. */
  readonly name: string;
  /** An artifact's type, e.g. `dataset`; absent for collections of registries. */
  readonly type?: string;
  readonly state?: string;
  readonly jobType?: string;
  readonly program?: string;
  readonly aliases?: readonly string[];
  readonly author?: string;
  /** When it began or was made, in milliseconds since 1970. */
  readonly at?: number;
  /** A newer version of it is known, and no alias of people's choice marks this one. */
  readonly superseded?: true;
  /** W&B made it by itself. */
  readonly generated?: true;
  readonly declared: boolean;
  readonly recorded: boolean;
  /** More lineage may lie beyond this tile. */
  readonly open: boolean;
  readonly facts: readonly Fact[];
  /** Whether a line of code can be opened for it, and whether its tracker has a page. */
  readonly hasCode: boolean;
  readonly hasPage: boolean;
  /** Spoken by screen readers: kind, title, detail and counts. */
  readonly label: string;
}

export interface Arrow {
  readonly kind: EdgeKind;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly declared: boolean;
  readonly recorded: boolean;
}

/** A version belongs to a collection that is drawn too: not an edge of lineage, a thin line. */
export interface Tie {
  readonly collection: NodeId;
  readonly version: NodeId;
}

/** All that is known around the focus; the page chooses how much of it to show. */
export interface Picture {
  readonly focus: NodeId | null;
  readonly tiles: readonly Tile[];
  readonly arrows: readonly Arrow[];
  readonly ties: readonly Tie[];
  /** Sentences above the map: cut off, a source out of reach, nothing known. */
  readonly notices: readonly string[];
}

/** User-visible words of the page itself, translated by the host. */
export type Words = Readonly<Record<string, string>>;

export type ToView =
  | { readonly type: 'show'; readonly picture: Picture; readonly words: Words }
  | { readonly type: 'busy'; readonly text: string };

export type FromView =
  | { readonly type: 'ready' }
  | { readonly type: 'focus'; readonly id: NodeId }
  | { readonly type: 'openCode'; readonly id: NodeId }
  | { readonly type: 'openPage'; readonly id: NodeId }
  /** Nodes are shown that nobody has asked about: what lies around them is wanted too. */
  | { readonly type: 'lookFurther'; readonly ids: readonly NodeId[] };

const events: ReadonlySet<unknown> = new Set(['focus', 'openCode', 'openPage']);

/** Checks a message from the webview; undefined when it is none of ours. */
export function parseFromView(message: unknown): FromView | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { type, id, ids } = message as { type?: unknown; id?: unknown; ids?: unknown };
  if (type === 'ready') return { type };
  if (type === 'lookFurther')
    return Array.isArray(ids) && ids.every(isNodeId) ? { type, ids: ids as readonly NodeId[] } : undefined;
  return events.has(type) && isNodeId(id) ? ({ type, id } as FromView) : undefined;
}

function isNodeId(id: unknown): id is NodeId {
  return typeof id === 'string' && /^(run|version|collection|script):./.test(id);
}
