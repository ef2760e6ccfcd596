// The one interface a tracker's reader implements: small questions; walking, merging and wording are done elsewhere.

import type { ManifestFile } from '../lineage/manifest.ts';
import type { ArtifactVersion, Collection, Lineage, NodeId, Run } from '../lineage/model.ts';
import type { ArtifactName } from '../lineage/name.ts';
import { inEnglish, type Sentence } from '../lineage/sentence.ts';

export type SourceKind = 'file' | 'local' | 'wandb';

/** One page of a list; `next` is handed back for the page after it, undefined at the end. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** What a list of runs is narrowed to: alternatives in each field, and every field must be met. */
export interface RunQuery {
  /** In the words of `RunState`. */
  readonly state?: readonly string[];
  readonly jobType?: readonly string[];
  readonly user?: readonly string[];
  readonly sweep?: readonly string[];
  readonly group?: readonly string[];
  readonly tag?: readonly string[];
  /** Parts of the name, letters in any case. */
  readonly name?: readonly string[];
  /** Where a list comes in pages, the first page holds the oldest runs. */
  readonly oldestFirst?: true;
}

export interface Backend {
  readonly kind: SourceKind;
  /** Names the source in tooltips, e.g. `mnist.lineage.json` or `W&B (api.wandb.ai)`. */
  readonly label: string;
  /** Collections, by type and name. */
  collections(cursor: string | undefined, signal: AbortSignal): Promise<Page<Collection>>;
  /** Versions of a collection, newest first. */
  versions(
    collection: Collection,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<Page<ArtifactVersion>>;
  /** Runs, newest first. Those that do not meet `query` may be left out; whoever asks looks at them himself. */
  runs(cursor: string | undefined, signal: AbortSignal, query?: RunQuery): Promise<Page<Run>>;
  /** What a name points to now; undefined when there is no such thing. A name without an alias is the collection. */
  find(name: ArtifactName, signal: AbortSignal): Promise<ArtifactVersion | Collection | undefined>;
  /**
   * For a backend that remembers: when its tracker said what a name points to, or that nothing is called so;
   * milliseconds since 1970, undefined when it was not asked.
   */
  askedAt?(name: ArtifactName): number | undefined;
  /** The runs of that display name or short id. */
  findRuns(name: string, signal: AbortSignal): Promise<readonly Run[]>;
  /**
   * Everything one step away from the given nodes, both directions, the nodes themselves included as far as known.
   * Ids that this backend does not know are left out without complaint.
   */
  around(ids: readonly NodeId[], signal: AbortSignal): Promise<Lineage>;
  /**
   * The files of a version, and where one of them lies on this machine; undefined when this backend does not know.
   * Absent from a backend that never does.
   */
  readonly files?: {
    /** Whether the files can be asked for, told from the version alone. */
    knows(version: ArtifactVersion): boolean;
    of(version: ArtifactVersion, signal: AbortSignal): Promise<readonly ManifestFile[] | undefined>;
    locate(file: ManifestFile, signal: AbortSignal): Promise<string | undefined>;
    /** The content of a file that lies with the tracker; undefined when it has none of that name. */
    read?(version: ArtifactVersion, file: ManifestFile, signal: AbortSignal): Promise<Uint8Array | undefined>;
  };
  /** It sees all of each project that it sees any of, so that what it does not find there does not exist. */
  readonly seesAll?: true;
  /** It answers what it was told before while its tracker is out of reach, and asks that one no second time. */
  readonly remembers?: true;
  /** All it knows, where that lies in memory anyway: no two of its nodes are the same thing. */
  whole?(signal: AbortSignal): Promise<Lineage>;
  /**
   * For a backend that cuts long lists: reads on around these nodes, so that later answers of `around` tell more. Ids
   * whose lists were not cut are left alone.
   */
  readOn?(ids: readonly NodeId[], signal: AbortSignal): Promise<void>;
  /** What could not be read; shown as rows. */
  problems(signal: AbortSignal): Promise<readonly Problem[]>;
  /**
   * For a backend that keeps what it read: the things at these absolute paths have changed, and are read again at the
   * next question. Without paths, everything is.
   */
  refresh?(paths?: readonly string[]): void;
}

export type Trouble = 'signedOut' | 'unreachable' | 'refused' | 'notFound' | 'tooManyRequests' | 'malformed';

/** What is in the way of whole answers. */
export interface Problem {
  /** Says what to do, too. */
  readonly text: Sentence;
  /** What a view can offer that may help. */
  readonly remedy?: Remedy;
}

/** Connecting anew with another address or key; asking again; choosing other projects. */
export type Remedy = 'connect' | 'again' | 'projects';

/** The only error a backend throws (besides abort): its sentence is fit to show and says what to do. */
export class BackendError extends Error {
  readonly trouble: Trouble;
  readonly sentence: Sentence;
  constructor(trouble: Trouble, sentence: Sentence, options?: ErrorOptions) {
    super(inEnglish(sentence), options);
    this.name = 'BackendError';
    this.trouble = trouble;
    this.sentence = sentence;
  }
}

/** A failure as what is in the way of an answer. */
export function problemOf({ sentence, trouble }: BackendError): Problem {
  return { text: sentence, remedy: remedies[trouble] };
}

const remedies: Readonly<Record<Trouble, Remedy>> = {
  signedOut: 'connect',
  notFound: 'connect',
  malformed: 'connect',
  unreachable: 'again',
  refused: 'again',
  tooManyRequests: 'again',
};
