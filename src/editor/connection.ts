// The connection to a W&B server: which server, which key, and who said so. Nothing here runs in an untrusted workspace.

import * as vscode from 'vscode';
import type { Host } from '../backends/host.ts';
import { folderServer, type NamedServer } from '../backends/wandb/folderServer.ts';
import { serverAddress } from '../backends/wandbServer/address.ts';
import { environmentServer, type FoundKey, findKey } from '../backends/wandbServer/credentials.ts';
import { hostFor, hostPath } from './host.ts';
import { readSettings } from './settings.ts';

export interface Server {
  readonly host: Host;
  readonly url: string;
  readonly key: string;
  readonly entity?: string;
  readonly project?: string;
}

/** For which workspaces a server is chosen. */
export type Reach = 'everywhere' | 'workspace';

/** In the memory of all workspaces, or of one: the server that the user chose. */
const chosenKey = 'wandb.server';
/** In that of all: the servers that the user signed out of. */
const leftKey = 'wandb.signedOut';
/** In that of one: the server of the folder's own files that the user does not want. */
const ignoredKey = 'wandb.ignoredServer';
const contextKey = 'artifactLineage.connected';

export class Connection implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #host = hostFor(vscode.Uri.file('/'));
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
  }

  get host(): Host {
    return this.#host;
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
    if (this.#left().includes(url)) return undefined;
    const stored = await this.#context.secrets.get(secretFor(url));
    const key = stored ?? (await this.#environmentKey(url));
    return key === undefined ? undefined : { host: this.#host, url, key, ...this.#environmentScope() };
  }

  /**
   * The server's address: the user's setting, else the one last connected to, else as the SDK finds it.
   * Rejects with a BackendError for an address that cannot be one.
   */
  async url(): Promise<string> {
    const { workspaceState, globalState } = this.#context;
    const chosen =
      readSettings().baseUrl || workspaceState.get<string>(chosenKey) || globalState.get<string>(chosenKey);
    return chosen ? serverAddress(chosen) : (await environmentServer(this.#host, never)).url;
  }

  /**
   * The server that a file of the workspace names, where that is another one than the user's. It has never been asked
   * for anything, and no key that the user has goes to it.
   */
  async named(): Promise<NamedServer | undefined> {
    if (!vscode.workspace.isTrusted || readSettings().baseUrl) return undefined;
    const url = await this.url().catch(() => undefined);
    const ignored = this.#context.workspaceState.get<string>(ignoredKey);
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      const named = await folderServer(hostFor(uri), hostPath(uri), never);
      if (named && named.url !== url && named.url !== ignored) return named;
    }
    return undefined;
  }

  /** Does not speak of a server that the folder names any more. */
  async ignore(url: string): Promise<void> {
    await this.#context.workspaceState.update(ignoredKey, url);
    this.#changed.fire();
  }

  /** A key that the environment or netrc holds for a server, to be offered when the user connects. */
  offered(url: string): Promise<FoundKey | undefined> {
    return findKey(this.#host, url, never);
  }

  /** Keeps a key for a server and reads from it. */
  async connect(url: string, key: string, reach: Reach): Promise<void> {
    const { secrets, workspaceState, globalState } = this.#context;
    await secrets.store(secretFor(url), key);
    await workspaceState.update(chosenKey, reach === 'workspace' ? url : undefined);
    if (reach === 'everywhere') await globalState.update(chosenKey, url);
    await globalState.update(
      leftKey,
      this.#left().filter((it) => it !== url),
    );
    this.#changed.fire();
  }

  /** Forgets the key of the current server and uses no other, the environment's neither, until connected anew. */
  async signOut(): Promise<void> {
    const { secrets, workspaceState, globalState } = this.#context;
    const url = await this.url();
    await secrets.delete(secretFor(url));
    await workspaceState.update(chosenKey, undefined);
    await globalState.update(chosenKey, undefined);
    const next = await this.url().catch(() => url);
    await globalState.update(leftKey, [...new Set([...this.#left(), url, next])]);
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

  #left(): readonly string[] {
    return this.#context.globalState.get<readonly string[]>(leftKey, []);
  }
}

/** Reading a few small files of the user's own needs no way to be stopped. */
const never = new AbortController().signal;

function secretFor(url: string): string {
  return `wandb.key ${url}`;
}
