// The store: the one mutable thing. It holds the code as last scanned and the history as last read, and joins them.

import type { Backend, Page, Problem, RunQuery } from '../backends/backend.ts';
import { oneStep } from '../backends/memory.ts';
import { type Several, several } from '../backends/several.ts';
import { untilAborted } from '../backends/shared.ts';
import { merge } from '../lineage/merge.ts';
import {
  type ArtifactVersion,
  type Collection,
  emptyLineage,
  type Lineage,
  type NodeId,
  type Run,
  type RunId,
} from '../lineage/model.ts';
import type { ArtifactName } from '../lineage/name.ts';
import { type Walked, type WalkOptions, walk } from '../lineage/walk.ts';
import type { CodeFile } from '../python/codeReference.ts';
import { Joining } from './joining.ts';
import { declaredAs, seesAllOf } from './lookUp.ts';
import { readNewest } from './newest.ts';
import type { Past } from './past.ts';
import { pastOf } from './pastOf.ts';
import type { ReadPast } from './readPast.ts';
import { programsOf } from './scripts.ts';
import { filesOf, type VersionFiles } from './versionFiles.ts';

const untilTold = new AbortController().signal;

export class Store {
  #files: ReadonlyMap<string, CodeFile> = new Map();
  #history: Several = several([]);
  #warm: Promise<void> | undefined;
  #reading = new AbortController();
  #readPast: ReadPast | undefined;
  #past: ReadonlyMap<RunId, Past> = new Map();
  readonly #join = new Joining(() => ({
    history: this.#history.seen(),
    files: this.#files,
    past: this.#past,
  }));
  #telling: Promise<void> | undefined;
  readonly #listeners = new Set<() => void>();

  /** Called after every change of code or history, once they are joined; returns how to stop. */
  onDidChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get files(): readonly CodeFile[] {
    return [...this.#files.values()];
  }

  file(path: string): CodeFile | undefined {
    return this.#files.get(path);
  }

  /** Takes in scanned files; undefined removes one. */
  update(changes: Iterable<readonly [path: string, file: CodeFile | undefined]>): void {
    const files = new Map(this.#files);
    for (const [path, file] of changes) {
      if (file) files.set(path, file);
      else files.delete(path);
    }
    this.#files = files;
    this.#changed();
  }

  get backends(): readonly Backend[] {
    return this.#history.backends;
  }

  /** Chooses where history comes from and forgets what was read; an earlier one wins where two disagree. */
  use(backends: readonly Backend[]): void {
    this.#reading.abort(new Error('The history is read anew.'));
    this.#reading = new AbortController();
    this.#history = several(backends);
    this.#warm = undefined;
    this.#changed();
  }

  /** Chooses how scripts are read as they were when a run executed them; from the next reading on. */
  remember(readPast: ReadPast): void {
    this.#readPast = readPast;
  }

  /** Forgets what was read, so that the next question reads it again: of files, only those under the paths if given. */
  refresh(paths?: readonly string[]): void {
    for (const backend of this.backends) backend.refresh?.(paths);
    this.use(this.backends);
  }

  /**
   * Reads the newest runs and what those of the workspace's scripts used and logged; once until `use`. The work is
   * shared: a caller that aborts leaves it to the others.
   */
  async ready(signal: AbortSignal): Promise<void> {
    const history = this.#history;
    this.#warm ??= this.#readNewest(this.#reading.signal).catch((error: unknown) => {
      if (history === this.#history) this.#warm = undefined;
      // Whoever waited for a history that was replaced waits for the new one.
      else return this.ready(this.#reading.signal);
      throw error;
    });
    await untilAborted(this.#warm, signal);
  }

  async #readNewest(signal: AbortSignal): Promise<void> {
    const history = this.#history;
    const past = await readNewest(history, this.files, this.#readPast, signal);
    if (history !== this.#history) return;
    this.#past = past;
    await this.#join.inTurns(signal);
    if (history === this.#history) this.#changed();
  }

  /** The script of a run as it was when the run executed it; undefined when that cannot be known. */
  async past(run: Run, signal: AbortSignal): Promise<Past | undefined> {
    const programs = programsOf(this.files);
    return this.#past.get(run.id) ?? (await pastOf([run], programs, this.#readPast, signal)).get(run.id);
  }

  /** Everything known by now: history as far as it was read, joined with the code. */
  joined(): Lineage {
    return this.#join.now();
  }

  /** The same, without blocking where it is not joined yet. */
  join(signal: AbortSignal): Promise<Lineage> {
    return this.#join.inTurns(signal);
  }

  /** One step around nodes, from history and from code. */
  async around(ids: readonly NodeId[], signal: AbortSignal): Promise<Lineage> {
    const recorded = this.backends.length > 0 ? await this.#history.around(ids, signal) : emptyLineage;
    const merged = merge([recorded, oneStep(await this.join(signal), ids)]).lineage;
    return { ...merged, open: recorded.open };
  }

  /** Reads on where the lists around these nodes were cut for their length. */
  readOn(ids: readonly NodeId[], signal: AbortSignal): Promise<void> {
    return this.#history.readOn(ids, signal);
  }

  /** The lineage of one node: its true ancestors and descendants within bounds. */
  async walk(focus: NodeId, options: WalkOptions, signal: AbortSignal): Promise<Walked> {
    await this.ready(signal);
    return walk(focus, (ids, inner) => this.around(ids, inner), options, signal);
  }

  /** What a name points to: a version, or a collection (one that only code declares included). */
  async find(name: ArtifactName, signal: AbortSignal): Promise<ArtifactVersion | Collection | undefined> {
    return (await this.#history.find(name, signal)) ?? declaredAs(name, await this.join(signal));
  }

  /** When a tracker last said what a name points to, milliseconds since 1970; undefined where none remembers. */
  askedAt(name: ArtifactName): number | undefined {
    return this.#history.askedAt?.(name);
  }

  /** What a name points to as history alone knows it. */
  findRecorded(name: ArtifactName, signal: AbortSignal): Promise<ArtifactVersion | Collection | undefined> {
    return this.#history.find(name, signal);
  }

  /** Whether what history does not find in a name's project does not exist: a backend sees all of that project. */
  seesAllOf(name: ArtifactName): boolean {
    return seesAllOf(name, this.#history.seen(), this.#history.seeAll());
  }

  findRuns(name: string, signal: AbortSignal): Promise<readonly Run[]> {
    return this.#history.findRuns(name, signal);
  }

  runs(cursor: string | undefined, signal: AbortSignal, query?: RunQuery): Promise<Page<Run>> {
    return this.#history.runs(cursor, signal, query);
  }

  collections(cursor: string | undefined, signal: AbortSignal): Promise<Page<Collection>> {
    return this.#history.collections(cursor, signal);
  }

  versions(
    collection: Collection,
    cursor: string | undefined,
    signal: AbortSignal,
  ): Promise<Page<ArtifactVersion>> {
    return this.#history.versions(collection, cursor, signal);
  }

  /** The files of a version: what lies on this machine before what a tracker has. */
  async filesOf(id: NodeId, signal: AbortSignal): Promise<VersionFiles | undefined> {
    const version = (await this.join(signal)).nodes.get(id);
    return version?.kind === 'version' ? filesOf(this.backends, version, signal) : undefined;
  }

  /** What of the history could not be read. */
  problems(signal: AbortSignal): Promise<readonly Problem[]> {
    return this.#history.problems(signal);
  }

  #changed(): void {
    this.#telling ??= this.#tell();
  }

  async #tell(): Promise<void> {
    // Where it fails, who asks for what is joined is told.
    await this.join(untilTold).catch(() => undefined);
    this.#telling = undefined;
    for (const listener of this.#listeners) listener();
  }
}
