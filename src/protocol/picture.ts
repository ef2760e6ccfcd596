// What the map draws: a whole snapshot each time.

import type { EdgeKind, NodeId } from '../lineage/model.ts';

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
  /** Aliases by which a run's code asked for what it used, e.g. `x:latest`, and that mean another version now: `v5`. */
  readonly moved?: readonly { readonly asked: string; readonly now: string }[];
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

/** Full names of the aliases by which two that are compared were chosen, e.g. `mnist_model:production`, where they were. */
export interface ComparedAliases {
  readonly before?: string;
  readonly after?: string;
}

/** All that is known around the focus; the page chooses how much of it to show. */
export interface Picture {
  readonly focus: NodeId | null;
  /** What the focus is compared with. */
  readonly before?: NodeId;
  /** By which aliases the two that are compared were chosen. */
  readonly aliases?: ComparedAliases;
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
