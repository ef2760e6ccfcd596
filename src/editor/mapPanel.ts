// One lineage map in its panel: it takes what the page says, and holds how the map goes along with the rest.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import { restrict } from '../lineage/graph.ts';
import type { NodeId } from '../lineage/model.ts';
import { parseFromView } from '../protocol/checks.ts';
import type { Exported, FromView, ListingWish, Mode, ToView } from '../protocol/messages.ts';
import type { Way } from '../protocol/picture.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import type { Log } from './log.ts';
import { MapContent } from './mapContent.ts';
import { MapOpener } from './mapOpener.ts';
import type { MapSource } from './mapReading.ts';
import { PageAnswers, type Shown } from './mapShown.ts';
import type { Subject } from './mapSubject.ts';
import { saveMarkdown } from './saveText.ts';

export interface MapNeeds {
  readonly store: Store;
  readonly code: Code;
  readonly log: Log;
}

export interface MapEvents {
  /** The reader wants the lineage around another node. */
  focus(id: NodeId): void;
  /** Ways out that are not the map's own. */
  way(way: Way): void;
}

export class MapPanel implements vscode.Disposable {
  readonly panel: vscode.WebviewPanel;
  /** It shows what a file holds, not what the workspace knows. */
  readonly ofFile: boolean;
  readonly #content: MapContent;
  readonly #opener: MapOpener;
  readonly #events: MapEvents;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #answers = new PageAnswers((message) => this.#post(message));
  #mode: Mode;
  #ringed: readonly NodeId[] = [];
  #ready = false;

  constructor(
    panel: vscode.WebviewPanel,
    source: MapSource,
    { store, code, log }: MapNeeds,
    mode: Mode,
    events: MapEvents,
  ) {
    this.panel = panel;
    this.ofFile = source.whole !== undefined;
    this.#opener = new MapOpener(store, code);
    this.#mode = mode;
    this.#events = events;
    this.#content = new MapContent(source, this.#opener, log, {
      post: (message) => this.#post(message),
      title: (title) => {
        panel.title = title;
      },
      pictured: () => this.#answers.pictured(),
    });
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
    return this.#content.focus;
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

  /** Tells how the map is read and moved in, in the map itself. */
  async help(): Promise<void> {
    await this.#post({ type: 'help' });
  }

  /** What is shown, as the page gives it, and as a lineage; undefined when the page cannot, or is gone. */
  async export(as: Exported['as']): Promise<Shown | undefined> {
    // A page that is not seen is not there.
    if (!this.panel.visible || !this.#content.walked) {
      this.panel.reveal(undefined, true);
      await this.#answers.nextPicture();
    }
    const exported = await this.#answers.ask(as);
    const { walked } = this.#content;
    if (!exported || !walked) return undefined;
    const lineage = restrict(walked.known, new Set(exported.ids));
    return { content: exported.content, lineage, focus: walked.focus };
  }

  /** What a command is about that names nothing: what is selected, else the focus. */
  get subject(): NodeId | undefined {
    return this.#content.details.selected ?? this.focus;
  }

  /** Shows the lineage of a node, or a comparison. */
  async show(subject: Subject | undefined): Promise<void> {
    this.#content.turnTo(subject);
    await this.redraw();
  }

  /** Reads and draws anew what it shows. */
  async redraw(): Promise<void> {
    if (this.#ready) await this.#content.draw();
  }

  dispose(): void {
    this.#content.dispose();
    this.#answers.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  async #take(event: FromView): Promise<void> {
    switch (event.type) {
      case 'ready':
        this.#ready = true;
        await this.#post({ type: 'mode', mode: this.#mode });
        await this.#post({ type: 'ring', ids: this.#ringed });
        return this.#content.draw();
      case 'focus':
        return this.#events.focus(event.id);
      case 'select':
        return this.#content.details.select(event.id ?? undefined, event.details);
      case 'lookFurther':
        return this.#content.lookFurther(event.ids);
      case 'listing':
        return this.#grant(event.wish);
      case 'exported':
        return this.#answers.answer(event.exported);
      case 'copy':
        return vscode.env.clipboard.writeText(event.text);
      case 'follow': {
        const node = this.#content.node(event.id);
        return node && this.#opener.follow(node, event.link, this.panel.viewColumn);
      }
      case 'way':
        return this.#go(event.way);
      default: {
        const node = this.#content.node(event.id);
        return node && this.#opener.open(event.type, node, this.panel.viewColumn);
      }
    }
  }

  async #grant(wish: ListingWish): Promise<void> {
    const { listing, markdown } = this.#content.list.listed ?? {};
    if (wish === 'close') this.#content.unlist();
    else if (listing && markdown && wish === 'copy') await vscode.env.clipboard.writeText(markdown);
    else if (listing && markdown) await saveMarkdown(listing.title, markdown);
  }

  async #go(way: Way): Promise<void> {
    if (way === 'cancel') this.#content.stop();
    else if (way === 'readMore') await this.#content.readMore();
    else this.#events.way(way);
  }

  async #post(message: ToView): Promise<void> {
    await this.panel.webview.postMessage(message);
  }
}
