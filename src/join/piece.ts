// What a hover is written in: lines of text, some of it with a link.

import type { NodeId, Place } from '../lineage/model.ts';
import type { Fix } from './problems/finding.ts';

/** A run of text; foreign text unless it is a link's label, and to be escaped either way. */
export type Piece =
  | { readonly text: string; readonly style?: 'strong' | 'code' }
  | { readonly text: string; readonly link: Link };

export type Link =
  | { readonly to: 'lineage'; readonly node: NodeId }
  | { readonly to: 'place'; readonly place: Place }
  | { readonly to: 'page'; readonly url: string }
  | { readonly to: 'copy' | 'compare'; readonly node: NodeId }
  | { readonly to: 'fix'; readonly fix: Fix };

/** Lines of a hover, each a list of pieces. */
export type Card = readonly (readonly Piece[])[];
