// All lineage maps that are open: which one a lineage is shown in, and how they come back after a reload.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import type { NodeId } from '../lineage/model.ts';
import { isNodeId, parseAliases, parseMode } from '../protocol/checks.ts';
import type { Mode } from '../protocol/messages.ts';
import type { ComparedAliases, Way } from '../protocol/picture.ts';
import type { Code } from './code.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import type { MapNeeds, MapPanel } from './mapPanel.ts';
import type { MapSource } from './mapReading.ts';
import type { Subject } from './mapSubject.ts';
import { pageOf } from './page.ts';

export const mapView = 'artifactLineage.map';
/** In the workspace's memory: what a map showed last. */
const focusKey = 'map.focus';

export class Maps implements vscode.Disposable, vscode.WebviewPanelSerializer {
  readonly #extension: vscode.Uri;
  readonly #memory: vscode.Memento;
  readonly #source: MapSource;
  readonly #needs: MapNeeds;
  readonly #history: History;
  readonly #log: Log;
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #opened = new vscode.EventEmitter<void>();
  readonly onDidOpen = this.#opened.event;
  /** The one that was looked at last comes first. */
  #maps: readonly MapPanel[] = [];

  constructor(context: vscode.ExtensionContext, store: Store, code: Code, history: History, log: Log) {
    this.#extension = context.extensionUri;
    this.#memory = context.workspaceState;
    this.#history = history;
    this.#needs = { store, code, log };
    this.#log = log;
    this.#source = {
      ready: (signal) => history.ready(signal),
      around: (ids, signal) => store.around(ids, signal),
      readOn: (ids, signal) => store.readOn(ids, signal),
      problems: (signal) => store.problems(signal),
    };
    const stop = store.onDidChange(() => {
      for (const map of this.#maps) if (!map.ofFile) void map.redraw();
    });
    this.#subscriptions.push(
      this.#opened,
      { dispose: stop },
      vscode.window.registerWebviewPanelSerializer(mapView, this),
    );
  }

  /** The map that the reader is in, else the one looked at last. */
  get current(): MapPanel | undefined {
    return this.#maps.find(({ panel }) => panel.active) ?? this.#maps[0];
  }

  get open(): readonly MapPanel[] {
    return this.#maps;
  }

  /** Shows the lineage of a node beside the code, in a map that is open and not locked if one is. */
  async show(focus: NodeId): Promise<void> {
    await this.#showSubject({ focus });
  }

  async showInNew(focus: NodeId): Promise<void> {
    await this.#showInNew({ focus });
  }

  /** One picture of how two came to be, and what differs as a list beside it; called by the aliases they were chosen by. */
  async compare(before: NodeId, after: NodeId, aliases: ComparedAliases = {}): Promise<void> {
    await this.#showSubject({ focus: after, before, aliases });
  }

  /** The lineage of a node, and what depends on it as a list beside it. */
  async showImpact(focus: NodeId): Promise<void> {
    await this.#showSubject({ focus, impact: true });
  }

  async #showSubject(subject: Subject): Promise<void> {
    const free = this.#maps.filter(({ mode, ofFile }) => !mode.locked && !ofFile);
    const map = free.find(({ panel }) => panel.active) ?? free[0];
    if (!map) return this.#showInNew(subject);
    this.#remember(subject.focus);
    map.panel.reveal(undefined, true);
    await map.show(subject);
  }

  async #showInNew(subject: Subject): Promise<void> {
    this.#remember(subject.focus);
    const where = {
      viewColumn: this.#maps[0]?.panel.viewColumn ?? vscode.ViewColumn.Beside,
      preserveFocus: true,
    };
    const panel = vscode.window.createWebviewPanel(mapView, vscode.l10n.t('Lineage'), where, this.#options());
    const map = await this.#adopt(panel, { follows: false, locked: false });
    await map.show(subject);
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    // The page's own memory may not have been saved when the window closed.
    const page = (state ?? {}) as Readonly<Record<string, unknown>>;
    const saved = page.focus ?? this.#memory.get(focusKey);
    const before = isNodeId(page.before) ? { before: page.before, aliases: parseAliases(page.aliases) } : {};
    const impact = page.listed === true ? { impact: true } : {};
    panel.webview.options = this.#options();
    const map = await this.#adopt(panel, parseMode(page.mode));
    await map.show(isNodeId(saved) ? { focus: saved, ...before, ...impact } : undefined);
  }

  /** What was shown last is not known any more when the workspace opens next. */
  forget(): void {
    void this.#memory.update(focusKey, undefined);
  }

  dispose(): void {
    for (const { panel } of this.#maps) panel.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #remember(focus: NodeId): void {
    void this.#memory.update(focusKey, focus);
  }

  #options(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    const roots = [vscode.Uri.joinPath(this.#extension, 'dist', 'webview')];
    return { enableScripts: true, localResourceRoots: roots };
  }

  /** Changes how the map that the reader is in goes along with the rest. */
  async change(change: Partial<Mode>): Promise<void> {
    const map = this.current;
    await map?.setMode({ ...map.mode, ...change });
    this.#tellMode();
  }

  /** The buttons in the panel's title say what the map that the reader is in does. */
  #tellMode(): void {
    const { follows = false, locked = false } = this.current?.mode ?? {};
    void vscode.commands.executeCommand('setContext', 'artifactLineage.mapOpen', this.#maps.length > 0);
    void vscode.commands.executeCommand('setContext', 'artifactLineage.mapFollows', follows);
    void vscode.commands.executeCommand('setContext', 'artifactLineage.mapLocked', locked);
  }

  /** Fills the editor of a lineage file. */
  adoptFile(panel: vscode.WebviewPanel, source: MapSource): Promise<MapPanel> {
    panel.webview.options = this.#options();
    return this.#adopt(panel, { follows: false, locked: false }, source);
  }

  async #adopt(panel: vscode.WebviewPanel, mode: Mode, source = this.#source): Promise<MapPanel> {
    const { MapPanel } = await import('./mapPanel.ts');
    const map: MapPanel = new MapPanel(panel, source, this.#needs, mode, {
      focus: (id) => {
        if (!map.ofFile) this.#remember(id);
        void map.show({ focus: id });
      },
      way: (way) => this.#go(way),
    });
    this.#maps = [map, ...this.#maps];
    panel.iconPath = {
      light: vscode.Uri.joinPath(this.#extension, 'media', 'lineage-light.svg'),
      dark: vscode.Uri.joinPath(this.#extension, 'media', 'lineage-dark.svg'),
    };
    const { watch } = this.#history.server;
    const see = () =>
      watch.see(
        mapView,
        this.#maps.some((it) => it.panel.visible),
      );
    see();
    panel.onDidChangeViewState(() => {
      see();
      if (!panel.active) return;
      this.#maps = [map, ...this.#maps.filter((it) => it !== map)];
      this.#tellMode();
    });
    panel.onDidDispose(() => {
      map.dispose();
      this.#maps = this.#maps.filter((it) => it !== map);
      see();
      this.#tellMode();
    });
    panel.webview.html = pageOf(panel.webview, this.#extension);
    this.#tellMode();
    this.#opened.fire();
    return map;
  }

  #go(way: Way): void {
    const command = commands[way];
    if (command) void vscode.commands.executeCommand(command);
    else if (way === 'openLog') this.#log.show();
  }
}

const commands: Readonly<Partial<Record<Way, string>>> = {
  retry: 'artifactLineage.refresh',
  choose: 'artifactLineage.showLineage',
  connect: 'artifactLineage.connect',
  openText: 'artifactLineage.openAsText',
};
