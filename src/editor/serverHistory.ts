// The W&B servers among the sources of history: which projects of which server are read, and that they are looked at again.

import * as vscode from 'vscode';
import { apart } from '../backends/apart.ts';
import { type Backend, BackendError } from '../backends/backend.ts';
import type { Cache } from '../backends/host.ts';
import { machineOf } from '../backends/wandbServer/address.ts';
import { anyGoing } from '../backends/wandbServer/going.ts';
import { scopesOf } from '../join/scopes.ts';
import type { Store } from '../join/store.ts';
import { emptyLineage, type Scope, type WholeScope } from '../lineage/model.ts';
import type { Connection, Server } from './connection.ts';
import type { ProjectChoices } from './projectChoice.ts';
import type { ServerSource, SourceEvents } from './serverSource.ts';
import type { ServerStatus } from './serverStatus.ts';
import { ServerWatch } from './serverWatch.ts';
import { readSettings } from './settings.ts';

export class ServerHistory implements vscode.Disposable {
  readonly #store: Store;
  readonly #connection: Connection;
  readonly #choices: ProjectChoices;
  readonly #status: ServerStatus;
  readonly #cache: Cache;
  readonly #again: () => void;
  readonly watch: ServerWatch;
  readonly #waits = new vscode.EventEmitter<number | undefined>();
  /** Until when a server lets us wait, in milliseconds since 1970; undefined when it no longer does. */
  readonly onDidWait = this.#waits.event;
  #sources: readonly ServerSource[] = [];
  /** Sources that are no longer read, until they write nothing any more. */
  #leaving: Promise<unknown> = Promise.resolve();

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
    this.#again = again;
    this.watch = new ServerWatch(
      vscode.window,
      () => this.#renew(),
      () => this.#sources.length > 0 && anyGoing(store.joined().nodes.values()),
    );
  }

  /** A backend for each server that is connected. */
  async backends(): Promise<readonly Backend[]> {
    try {
      const servers = await this.#connection.servers();
      this.#status.use(servers.map(({ url }) => machineOf(url)));
      this.watch.reset();
      const sources = await this.#sourcesOf(servers);
      return servers.flatMap((server, index) => {
        const backend = sources[index]?.backend({
          scopes: this.#scopes(server),
          hidden: this.#choices.at(server.url).hidden,
          generated: readSettings().generated,
        });
        if (!backend) return [];
        return servers.length > 1 ? apart(backend, machineOf(server.url)) : backend;
      });
    } catch (error) {
      if (!(error instanceof BackendError)) throw error;
      // What is wrong with a server's address stands as a row; files and folders answer all the same.
      const loaded = { lineage: emptyLineage, problems: [error.sentence] };
      const { memoryBackend } = await import('../backends/memory.ts');
      return [memoryBackend('wandb', 'W&B', async () => loaded)];
    }
  }

  /** The entity of code that names none; `own` is the account's. */
  defaultEntity(server: Server, own: string): string {
    return this.#environment(server).entity || own;
  }

  /** The projects that code and settings name. */
  projectsNamed(server: Server, own: string): readonly WholeScope[] {
    return this.#whole(this.#named(server), own);
  }

  /** Those that are read: with what the user has added, without what the user has taken out. */
  projectsInPlay(server: Server, own: string): readonly WholeScope[] {
    const { hidden } = this.#choices.at(server.url);
    return this.#whole(this.#scopes(server), own).filter(
      ({ entity, project }) => !hidden.includes(`${entity}/${project}`),
    );
  }

  /** Nothing of what servers said stays behind, here or on the disk. */
  async forget(): Promise<void> {
    const sources = this.#sources;
    this.#sources = [];
    await Promise.all([this.#leaving, ...sources.map((source) => source.forget())]);
    const { notebookNamespace } = await import('../backends/notebook.ts');
    await this.#cache.clear(notebookNamespace);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#sources, this.#waits, this.watch).dispose();
  }

  /** A server that is read on keeps its source, and with it what it asks us to wait for. */
  async #sourcesOf(servers: readonly Server[]): Promise<readonly ServerSource[]> {
    if (servers.length === 0 && this.#sources.length === 0) return [];
    const { ServerSource } = await import('./serverSource.ts');
    const before = this.#sources;
    this.#sources = servers.map(
      (server) =>
        before.find((it) => it.isFor(server)) ??
        new ServerSource(server, this.#cache, this.#eventsOf(server)),
    );
    // A server that is left, as by signing out of it, writes nothing down any more.
    const left = before.filter((source) => !this.#sources.includes(source)).map((source) => source.forget());
    this.#leaving = Promise.all([this.#leaving, ...left]);
    return this.#sources;
  }

  #eventsOf({ url }: Server): SourceEvents {
    const machine = machineOf(url);
    return {
      changed: () => this.#store.refresh([]),
      again: this.#again,
      waits: (until) => this.#waits.fire(until),
      met: (username) => this.#status.met(machine, username),
      heard: (trouble) => this.#status.heard(machine, trouble),
    };
  }

  async #renew(): Promise<boolean> {
    const changes = await Promise.all(this.#sources.map((source) => source.renew()));
    const changed = changes.includes(true);
    if (changed) this.#store.refresh([]);
    return changed;
  }

  #scopes(server: Server): readonly Scope[] {
    const added = this.#choices.at(server.url).added.map((path): Scope => {
      const [entity = '', project = ''] = path.split('/');
      return { entity, project };
    });
    const { entity } = this.#environment(server);
    return scopesOf([], entity ? { entity } : {}, [...this.#named(server), ...added]);
  }

  /** Those that code names, and each folder's settings for its own code. */
  #named(server: Server): readonly Scope[] {
    const folders = vscode.workspace.workspaceFolders ?? [];
    const { files } = this.#store;
    if (folders.length < 2) return scopesOf(files, this.#environment(server, folders[0]?.uri));
    return server.folders.flatMap(({ uri, name }) =>
      scopesOf(
        files.filter(({ path }) => path.startsWith(`${name}/`)),
        this.#environment(server, uri),
      ),
    );
  }

  #environment(server: Server, of?: vscode.Uri): Scope {
    const settings = readSettings(of);
    const entity = this.#choices.at(server.url).entity || settings.entity || server.entity;
    const project = settings.project || server.project;
    return { ...(entity && { entity }), ...(project && { project }) };
  }

  #whole(scopes: readonly Scope[], own: string): readonly WholeScope[] {
    return scopes.map(({ entity = own, project = '' }) => ({ entity, project }));
  }
}
