// What one map shows: it reads that, sends it as whole pictures, and reads on as far as a reader looks.

import * as vscode from 'vscode';
import { failure, mapNotices } from '../join/mapNotices.ts';
import { pictureOf } from '../join/picture.ts';
import { emptyLineage, type LineageNode, type NodeId } from '../lineage/model.ts';
import type { Walked } from '../lineage/walk.ts';
import type { ToView } from '../protocol/messages.ts';
import type { Notice, Picture, Way } from '../protocol/picture.ts';
import { sentenceOf } from './convert.ts';
import type { Log } from './log.ts';
import { MapDetails } from './mapDetails.ts';
import { MapList } from './mapList.ts';
import type { MapOpener } from './mapOpener.ts';
import { MapReading, type MapSource } from './mapReading.ts';
import {
  comparedBy,
  comparisonOf,
  filesOfBoth,
  readSubject,
  type Subject,
  titleFor,
  wholeOf,
} from './mapSubject.ts';
import { mapWords } from './mapWords.ts';

/** Past this many nodes the walk stops and says so; as many more each time the reader wants to read on. */
const step = 10_000;

/** Where it is shown. */
export interface MapFrame {
  post(message: ToView): Promise<void>;
  title(title: string): void;
  /** The page has been given a picture. */
  pictured(): void;
}

export class MapContent {
  readonly details: MapDetails;
  readonly list: MapList;
  readonly #source: MapSource;
  readonly #opener: MapOpener;
  readonly #log: Log;
  readonly #frame: MapFrame;
  #subject: Subject | undefined;
  #limit = step;
  #walked: Walked | undefined;
  /** What the focus is compared with, under its id after merging. */
  #before: NodeId | undefined;
  #picture: Picture | undefined;
  /** Nodes off the focus's own lineage that the page has come to show. */
  #looked = new Set<NodeId>();
  #drawing = new AbortController();
  #reading: MapReading | undefined;

  constructor(source: MapSource, opener: MapOpener, log: Log, frame: MapFrame) {
    this.#source = source;
    this.#opener = opener;
    this.#log = log;
    this.#frame = frame;
    const post = (message: ToView) => frame.post(message);
    this.details = new MapDetails(opener, (id) => this.node(id), post);
    this.list = new MapList(post);
  }

  get focus(): NodeId | undefined {
    return this.#subject?.focus;
  }

  get walked(): Walked | undefined {
    return this.#walked;
  }

  node(id: NodeId): LineageNode | undefined {
    return this.#walked?.known.nodes.get(id);
  }

  /** What the next drawing is about. */
  turnTo(subject: Subject | undefined): void {
    if (subject?.focus !== this.focus || subject?.before !== this.#subject?.before) {
      this.#looked.clear();
      this.#limit = step;
      this.#picture = undefined;
    }
    this.#subject = subject;
  }

  unlist(): void {
    this.list.forget();
    if (this.#subject) this.#subject = { ...this.#subject, impact: false };
  }

  /** Reads nothing more for this drawing: what was read is shown. */
  stop(): void {
    this.#reading?.stop();
  }

  dispose(): void {
    this.#drawing.abort();
  }

  /** Draws what a cut walk left out, or what a reader stopped before. */
  async readMore(): Promise<void> {
    if (!this.#reading?.stopped) await this.#readOn();
    await this.draw();
  }

  /** Walks and sends the picture; a later call overtakes an earlier one. */
  async draw(): Promise<void> {
    this.#drawing.abort();
    const drawing = new AbortController();
    this.#drawing = drawing;
    const { signal } = drawing;
    const subject = this.#subject;
    const whole = this.#source.whole;
    if (!subject && !whole) return;
    const reading = new MapReading(this.#source, (known) => {
      if (!signal.aborted) void this.#busy(vscode.l10n.t('Reading lineage: {0} found…', known));
    });
    this.#reading = reading;
    try {
      await this.#busy(vscode.l10n.t('Reading lineage…'));
      const read = subject
        ? await readSubject(subject, reading, this.#limit, signal)
        : wholeOf((await whole?.(signal)) ?? emptyLineage);
      this.#before = read.before;
      await this.#send(await reading.further(read.walked, [...this.#looked], signal), signal);
    } catch (error) {
      if (signal.aborted) return;
      const nothing = { focus: subject?.focus ?? null, tiles: [], arrows: [], ties: [] };
      const ways: readonly Way[] = whole ? ['openText'] : ['retry', 'openLog'];
      const notices = [failure(sentenceOf(error, this.#log), ways)];
      await this.#show({ ...(this.#picture ?? nothing), notices });
      this.#frame.pictured();
    }
  }

  /** Reads what lies around nodes that nobody has asked about; a new picture overtakes it. */
  async lookFurther(ids: readonly NodeId[]): Promise<void> {
    const { signal } = this.#drawing;
    const [walked, reading] = [this.#walked, this.#reading];
    for (const id of ids) this.#looked.add(id);
    if (!walked || !reading || reading.stopped || signal.aborted) return;
    try {
      const next = await reading.further(walked, ids, signal);
      if (next === walked) return;
      if (this.#walked === walked) await this.#send(next, signal);
      else await this.lookFurther(ids);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** Lets the walk go on for as long again, and long lists for some pages more. */
  async #readOn(): Promise<void> {
    this.#limit += step;
    const cut = [...(this.#walked?.known.open ?? [])];
    try {
      await this.#source.readOn(cut, this.#drawing.signal);
    } catch (error) {
      // What is in the way stands above the next picture.
      if (!this.#drawing.signal.aborted) this.#log.warn(sentenceOf(error, this.#log));
    }
  }

  async #send(walked: Walked, signal: AbortSignal): Promise<void> {
    const notices = await this.#notices(walked, signal);
    if (signal.aborted) return;
    const before = this.#before;
    const read = { walked, ...(before && { before }) };
    const comparison = comparisonOf(read);
    this.#walked = walked;
    // A file's map is called as the file is.
    if (!this.#source.whole) this.#frame.title(titleFor(this.#subject, walked, comparison));
    this.#picture = pictureOf(walked, notices, vscode.l10n.t, comparedBy(comparison, this.#subject));
    await this.#show(this.#picture);
    await this.list.tell(this.#subject, walked, comparison);
    this.#frame.pictured();
    await this.details.tell();
    // Files may be a long way off: all else is there before them.
    const files = comparison && (await filesOfBoth(read, (id) => this.#opener.filesOf(id)));
    if (files && !signal.aborted) await this.list.tell(this.#subject, walked, comparisonOf(read, files));
  }

  async #notices({ known, truncated }: Walked, signal: AbortSignal): Promise<readonly Notice[]> {
    const stopped = this.#reading?.stopped === true;
    const problems = stopped ? [] : await this.#source.problems(signal);
    return mapNotices({ stopped, problems, ...(truncated && { cutAt: known.nodes.size }) }, vscode.l10n.t);
  }

  #show(picture: Picture): Promise<void> {
    return this.#frame.post({ type: 'show', picture, words: mapWords() });
  }

  #busy(text: string): Promise<void> {
    return this.#frame.post({ type: 'busy', text });
  }
}
