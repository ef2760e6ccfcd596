// Reads what a map shows: a bounded walk that tells how far it is, can be stopped, and goes on where a reader looks.

import type { Problem } from '../backends/backend.ts';
import { emptyLineage, type Lineage, type NodeId } from '../lineage/model.ts';
import { type Around, further, type Walked, type WalkOptions, walk } from '../lineage/walk.ts';

/** Where a map reads from: the workspace's store, or one file. */
export interface MapSource {
  /** Waits for what the walk stands on. */
  ready(signal: AbortSignal): Promise<void>;
  readonly around: Around;
  /** Reads on where the lists around these nodes were cut for their length. */
  readOn(ids: readonly NodeId[], signal: AbortSignal): Promise<void>;
  /** What could not be read. */
  problems(signal: AbortSignal): Promise<readonly Problem[]>;
  /** All there is, for a map of a file: it begins with everything. */
  whole?(signal: AbortSignal): Promise<Lineage>;
}

export class MapReading {
  readonly #source: MapSource;
  readonly #progress: (known: number) => void;
  readonly #stopping = new AbortController();
  #known = 0;

  /** `progress` hears how many nodes are known after every step. */
  constructor(source: MapSource, progress: (known: number) => void) {
    this.#source = source;
    this.#progress = progress;
  }

  /** Asks nothing more: what was read is the answer. */
  stop(): void {
    this.#stopping.abort(new Error('The reader has stopped the reading.'));
  }

  get stopped(): boolean {
    return this.#stopping.signal.aborted;
  }

  async walk(focus: NodeId, options: WalkOptions, signal: AbortSignal): Promise<Walked> {
    await this.#unlessStopped((inner) => this.#source.ready(inner), undefined, signal);
    return walk(focus, (ids, inner) => this.#around(ids, inner), options, signal);
  }

  /** One step more around those of the nodes that nobody has asked about. */
  async further(walked: Walked, ids: readonly NodeId[], signal: AbortSignal): Promise<Walked> {
    const unasked = ids.filter((id) => walked.known.open.has(id));
    if (unasked.length === 0) return walked;
    return further(walked, unasked, (asked, inner) => this.#around(asked, inner), signal);
  }

  async #around(ids: readonly NodeId[], signal: AbortSignal): Promise<Lineage> {
    const unread: Lineage = { ...emptyLineage, open: new Set(ids) };
    const answer = await this.#unlessStopped((inner) => this.#source.around(ids, inner), unread, signal);
    this.#known += answer.nodes.size;
    this.#progress(this.#known);
    return answer;
  }

  /** The outcome of a work, or `instead` once the reader has had enough. */
  async #unlessStopped<T>(
    work: (signal: AbortSignal) => Promise<T>,
    instead: T,
    signal: AbortSignal,
  ): Promise<T> {
    if (this.stopped) return instead;
    try {
      return await work(AbortSignal.any([signal, this.#stopping.signal]));
    } catch (error) {
      if (this.stopped && !signal.aborted) return instead;
      throw error;
    }
  }
}
