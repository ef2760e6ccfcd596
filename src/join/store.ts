// The store: the one mutable thing. It holds the code as last scanned and the history as last read, and joins them.

import type { Backend, Page, Problem, RunQuery } from '../backends/backend.ts';
import { inParallel } from '../backends/inParallel.ts';
import { oneStep } from '../backends/memory.ts';
import { type Several, several } from '../backends/several.ts';
import { compatible } from '../lineage/identity.ts';
import type { ManifestFile } from '../lineage/manifest.ts';
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
import { declare } from './declare.ts';
import type { Past } from './past.ts';
import type { ReadPast } from './readPast.ts';
import { type Program, programOf, programsOf } from './scripts.ts';

/** Runs whose edges are read at once so that code can be joined with them; older ones are read when asked for. */
const warmRuns = 50;
/** Scripts of earlier commits that are read at once. */
const pastAtOnce = 4;

export interface VersionFiles {
  readonly files: readonly ManifestFile[];
  /** The path of a file; undefined when this machine has none. */
  locate(file: ManifestFile, signal: AbortSignal): Promise<string | undefined>;
  /** The content of a file that only the tracker has; undefined when it has none either. */
  read(file: ManifestFile, signal: AbortSignal): Promise<Uint8Array | undefined>;
}

export class Store {
  #files: ReadonlyMap<string, CodeFile> = new Map();
  #history: Several = several([]);
  #warm: Promise<void> | undefined;
  #reading = new AbortController();
  #readPast: ReadPast | undefined;
  #past: ReadonlyMap<RunId, Past> = new Map();
  #joined:
    | {
        readonly history: Lineage;
        readonly files: unknown;
        readonly past: unknown;
        readonly lineage: Lineage;
      }
    | undefined;
  readonly #listeners = new Set<() => void>();

  /** Called after every change of code or history; returns how to stop. */
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
    await unlessAborted(this.#warm, signal);
  }

  async #readNewest(signal: AbortSignal): Promise<void> {
    const history = this.#history;
    await history.learnAll(signal);
    const runs = await history.runs(undefined, signal);
    const programs = programsOf(this.files);
    const executed = runs.items.filter((run) => programOf(run, programs)).slice(0, warmRuns);
    if (executed.length > 0)
      await history.around(
        executed.map((run) => run.id),
        signal,
      );
    if (history !== this.#history) return;
    this.#past = await this.#pastOf(executed, programs, signal);
    if (history === this.#history) this.#changed();
  }

  /** The scripts of these runs as they were when they ran. */
  async #pastOf(
    runs: readonly Run[],
    programs: readonly Program[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<RunId, Past>> {
    const found = new Map<RunId, Past>();
    await inParallel(runs, pastAtOnce, async (run) => {
      const program = programOf(run, programs);
      const past = program && (await this.#readPast?.(run, program.path, signal));
      if (past) found.set(run.id, past);
    });
    return found;
  }

  /** The script of a run as it was when the run executed it; undefined when that cannot be known. */
  async past(run: Run, signal: AbortSignal): Promise<Past | undefined> {
    const programs = programsOf(this.files);
    return this.#past.get(run.id) ?? (await this.#pastOf([run], programs, signal)).get(run.id);
  }

  /** Everything known by now: history as far as it was read, joined with the code. */
  joined(): Lineage {
    const history = this.#history.seen();
    if (
      this.#joined?.history !== history ||
      this.#joined.files !== this.#files ||
      this.#joined.past !== this.#past
    )
      this.#joined = {
        history,
        files: this.#files,
        past: this.#past,
        lineage: declare(history, this.files, this.#past),
      };
    return this.#joined.lineage;
  }

  /** One step around nodes, from history and from code. */
  async around(ids: readonly NodeId[], signal: AbortSignal): Promise<Lineage> {
    const recorded = this.backends.length > 0 ? await this.#history.around(ids, signal) : emptyLineage;
    const merged = merge([recorded, oneStep(this.joined(), ids)]).lineage;
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
    return (await this.#history.find(name, signal)) ?? this.#declared(name);
  }

  /** What a name points to as history alone knows it. */
  findRecorded(name: ArtifactName, signal: AbortSignal): Promise<ArtifactVersion | Collection | undefined> {
    return this.#history.find(name, signal);
  }

  /** Whether what history does not find in a name's project does not exist: a backend sees all of that project. */
  seesAllOf({ entity, project, server }: ArtifactName): boolean {
    const labels = new Set(this.#history.seeAll());
    if (labels.size === 0 || !project) return false;
    return [...this.#history.seen().nodes.values()].some(
      (node) =>
        node.kind !== 'script' &&
        node.project === project &&
        (!entity || node.entity === entity) &&
        (!server || node.server === undefined || node.server === server) &&
        node.recorded.some(({ label }) => labels.has(label)),
    );
  }

  #declared(name: ArtifactName): Collection | undefined {
    const nodes = [...this.joined().nodes.values()];
    return nodes.find(
      (node): node is Collection =>
        node.kind === 'collection' && node.name === name.collection && compatible(name, node),
    );
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

  /** Whether the files of a version can be asked for. */
  holdsFiles(version: ArtifactVersion): boolean {
    return this.backends.some(({ files }) => files?.knows(version));
  }

  /** Whether a tracker, and not only this machine, has the content of a version's files. */
  holdsRemotely(id: NodeId): boolean {
    const version = this.joined().nodes.get(id);
    return (
      version?.kind === 'version' && this.backends.some(({ files }) => files?.read && files.knows(version))
    );
  }

  /** The files of a version: what lies on this machine before what a tracker has. */
  async filesOf(id: NodeId, signal: AbortSignal): Promise<VersionFiles | undefined> {
    const version = this.joined().nodes.get(id);
    if (version?.kind !== 'version') return undefined;
    const sources = this.backends.flatMap(({ files }) => files ?? []);
    const remote = sources.filter(({ read }) => read);
    for (const source of [...sources.filter((it) => !remote.includes(it)), ...remote]) {
      const files = await source.of(version, signal);
      if (files)
        return { files, locate: source.locate, read: (file, inner) => firstOf(remote, version, file, inner) };
    }
    return undefined;
  }

  /** What of the history could not be read. */
  problems(signal: AbortSignal): Promise<readonly Problem[]> {
    return this.#history.problems(signal);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

async function firstOf(
  sources: readonly NonNullable<Backend['files']>[],
  version: ArtifactVersion,
  file: ManifestFile,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  for (const { read } of sources) {
    const content = await read?.(version, file, signal);
    if (content) return content;
  }
  return undefined;
}

/** A promise's outcome, or the signal's reason if that comes first. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
