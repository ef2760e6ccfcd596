// One lineage map: it sends whole pictures to its page, takes the page's events, and reads on as far as a reader looks.

import * as vscode from 'vscode';
import { detailsOf } from '../join/details.ts';
import { failure, mapNotices } from '../join/mapNotices.ts';
import { pictureOf } from '../join/picture.ts';
import type { Comparison } from '../lineage/compare.ts';
import { restrict } from '../lineage/graph.ts';
import type { ManifestFile } from '../lineage/manifest.ts';
import { emptyLineage, type LineageNode, type NodeId } from '../lineage/model.ts';
import type { Walked } from '../lineage/walk.ts';
import { parseFromView } from '../protocol/checks.ts';
import type { Exported, FromView, ListingWish, Mode, ToView } from '../protocol/messages.ts';
import type { Notice, Picture, Way } from '../protocol/picture.ts';
import { sentenceOf } from './convert.ts';
import type { Log } from './log.ts';
import type { MapOpener } from './mapOpener.ts';
import { MapReading, type MapSource } from './mapReading.ts';
import { PageAnswers, type Shown } from './mapShown.ts';
import {
  comparedBy,
  comparisonOf,
  filesOfBoth,
  listed,
  readSubject,
  type Subject,
  titleFor,
  wholeOf,
} from './mapSubject.ts';
import { mapWords } from './mapWords.ts';
import { saveMarkdown } from './saveText.ts';

/** Past this many nodes the walk stops and says so; as many more each time the reader wants to read on. */
const step = 10_000;

export interface MapEvents {
  /** The reader wants the lineage around another node. */
  focus(id: NodeId): void;
  /** Ways out that are not the map's own. */
  way(way: Way): void;
}

export class MapPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  readonly #source: MapSource;
  readonly #opener: MapOpener;
  readonly #log: Log;
  readonly #events: MapEvents;
  readonly #subscriptions: vscode.Disposable[] = [];
  #subject: Subject | undefined;
  #mode: Mode;
  #ringed: readonly NodeId[] = [];
  readonly #answers = new PageAnswers((message) => this.#post(message));
  #selected: NodeId | undefined;
  #detailsSeen = false;
  #ready = false;
  #limit = step;
  #walked: Walked | undefined;
  /** What the focus is compared with, under its id after merging. */
  #before: NodeId | undefined;
  #listed: ReturnType<typeof listed>;
  #picture: Picture | undefined;
  /** Nodes off the focus's own lineage that the page has come to show. */
  #looked = new Set<NodeId>();
  #drawing = new AbortController();
  #reading: MapReading | undefined;

  constructor(
    panel: vscode.WebviewPanel,
    source: MapSource,
    opener: MapOpener,
    log: Log,
    mode: Mode,
    events: MapEvents,
  ) {
    this.panel = panel;
    this.#source = source;
    this.#opener = opener;
    this.#log = log;
    this.#mode = mode;
    this.#events = events;
    this.#subscriptions.push(
      panel.webview.onDidReceiveMessage((message: unknown) => {
        const event = parseFromView(message);
        if (!event) return;
        this.#take(event).catch((error: unknown) => {
          void vscode.window.showErrorMessage(sentenceOf(error, log));
        });
      }),
    );
  }

  get focus(): NodeId | undefined {
    return this.#subject?.focus;
  }

  /** It shows what a file holds, not what the workspace knows. */
  get ofFile(): boolean {
    return this.#source.whole !== undefined;
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** The page keeps the mode, so that it comes back with it after a reload. */
  async setMode(mode: Mode): Promise<void> {
    this.#mode = mode;
    await this.#post({ type: 'mode', mode });
  }

  /** Rings what the caret in the editor is on. */
  async ring(ids: readonly NodeId[]): Promise<void> {
    if (ids.join() === this.#ringed.join()) return;
    this.#ringed = ids;
    await this.#post({ type: 'ring', ids });
  }

  /** What is shown, as the page gives it, and as a lineage; undefined when the page cannot, or is gone. */
  async export(as: Exported['as']): Promise<Shown | undefined> {
    // A page that is not seen is not there.
    if (!this.panel.visible || !this.#walked) {
      this.panel.reveal(undefined, true);
      await this.#answers.nextPicture();
    }
    const exported = await this.#answers.ask(as);
    const walked = this.#walked;
    if (!exported || !walked) return undefined;
    const lineage = restrict(walked.known, new Set(exported.ids));
    return { content: exported.content, lineage, focus: walked.focus };
  }

  /** What a command is about that names nothing: what is selected, else the focus. */
  get subject(): NodeId | undefined {
    return this.#selected ?? this.focus;
  }

  /** Shows the lineage of a node, or a comparison. */
  async show(subject: Subject | undefined): Promise<void> {
    if (subject?.focus !== this.focus || subject?.before !== this.#subject?.before) {
      this.#looked.clear();
      this.#limit = step;
      this.#picture = undefined;
    }
    this.#subject = subject;
    await this.redraw();
  }

  /** Reads and draws anew what it shows. */
  async redraw(): Promise<void> {
    if (this.#ready) await this.#draw();
  }

  dispose(): void {
    this.#drawing.abort();
    this.#answers.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #take(event: FromView): Promise<void> {
    switch (event.type) {
      case 'ready':
        this.#ready = true;
        await this.#post({ type: 'mode', mode: this.#mode });
        await this.#post({ type: 'ring', ids: this.#ringed });
        return this.#draw();
      case 'focus':
        return this.#events.focus(event.id);
      case 'select':
        this.#selected = event.id ?? undefined;
        this.#detailsSeen = event.details;
        return this.#sendDetails();
      case 'lookFurther':
        return this.#lookFurther(event.ids);
      case 'listing':
        return this.#grant(event.wish);
      case 'exported':
        return this.#answers.answer(event.exported);
      case 'copy':
        return vscode.env.clipboard.writeText(event.text);
      case 'follow': {
        const node = this.#node(event.id);
        return node && this.#opener.follow(node, event.link, this.panel.viewColumn);
      }
      case 'way':
        return this.#go(event.way);
      default: {
        const node = this.#node(event.id);
        return node && this.#opener.open(event.type, node, this.panel.viewColumn);
      }
    }
  }

  async #grant(wish: ListingWish): Promise<void> {
    const { listing, markdown } = this.#listed ?? {};
    if (wish === 'close') {
      this.#listed = undefined;
      if (this.#subject) this.#subject = { ...this.#subject, impact: false };
    } else if (listing && markdown && wish === 'copy') await vscode.env.clipboard.writeText(markdown);
    else if (listing && markdown) await saveMarkdown(listing.title, markdown);
  }

  async #go(way: Way): Promise<void> {
    if (way === 'cancel') this.#reading?.stop();
    else if (way === 'readMore') {
      if (!this.#reading?.stopped) await this.#readOn();
      await this.#draw();
    } else this.#events.way(way);
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

  #node(id: NodeId): LineageNode | undefined {
    return this.#walked?.known.nodes.get(id);
  }

  /** Walks and sends the picture; a later call overtakes an earlier one. */
  async #draw(): Promise<void> {
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
        : wholeOf(whole?.() ?? emptyLineage);
      this.#before = read.before;
      await this.#send(await reading.further(read.walked, [...this.#looked], signal), signal);
    } catch (error) {
      if (signal.aborted) return;
      const nothing = { focus: subject?.focus ?? null, tiles: [], arrows: [], ties: [] };
      const ways: readonly Way[] = whole ? ['openText'] : ['retry', 'openLog'];
      const notices = [failure(sentenceOf(error, this.#log), ways)];
      await this.#show({ ...(this.#picture ?? nothing), notices });
      this.#answers.pictured();
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
    if (!this.ofFile) this.panel.title = titleFor(walked, comparison);
    this.#picture = pictureOf(walked, notices, vscode.l10n.t, comparedBy(comparison));
    await this.#show(this.#picture);
    await this.#list(walked, comparison);
    this.#answers.pictured();
    await this.#sendDetails();
    // Files may be a long way off: all else is there before them.
    const files = comparison && (await filesOfBoth(read, (id) => this.#opener.filesOf(id)));
    if (files && !signal.aborted) await this.#list(walked, comparisonOf(read, files));
  }

  async #list(walked: Walked, comparison: Comparison | undefined): Promise<void> {
    this.#listed = listed(this.#subject, walked, comparison);
    await this.#post({ type: 'listing', listing: this.#listed?.listing ?? null });
  }

  async #notices({ known, truncated }: Walked, signal: AbortSignal): Promise<readonly Notice[]> {
    const stopped = this.#reading?.stopped === true;
    const problems = stopped ? [] : await this.#source.problems(signal);
    return mapNotices({ stopped, problems, ...(truncated && { cutAt: known.nodes.size }) }, vscode.l10n.t);
  }

  /** Reads what lies around nodes that nobody has asked about; a new picture overtakes it. */
  async #lookFurther(ids: readonly NodeId[]): Promise<void> {
    const { signal } = this.#drawing;
    const [walked, reading] = [this.#walked, this.#reading];
    for (const id of ids) this.#looked.add(id);
    if (!walked || !reading || reading.stopped || signal.aborted) return;
    try {
      const next = await reading.further(walked, ids, signal);
      if (next === walked) return;
      if (this.#walked === walked) await this.#send(next, signal);
      else await this.#lookFurther(ids);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  /** What is known of the selected node, while its details are seen. */
  async #sendDetails(): Promise<void> {
    const id = this.#selected;
    const node = id && this.#node(id);
    if (!node || !this.#detailsSeen) return;
    const tell = (files: readonly ManifestFile[]) =>
      this.#post({ type: 'details', details: detailsOf(node, files, Date.now(), vscode.l10n.t) });
    await tell([]);
    const files = await this.#opener.filesOf(node.id);
    if (files.length > 0 && this.#selected === id) await tell(files);
  }

  #show(picture: Picture): Promise<void> {
    return this.#post({ type: 'show', picture, words: mapWords() });
  }

  #busy(text: string): Promise<void> {
    return this.#post({ type: 'busy', text });
  }

  async #post(message: ToView): Promise<void> {
    await this.panel.webview.postMessage(message);
  }
}
