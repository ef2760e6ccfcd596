// The connection to a W&B server: which server, which key, and who said so. Nothing here runs in an untrusted workspace.

import * as vscode from 'vscode';
import type { Host } from '../backends/host.ts';
import { serverAddress } from '../backends/wandbServer/address.ts';
import {
  checkKeyFormat,
  environmentServer,
  type FoundKey,
  findKey,
} from '../backends/wandbServer/credentials.ts';
import { hostFor } from './host.ts';
import { readSettings } from './settings.ts';

export interface Server {
  readonly host: Host;
  readonly url: string;
  readonly key: string;
  readonly entity?: string;
  readonly project?: string;
}

/** Global state: the server that the user chose, and those that the user signed out of. */
const chosenKey = 'wandb.server';
const leftKey = 'wandb.signedOut';
const contextKey = 'artifactLineage.connected';

export class Connection implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #host = hostFor(vscode.Uri.file('/'));
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  /**
   * The server to read and its key: a key that the user gave for this server, else the environment's own key for the
   * environment's own server. Undefined when there is none, after signing out, and in an untrusted workspace.
   */
  async server(): Promise<Server | undefined> {
    const server = await this.#find();
    void vscode.commands.executeCommand('setContext', contextKey, server !== undefined);
    return server;
  }

  async #find(): Promise<Server | undefined> {
    if (!vscode.workspace.isTrusted) return undefined;
    const url = await this.url();
    const left = this.#context.globalState.get<readonly string[]>(leftKey, []);
    if (left.includes(url)) return undefined;
    const stored = await this.#context.secrets.get(secretFor(url));
    const key = stored ?? (await this.#environmentKey(url));
    return key === undefined ? undefined : { host: this.#host, url, key, ...this.#environmentScope() };
  }

  /**
   * The server's address: the user's setting, else the one last connected to, else as the SDK finds it.
   * Rejects with a BackendError for an address that cannot be one.
   */
  async url(): Promise<string> {
    const chosen = readSettings().baseUrl || this.#context.globalState.get<string>(chosenKey);
    return chosen ? serverAddress(chosen) : (await environmentServer(this.#host, never)).url;
  }

  /** A key that the environment or netrc holds for a server, to be offered when the user connects. */
  offered(url: string): Promise<FoundKey | undefined> {
    return findKey(this.#host, url, never);
  }

  /** Keeps a key for a server and connects to it. Returns a sentence when the key cannot be one. */
  async connect(url: string, key: string): Promise<string | undefined> {
    const wrong = checkKeyFormat(key);
    if (wrong) return wrong;
    await this.#context.secrets.store(secretFor(url), key);
    await this.#context.globalState.update(chosenKey, url);
    await this.#setLeft((left) => left.filter((it) => it !== url));
    this.#changed.fire();
    return undefined;
  }

  /** Forgets the key of the current server and does not use the environment's again until connected anew. */
  async signOut(): Promise<void> {
    const url = await this.url();
    await this.#context.secrets.delete(secretFor(url));
    await this.#context.globalState.update(chosenKey, undefined);
    await this.#setLeft((left) => [...left.filter((it) => it !== url), url]);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #environmentKey(url: string): Promise<string | undefined> {
    const key = this.#host.env('WANDB_API_KEY');
    return key && url === (await environmentServer(this.#host, never)).url ? key : undefined;
  }

  #environmentScope(): { readonly entity?: string; readonly project?: string } {
    const entity = this.#host.env('WANDB_ENTITY');
    const project = this.#host.env('WANDB_PROJECT');
    return { ...(entity && { entity }), ...(project && { project }) };
  }

  async #setLeft(change: (left: readonly string[]) => readonly string[]): Promise<void> {
    const left = this.#context.globalState.get<readonly string[]>(leftKey, []);
    await this.#context.globalState.update(leftKey, change(left));
  }
}

/** Reading a few small files of the user's own needs no way to be stopped. */
const never = new AbortController().signal;

function secretFor(url: string): string {
  return `wandb.key ${url}`;
}
