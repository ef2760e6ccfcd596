// The messages that the extension host and the webview exchange: whole snapshots one way, plain events the other.

import type { NodeId } from '../lineage/model.ts';
import type { Details, Link } from './details.ts';
import type { Listing } from './listing.ts';
import type { Picture, Way } from './picture.ts';

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
  /** The reader asks how the map is read and moved in without eyes or mouse. */
  | { readonly type: 'help' }
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
