// One W&B server among the sources of history: its backend, what is kept of it on the disk, and when it is asked again.

import * as vscode from 'vscode';
import type { Backend, Trouble } from '../backends/backend.ts';
import type { Cache } from '../backends/host.ts';
import { type Notebook, openNotebook } from '../backends/notebook.ts';
import { type Recall, recall } from '../backends/recall.ts';
import { remembered } from '../backends/remembered.ts';
import { createGate, type Gate, wait } from '../backends/wandbServer/gate.ts';
import { isLive } from '../backends/wandbServer/going.ts';
import { isSameKey } from '../backends/wandbServer/sign.ts';
import { wandbServer } from '../backends/wandbServer/wandbServer.ts';
import type { Scope } from '../lineage/model.ts';
import type { Server } from './connection.ts';
import { Recovery } from './recovery.ts';

/** Answers that are asked for anew in one look. */
const mostRenewed = 24;

export interface SourceEvents {
  /** What was given before is another one now. */
  changed(): void;
  /** All sources of history are to be chosen anew. */
  again(): void;
  /** Until when the server lets us wait, in milliseconds since 1970; undefined when it no longer does. */
  waits(until: number | undefined): void;
  met(username: string): void;
  /** How a question ended; undefined: well. */
  heard(trouble: Trouble | undefined): void;
}

export interface Asked {
  readonly scopes: readonly Scope[];
  /** Projects that are out of play, as `entity/project`. */
  readonly hidden: readonly string[];
  readonly generated: boolean;
}

export class ServerSource implements vscode.Disposable {
  readonly #server: Server;
  readonly #cache: Cache;
  readonly #events: SourceEvents;
  readonly #recovery: Recovery;
  readonly #notebooks = new Map<string, Notebook>();
  /** What a server asks us to wait for stands for the next backend of it too. */
  readonly #gate: Gate;
  #memory: Recall | undefined;
  #current = new AbortController();

  constructor(server: Server, cache: Cache, events: SourceEvents) {
    const { host } = server;
    this.#server = server;
    this.#cache = cache;
    this.#events = events;
    this.#recovery = new Recovery(vscode.window, events.again, () => host.machine?.networks() ?? '');
    this.#gate = createGate(host.now, wait, events.waits);
  }

  /** What it is asked with: another key makes another source. */
  isFor({ url, key }: Server): boolean {
    return url === this.#server.url && isSameKey(key, this.#server.key);
  }

  /** In place of the one before, which asks nothing any more. */
  backend({ scopes, hidden, generated }: Asked): Backend {
    this.#current.abort(new Error('The server is asked anew.'));
    this.#current = new AbortController();
    const { host, url, key } = this.#server;
    const memory = recall({
      ended: this.#current.signal,
      notebook: this.#notebookOf(JSON.stringify([url, key, scopes, hidden, generated])),
      now: host.now,
      changed: () => {
        if (memory !== this.#memory) return;
        // Some of the questions may have ended well: what could not be read is tried again all the same.
        if (memory.problem()?.remedy === 'again') this.#recovery.heard('unreachable');
        this.#events.changed();
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
      gate: this.#gate,
      met: (username) => current(() => this.#events.met(username)),
      heard: (trouble) => current(() => this.#heard(trouble)),
    });
    return remembered(backend, memory);
  }

  /** Asks anew for the newest runs and for what is around those that are going; tells whether any answer changed. */
  async renew(): Promise<boolean> {
    const memory = this.#memory;
    const changed = (await memory?.renew(isLive, mostRenewed)) ?? false;
    return changed && memory === this.#memory;
  }

  /** Asks nothing more; what the server said is not written down any more once this has ended. */
  async forget(): Promise<void> {
    const closed = [...this.#notebooks.values()].map((notebook) => notebook.close());
    this.#notebooks.clear();
    this.#end();
    await Promise.all(closed);
  }

  dispose(): void {
    for (const notebook of this.#notebooks.values()) void notebook.flush();
    this.#end();
  }

  #end(): void {
    this.#memory = undefined;
    this.#current.abort(new Error('The server is no longer asked.'));
    this.#recovery.dispose();
    this.#events.waits(undefined);
  }

  #heard(trouble: Trouble | undefined): void {
    this.#events.heard(trouble);
    // One good answer is not all: what could not be read before is still to be asked for.
    if (trouble !== undefined || this.#memory?.problem()?.remedy !== 'again') this.#recovery.heard(trouble);
  }

  #notebookOf(name: string): Notebook {
    const notebook = this.#notebooks.get(name) ?? openNotebook(this.#cache, name, Date.now);
    this.#notebooks.set(name, notebook);
    return notebook;
  }
}
