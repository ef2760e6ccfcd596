// What the map tells of one node beside the drawing.

import type { NodeId } from '../lineage/model.ts';

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
