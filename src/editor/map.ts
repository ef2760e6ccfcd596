// The lineage map's panel: it sends whole pictures, takes the page's events, and comes back after a reload.

import * as vscode from 'vscode';
import { pictureOf } from '../join/picture.ts';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';
import { further, type Walked } from '../lineage/walk.ts';
import { type FromView, parseFromView, type ToView } from '../protocol.ts';
import type { Code } from './code.ts';
import { sentenceOf } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { openCode, openPage } from './open.ts';
import { pageOf } from './page.ts';

const viewType = 'artifactLineage.map';
/** In the workspace's memory: what the map showed last. */
const focusKey = 'map.focus';
/** Past this many nodes the walk stops and says so. */
const limit = 2000;

export class LineageMap implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extension: vscode.Uri;
  readonly #memory: vscode.Memento;
  readonly #store: Store;
  readonly #code: Code;
  readonly #history: History;
  readonly #log: Log;
  readonly #subscriptions: vscode.Disposable[] = [];
  #panel: vscode.WebviewPanel | undefined;
  #focus: NodeId | undefined;
  #ready = false;
  #walked: Walked | undefined;
  /** Nodes off the focus's own lineage that the page has come to show. */
  #looked = new Set<NodeId>();
  #drawing = new AbortController();

  constructor(context: vscode.ExtensionContext, store: Store, code: Code, history: History, log: Log) {
    this.#extension = context.extensionUri;
    this.#memory = context.workspaceState;
    this.#store = store;
    this.#code = code;
    this.#history = history;
    this.#log = log;
    const stop = store.onDidChange(() => {
      if (this.#panel && this.#ready) void this.#draw();
    });
    this.#subscriptions.push({ dispose: stop }, vscode.window.registerWebviewPanelSerializer(viewType, this));
  }

  /** Shows the lineage of a node beside the code, in the panel that is open if one is. */
  async show(focus: NodeId): Promise<void> {
    if (focus !== this.#focus) this.#looked.clear();
    this.#focus = focus;
    void this.#memory.update(focusKey, focus);
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      if (this.#ready) await this.#draw();
      return;
    }
    const where = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#adopt(vscode.window.createWebviewPanel(viewType, vscode.l10n.t('Lineage'), where, this.#options()));
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    // The page's own memory may not have been saved when the window closed.
    const saved = (state as { focus?: unknown } | null)?.focus ?? this.#memory.get(focusKey);
    const focus = parseFromView({ type: 'focus', id: saved });
    this.#focus = focus?.type === 'focus' ? focus.id : undefined;
    panel.webview.options = this.#options();
    this.#adopt(panel);
  }

  dispose(): void {
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #options(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    const roots = [vscode.Uri.joinPath(this.#extension, 'dist', 'webview')];
    return { enableScripts: true, localResourceRoots: roots };
  }

  #adopt(panel: vscode.WebviewPanel): void {
    this.#panel?.dispose();
    this.#panel = panel;
    this.#ready = false;
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.#extension, 'media', 'lineage-light.svg'),
      dark: vscode.Uri.joinPath(this.#extension, 'media', 'lineage-dark.svg'),
    };
    panel.onDidDispose(() => {
      if (this.#panel !== panel) return;
      this.#drawing.abort();
      this.#panel = undefined;
      this.#ready = false;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => {
      const event = parseFromView(message);
      if (!event) return;
      this.#take(event).catch((error: unknown) => {
        void vscode.window.showErrorMessage(sentenceOf(error, this.#log));
      });
    });
    panel.webview.html = pageOf(panel.webview, this.#extension);
  }

  async #take(event: FromView): Promise<void> {
    switch (event.type) {
      case 'ready':
        this.#ready = true;
        return this.#draw();
      case 'focus':
        return this.show(event.id);
      case 'lookFurther':
        return this.#lookFurther(event.ids);
      case 'openCode':
        await openCode(event.id, this.#store, this.#code, this.#codeColumn());
        return;
      case 'openPage':
        return openPage(event.id, this.#store);
    }
  }

  /** Code opens beside the map, not over it. */
  #codeColumn(): vscode.ViewColumn {
    const own = this.#panel?.viewColumn;
    const other = vscode.window.visibleTextEditors.find(
      (editor) => editor.viewColumn && editor.viewColumn !== own,
    );
    return (
      other?.viewColumn ?? (own === vscode.ViewColumn.One ? vscode.ViewColumn.Beside : vscode.ViewColumn.One)
    );
  }

  /** Walks and sends the picture; a later call overtakes an earlier one. */
  async #draw(): Promise<void> {
    this.#drawing.abort();
    const drawing = new AbortController();
    this.#drawing = drawing;
    const panel = this.#panel;
    const focus = this.#focus;
    if (!panel || !focus) return;
    const { signal } = drawing;
    this.#walked = undefined;
    try {
      await panel.webview.postMessage({ type: 'busy', text: vscode.l10n.t('Reading lineage…') });
      await this.#history.ready(signal);
      const own = await this.#store.walk(focus, { limit }, signal);
      const walked = await this.#further(own, [...this.#looked], signal);
      const node = walked.known.nodes.get(walked.focus);
      panel.title = node ? vscode.l10n.t('Lineage: {0}', titleOf(node)) : vscode.l10n.t('Lineage');
      await this.#send(panel, walked, signal);
    } catch (error) {
      if (signal.aborted) return;
      const notices = [sentenceOf(error, this.#log)];
      const picture = { focus, tiles: [], arrows: [], ties: [], notices };
      await panel.webview.postMessage({ type: 'show', picture, words: {} } satisfies ToView);
    }
  }

  async #send(panel: vscode.WebviewPanel, walked: Walked, signal: AbortSignal): Promise<void> {
    const problems = await this.#store.problems(signal);
    if (signal.aborted) return;
    this.#walked = walked;
    const picture = pictureOf(walked, problems, Date.now(), vscode.l10n.t);
    await panel.webview.postMessage({ type: 'show', picture, words: {} } satisfies ToView);
  }

  /** Reads what lies around nodes that nobody has asked about; a new picture overtakes it. */
  async #lookFurther(ids: readonly NodeId[]): Promise<void> {
    const { signal } = this.#drawing;
    const panel = this.#panel;
    const walked = this.#walked;
    for (const id of ids) this.#looked.add(id);
    if (!panel || !walked || signal.aborted) return;
    try {
      const next = await this.#further(walked, ids, signal);
      if (next === walked) return;
      if (this.#walked === walked) await this.#send(panel, next, signal);
      else await this.#lookFurther(ids);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #further(walked: Walked, ids: readonly NodeId[], signal: AbortSignal): Promise<Walked> {
    const unasked = ids.filter((id) => walked.known.open.has(id));
    if (unasked.length === 0) return walked;
    return further(walked, unasked, (asked, inner) => this.#store.around(asked, inner), signal);
  }
}
