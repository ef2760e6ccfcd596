// The words that the extension host and the webview exchange: whole snapshots one way, plain events the other.

import type { EdgeKind, NodeId } from './lineage/model.ts';

export interface Fact {
  readonly label: string;
  readonly value: string;
  /** What a click on the value leads to. */
  readonly link?: Link;
}

/** A declaring line by its position among all of them, a file of the version by its path, the commit's page. */
export type Link =
  | { readonly type: 'place'; readonly at: number }
  | { readonly type: 'file'; readonly path: string }
  | { readonly type: 'commit' };

/** All that is known of one node, asked for when a reader selects it. */
export interface Details {
  readonly id: NodeId;
  readonly sections: readonly Section[];
}

export interface Section {
  /** Empty for what comes first. */
  readonly title: string;
  readonly facts: readonly Fact[];
  /** How many more there are than are told. */
  readonly more?: number;
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
  /** Newer versions of it, or of what a run used, by title; absent when it is up to date as far as is known. */
  readonly newer?: readonly string[];
  /** Collections of registries that a version is linked to, by name. */
  readonly registries?: readonly string[];
  /** W&B made it by itself. */
  readonly generated?: true;
  readonly declared: boolean;
  readonly recorded: boolean;
  /** Of two that are compared only one came from it; `changed`: another version or run stands for it on the other side. */
  readonly mark?: 'before' | 'after' | 'changed';
  /** More lineage may lie beyond this tile. */
  readonly open: boolean;
  /** Whether a line of code can be opened for it, and whether its tracker has a page. */
  readonly hasCode: boolean;
  readonly hasPage: boolean;
  /** A run that wrote down which script it executed, and how that was then. */
  readonly hasPast?: true;
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
  /** What the focus is compared with. */
  readonly before?: NodeId;
  readonly tiles: readonly Tile[];
  readonly arrows: readonly Arrow[];
  readonly ties: readonly Tie[];
  /** Above the map: cut off, a source out of reach. */
  readonly notices: readonly Notice[];
}

/** A sentence that says what is the matter, and buttons for what can be done about it. */
export interface Notice {
  readonly tone: 'info' | 'warning' | 'error';
  readonly text: string;
  readonly ways: readonly Way[];
}

/** Ways out of an empty, cut off or failed map; those in `ways` are all that a page may ask for. */
export const ways = ['retry', 'readMore', 'cancel', 'choose', 'connect', 'openLog', 'openText'] as const;
export type Way = (typeof ways)[number];

/** A list beside the map: what depends on something, or how two differ. */
export interface Listing {
  readonly title: string;
  readonly summary: string;
  readonly groups: readonly ListingGroup[];
  readonly note?: string;
}

export interface ListingGroup {
  readonly title: string;
  /** Of all, also of those that no row tells. */
  readonly count: number;
  readonly rows: readonly ListingRow[];
}

export interface ListingRow {
  /** The node that a click leads to. */
  readonly id?: NodeId;
  readonly text: string;
  readonly detail: string;
  readonly change?: 'added' | 'removed' | 'changed';
}

/** User-visible words of the page itself, translated by the host. */
export type Words = Readonly<Record<string, string>>;

export type ToView =
  | { readonly type: 'show'; readonly picture: Picture; readonly words: Words }
  /** Work goes on that the reader can stop; an empty text: it has ended. */
  | { readonly type: 'busy'; readonly text: string }
  | { readonly type: 'details'; readonly details: Details }
  /** Null: there is none any more. */
  | { readonly type: 'listing'; readonly listing: Listing | null }
  /** What the caret in the editor is on. */
  | { readonly type: 'ring'; readonly ids: readonly NodeId[] }
  /** What is shown is wanted, to be taken elsewhere. */
  | { readonly type: 'export'; readonly as: Exported['as'] }
  /** How the map goes along with the rest; the page keeps it for the next time. */
  | { readonly type: 'mode'; readonly mode: Mode };

/** What a reader wants of the list beside the map. */
export const listingWishes = ['close', 'copy', 'save'] as const;
export type ListingWish = (typeof listingWishes)[number];

/** What the page gives of what it shows: the nodes, or the drawing as text, or as pixels in base64. */
export const exports = ['nodes', 'svg', 'png'] as const;
export interface Exported {
  readonly as: (typeof exports)[number];
  /** All nodes shown, those in clusters included. */
  readonly ids: readonly NodeId[];
  readonly content: string;
}

export interface Mode {
  /** The map focuses what the editor shows. */
  readonly follows: boolean;
  /** The map stays as it is: what is shown from elsewhere opens in another one. */
  readonly locked: boolean;
}

export function parseMode(saved: unknown): Mode {
  const { follows, locked } = recordOf(saved);
  return { follows: follows === true, locked: locked === true };
}

/** What can be opened for a node, beside the map. */
export const opened = ['openCode', 'openPage', 'openRunScript', 'compareRunScript'] as const;
export type Opened = (typeof opened)[number];

export type FromView =
  | { readonly type: 'ready' }
  | { readonly type: 'focus'; readonly id: NodeId }
  | { readonly type: Opened; readonly id: NodeId }
  /** The reader has selected a tile, and `details` are seen of it; null: nothing, or several at once. */
  | { readonly type: 'select'; readonly id: NodeId | null; readonly details: boolean }
  | { readonly type: 'follow'; readonly id: NodeId; readonly link: Link }
  | { readonly type: 'copy'; readonly text: string }
  | { readonly type: 'listing'; readonly wish: ListingWish }
  | { readonly type: 'way'; readonly way: Way }
  /** Absent where the page could not draw it. */
  | { readonly type: 'exported'; readonly exported?: Exported }
  /** Nodes are shown that nobody has asked about: what lies around them is wanted too. */
  | { readonly type: 'lookFurther'; readonly ids: readonly NodeId[] };

const ofNodes: ReadonlySet<unknown> = new Set(['focus', ...opened]);

/** Checks a message from the webview; undefined when it is none of ours. */
export function parseFromView(message: unknown): FromView | undefined {
  const { type, id, ids, text, details, link, way, wish, exported } = recordOf(message);
  switch (type) {
    case 'ready':
      return { type };
    case 'lookFurther':
      return Array.isArray(ids) && ids.every(isNodeId) ? { type, ids } : undefined;
    case 'select':
      return id === null || isNodeId(id) ? { type, id, details: details === true } : undefined;
    case 'way': {
      const known = ways.find((it) => it === way);
      return known && { type, way: known };
    }
    case 'listing': {
      const known = listingWishes.find((it) => it === wish);
      return known && { type, wish: known };
    }
    case 'exported':
      return exported === undefined ? { type } : parseExported(exported);
    case 'copy':
      return typeof text === 'string' ? { type, text } : undefined;
    case 'follow': {
      const known = parseLink(link);
      return isNodeId(id) && known ? { type, id, link: known } : undefined;
    }
    default:
      return ofNodes.has(type) && isNodeId(id) ? ({ type, id } as FromView) : undefined;
  }
}

function parseExported(message: unknown): FromView | undefined {
  const { as, ids, content } = recordOf(message);
  const known = exports.find((it) => it === as);
  return known && Array.isArray(ids) && ids.every(isNodeId) && typeof content === 'string'
    ? { type: 'exported', exported: { as: known, ids, content } }
    : undefined;
}

function parseLink(link: unknown): Link | undefined {
  const { type, at, path } = recordOf(link);
  if (type === 'commit') return { type };
  if (type === 'place' && typeof at === 'number' && Number.isInteger(at)) return { type, at };
  return type === 'file' && typeof path === 'string' ? { type, path } : undefined;
}

export function isNodeId(id: unknown): id is NodeId {
  return typeof id === 'string' && /^(run|version|collection|script):./.test(id);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}
