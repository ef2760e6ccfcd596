// The W&B server among the sources of history: its backend, what is kept of it on the disk, and when it is asked again.

import * as vscode from 'vscode';
import { type Backend, BackendError, type Trouble } from '../backends/backend.ts';
import type { Cache } from '../backends/host.ts';
import { memoryBackend } from '../backends/memory.ts';
import { type Notebook, notebookNamespace, openNotebook } from '../backends/notebook.ts';
import { type Recall, recall } from '../backends/recall.ts';
import { remembered } from '../backends/remembered.ts';
import { machineOf } from '../backends/wandbServer/address.ts';
import { createGate, type Gate, wait } from '../backends/wandbServer/gate.ts';
import { anyGoing, isLive } from '../backends/wandbServer/going.ts';
import { wandbServer } from '../backends/wandbServer/wandbServer.ts';
import { scopesOf } from '../join/scopes.ts';
import type { Store } from '../join/store.ts';
import { emptyLineage, type Scope } from '../lineage/model.ts';
import type { Connection, Server } from './connection.ts';
import type { ProjectChoices } from './projectChoice.ts';
import { Recovery } from './recovery.ts';
import type { ServerStatus } from './serverStatus.ts';
import { ServerWatch } from './serverWatch.ts';
import { readSettings } from './settings.ts';

/** Answers that are asked for anew in one look. */
const mostRenewed = 24;

export class ServerHistory implements vscode.Disposable {
  readonly #store: Store;
  readonly #connection: Connection;
  readonly #choices: ProjectChoices;
  readonly #status: ServerStatus;
  readonly #cache: Cache;
  readonly #notebooks = new Map<string, Notebook>();
  readonly #recovery: Recovery;
  readonly watch: ServerWatch;
  readonly #waits = new vscode.EventEmitter<number | undefined>();
  /** Until when the server lets us wait, in milliseconds since 1970; undefined when it no longer does. */
  readonly onDidWait = this.#waits.event;
  #server: Server | undefined;
  #memory: Recall | undefined;
  /** What a server asks us to wait for stands for the next backend of it too. */
  #gate: { readonly url: string; readonly gate: Gate } | undefined;
  #current = new AbortController();

  /** `again` chooses all sources of history anew. */
  constructor(
    store: Store,
    connection: Connection,
    choices: ProjectChoices,
    status: ServerStatus,
    cache: Cache,
    again: () => void,
  ) {
    this.#store = store;
    this.#connection = connection;
    this.#choices = choices;
    this.#status = status;
    this.#cache = cache;
    this.#recovery = new Recovery(vscode.window, again, () => connection.host.machine?.networks() ?? '');
    this.watch = new ServerWatch(
      vscode.window,
      () => this.#renew(),
      () => this.#memory !== undefined && anyGoing(store.joined().nodes.values()),
    );
  }

  /** The server's backend, if one is connected. */
  async backends(): Promise<readonly Backend[]> {
    this.#memory = undefined;
    this.#current.abort(new Error('The server is asked anew.'));
    this.#current = new AbortController();
    try {
      this.#server = await this.#connection.server();
      this.#status.use(this.#server && machineOf(this.#server.url));
      this.watch.reset();
      return this.#server ? [this.#backendOf(this.#server)] : [];
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      // What is wrong with the server's address stands as a row; files and folders answer all the same.
      const loaded = { lineage: emptyLineage, problems: [error.sentence] };
      return [memoryBackend('wandb', 'W&B', async () => loaded)];
    }
  }

  /** The entity of code that names none; `own` is the account's. */
  defaultEntity(own: string): string {
    return this.#environment().entity || own;
  }

  /** The projects that code and settings name. */
  projectsNamed(own: string): readonly Required<Scope>[] {
    return this.#whole(this.#named(), own);
  }

  /** Those that are read: with what the user has added, without what the user has taken out. */
  projectsInPlay(own: string): readonly Required<Scope>[] {
    const { hidden } = this.#choices.current;
    return this.#whole(this.#scopes(), own).filter(
      ({ entity, project }) => !hidden.includes(`${entity}/${project}`),
    );
  }

  /** Nothing of what a server said stays behind, here or on the disk. */
  async forget(): Promise<void> {
    for (const notebook of this.#notebooks.values()) notebook.close();
    this.#notebooks.clear();
    this.#recovery.reset();
    this.#current.abort(new Error('The server is no longer asked.'));
    this.#gate = undefined;
    this.#waits.fire(undefined);
    await this.#cache.clear(notebookNamespace);
  }

  dispose(): void {
    for (const notebook of this.#notebooks.values()) void notebook.flush();
    vscode.Disposable.from(this.#waits, this.#recovery, this.watch).dispose();
  }

  #backendOf({ host, url, key }: Server): Backend {
    const scopes = this.#scopes();
    const { hidden } = this.#choices.current;
    const { generated } = readSettings();
    const memory = recall({
      ended: this.#current.signal,
      notebook: this.#notebookOf(JSON.stringify([url, key, scopes, hidden, generated])),
      now: host.now,
      changed: () => {
        if (memory !== this.#memory) return;
        // Some of the questions may have ended well: what could not be read is tried again all the same.
        if (memory.problem()?.remedy === 'again') this.#recovery.heard('unreachable');
        this.#store.refresh([]);
      },
    });
    this.#memory = memory;
    const current = (work: () => void) => {
      if (memory === this.#memory) work();
    };
    const backend = wandbServer({
      host,
      url,
      key,
      scopes,
      hidden,
      generated,
      memory,
      gate: this.#gateOf(url, host.now),
      met: (username) => current(() => this.#status.met(username)),
      heard: (trouble) => current(() => this.#heard(trouble)),
    });
    return remembered(backend, memory);
  }

  #gateOf(url: string, now: () => number): Gate {
    if (this.#gate?.url === url) return this.#gate.gate;
    const gate = createGate(now, wait, (until) => {
      if (this.#gate?.gate === gate) this.#waits.fire(until);
    });
    this.#gate = { url, gate };
    return gate;
  }

  #heard(trouble: Trouble | undefined): void {
    this.#status.heard(trouble);
    // One good answer is not all: what could not be read before is still to be asked for.
    if (trouble !== undefined || this.#memory?.problem()?.remedy !== 'again') this.#recovery.heard(trouble);
  }

  /** Asks anew for the newest runs and for what is around those that are going. */
  async #renew(): Promise<boolean> {
    const memory = this.#memory;
    const changed = (await memory?.renew(isLive, mostRenewed)) ?? false;
    if (changed && memory === this.#memory) this.#store.refresh([]);
    return changed;
  }

  #scopes(): readonly Scope[] {
    const added = this.#choices.current.added.map((path): Scope => {
      const [entity = '', project = ''] = path.split('/');
      return { entity, project };
    });
    const { entity } = this.#environment();
    return scopesOf([], entity ? { entity } : {}, [...this.#named(), ...added]);
  }

  /** Those that code names, and each folder's settings for its own code. */
  #named(): readonly Scope[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const { files } = this.#store;
    if (folders.length < 2) return scopesOf(files, this.#environment(folders[0]?.uri));
    return folders.flatMap(({ uri, name }) =>
      scopesOf(
        files.filter(({ path }) => path.startsWith(`${name}/`)),
        this.#environment(uri),
      ),
    );
  }

  #environment(of?: vscode.Uri): Scope {
    const settings = readSettings(of);
    const entity = this.#choices.current.entity || settings.entity || this.#server?.entity;
    const project = settings.project || this.#server?.project;
    return { ...(entity && { entity }), ...(project && { project }) };
  }

  #whole(scopes: readonly Scope[], own: string): readonly Required<Scope>[] {
    return scopes.map(({ entity = own, project = '' }) => ({ entity, project }));
  }

  #notebookOf(name: string): Notebook {
    const notebook = this.#notebooks.get(name) ?? openNotebook(this.#cache, name, Date.now);
    this.#notebooks.set(name, notebook);
    return notebook;
  }
}
