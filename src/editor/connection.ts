// The connections to W&B servers: which servers, which keys, and who said so. Nothing here runs in an untrusted workspace.

import * as vscode from 'vscode';
import { BackendError } from '../backends/backend.ts';
import type { Host } from '../backends/host.ts';
import type { NamedServer } from '../backends/wandb/folderServer.ts';
import { machineOf, serverAddress } from '../backends/wandbServer/address.ts';
import {
  environmentKey,
  environmentServer,
  type FoundKey,
  findKey,
} from '../backends/wandbServer/credentials.ts';
import { isSameKey, type Key } from '../backends/wandbServer/sign.ts';
import { hostFor } from './host.ts';
import { namedBy } from './namedServer.ts';
import { addressSettings } from './settings.ts';

export interface Server {
  readonly host: Host;
  readonly url: string;
  readonly key: Key;
  /** Those whose history it holds; empty where no folder is open. */
  readonly folders: readonly vscode.WorkspaceFolder[];
  readonly entity?: string;
  readonly project?: string;
}

/** In the memory of all workspaces: the server that the user chose. */
const chosenKey = 'wandb.server';
/** In that of all: the servers that the user signed out of. */
const leftKey = 'wandb.signedOut';
/** In that of one: the servers of the folders' own files that the user has connected to, */
const confirmedKey = 'wandb.confirmedServers';
/** and those that the user does not want. */
const ignoredKey = 'wandb.ignoredServers';
const contextKey = 'artifactLineage.connected';

export class Connection implements vscode.Disposable {
  readonly #context: vscode.ExtensionContext;
  readonly #host = hostFor(vscode.Uri.file('/'));
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #left = new vscode.EventEmitter<void>();
  /** A server was signed out of, here or in another window: nothing of it is to stay behind. */
  readonly onDidSignOut = this.#left.event;
  readonly #secrets: vscode.Disposable;
  /** Those that were given last. */
  #given: readonly Server[] = [];
  #changing = false;

  constructor(context: vscode.ExtensionContext) {
    this.#context = context;
    this.#secrets = context.secrets.onDidChange(({ key }) => {
      if (key.startsWith(secretFor('')) && !this.#changing) void this.#follow();
    });
  }

  get host(): Host {
    return this.#host;
  }

  /**
   * The servers to read and their keys: a key that the user gave for a server, else the environment's own key or
   * identity token for the environment's own server. None after signing out, and in an untrusted workspace. Rejects with
   * a BackendError for an address or a key of the user's that cannot be one.
   */
  async servers(): Promise<readonly Server[]> {
    const servers = await this.#find();
    this.#given = servers;
    void vscode.commands.executeCommand('setContext', contextKey, servers.length > 0);
    return servers;
  }

  /** What the servers are called by the folders that read from them; empty where there are no two to be told apart. */
  async namesByFolder(): Promise<ReadonlyMap<string, string>> {
    const servers = await this.#find().catch(() => []);
    if (servers.length < 2) return new Map();
    return new Map(
      servers.flatMap(({ url, folders }) =>
        folders.map(({ uri }) => [uri.toString(), machineOf(url)] as const),
      ),
    );
  }

  async #find(): Promise<readonly Server[]> {
    if (!vscode.workspace.isTrusted) return [];
    const folders = vscode.workspace.workspaceFolders ?? [];
    const own = await this.url();
    const addresses = await Promise.all(
      folders.map(async (folder) => (await this.#confirmedFor(folder)) ?? own),
    );
    const urls = new Set(folders.length > 0 ? addresses : [own]);
    const found = await Promise.all([...urls].map((url) => this.#keyFor(url)));
    return [...urls].flatMap((url, index) => {
      const key = found[index];
      if (key === undefined) return [];
      const of = folders.filter((_, at) => addresses[at] === url);
      return { host: this.#host, url, key, folders: of, ...(url === own && this.#environmentScope()) };
    });
  }

  async #keyFor(url: string): Promise<Key | undefined> {
    if (this.#list('globalState', leftKey).includes(url)) return undefined;
    const given = await this.#context.secrets.get(secretFor(url));
    return given ?? (await environmentKey(this.#host, url, never))?.key;
  }

  /** The address that a folder's own files name, once the user has connected to it from this workspace. */
  async #confirmedFor(folder: vscode.WorkspaceFolder): Promise<string | undefined> {
    const named = await namedBy(folder);
    return named && this.#list('workspaceState', confirmedKey).includes(named.url) ? named.url : undefined;
  }

  /**
   * The address of the user's own server: the user's setting, else the one last connected to, else as the SDK finds it.
   * Rejects with a BackendError for an address that cannot be one.
   */
  async url(): Promise<string> {
    const chosen = addressSettings().own || this.#context.globalState.get<string>(chosenKey);
    return chosen ? serverAddress(chosen) : (await environmentServer(this.#host, never)).url;
  }

  /**
   * The servers that files of the workspace name, where they are other ones than the user's and no folder reads from
   * them. They have never been asked for anything, and no key that the user has goes to them.
   */
  async named(): Promise<readonly NamedServer[]> {
    if (!vscode.workspace.isTrusted) return [];
    const url = await this.url().catch(() => undefined);
    const settled = [
      ...this.#list('workspaceState', ignoredKey),
      ...this.#list('workspaceState', confirmedKey),
    ];
    const named = await Promise.all((vscode.workspace.workspaceFolders ?? []).map(namedBy));
    const open = named.flatMap((it) => (it && it.url !== url && !settled.includes(it.url) ? it : []));
    return [...new Map(open.map((it) => [it.url, it])).values()];
  }

  /** Does not speak of a server that a folder names any more. */
  async ignore(url: string): Promise<void> {
    await this.#add('workspaceState', ignoredKey, url);
    this.#changed.fire();
  }

  /** A key that the environment or netrc holds for a server, to be offered when the user connects; none that is no key. */
  async offered(url: string): Promise<FoundKey | undefined> {
    try {
      return await findKey(this.#host, url, never);
    } catch (error) {
      if (error instanceof BackendError) return undefined;
      throw error;
    }
  }

  /** Keeps a key for a server, which is the user's from now on; an identity token stays in its file. */
  async connect(url: string, key: Key): Promise<void> {
    await this.#change(async () => {
      await this.#keep(url, key);
      await this.#context.globalState.update(chosenKey, url);
    });
  }

  /** Keeps a key for a server that folders of this workspace name, and reads their history from it. */
  async confirm(url: string, key: string): Promise<void> {
    await this.#change(async () => {
      await this.#keep(url, key);
      await this.#add('workspaceState', confirmedKey, url);
    });
  }

  async #keep(url: string, key: Key): Promise<void> {
    if (typeof key === 'string') await this.#context.secrets.store(secretFor(url), key);
    else await this.#context.secrets.delete(secretFor(url));
    await this.#remove('globalState', leftKey, url);
  }

  /** Forgets the key of a server and uses no other, the environment's neither, until connected anew. */
  async signOut(url: string): Promise<void> {
    await this.#change(async () => {
      const own = await this.url().catch(() => undefined);
      await this.#remove('workspaceState', confirmedKey, url);
      await this.#add('globalState', leftKey, url);
      if (url === own) {
        await this.#context.globalState.update(chosenKey, undefined);
        await this.#add('globalState', leftKey, await this.url().catch(() => url));
      }
      // Last: by it other windows see that they are signed out too.
      await this.#context.secrets.delete(secretFor(url));
    });
    this.#left.fire();
  }

  dispose(): void {
    vscode.Disposable.from(this.#changed, this.#left, this.#secrets).dispose();
  }

  async #change(work: () => Promise<void>): Promise<void> {
    this.#changing = true;
    await work().finally(() => {
      this.#changing = false;
    });
    this.#changed.fire();
  }

  /** Goes along with what another window has done. */
  async #follow(): Promise<void> {
    const given = this.#given;
    const now = await this.#find().catch(() => []);
    const among = (servers: readonly Server[]) => (it: Server) =>
      servers.some(({ url, key }) => url === it.url && isSameKey(key, it.key));
    if (given.every(among(now)) && now.every(among(given))) return;
    this.#changed.fire();
    if (!given.every(({ url }) => now.some((it) => it.url === url))) this.#left.fire();
  }

  #environmentScope(): { readonly entity?: string; readonly project?: string } {
    const entity = this.#host.env('WANDB_ENTITY');
    const project = this.#host.env('WANDB_PROJECT');
    return { ...(entity && { entity }), ...(project && { project }) };
  }

  #list(memory: Memory, key: string): readonly string[] {
    return this.#context[memory].get<readonly string[]>(key, []);
  }

  async #add(memory: Memory, key: string, url: string): Promise<void> {
    await this.#context[memory].update(key, [...new Set([...this.#list(memory, key), url])]);
  }

  async #remove(memory: Memory, key: string, url: string): Promise<void> {
    const left = this.#list(memory, key).filter((it) => it !== url);
    await this.#context[memory].update(key, left);
  }
}

type Memory = 'globalState' | 'workspaceState';

/** Reading a few small files of the user's own needs no way to be stopped. */
const never = new AbortController().signal;

function secretFor(url: string): string {
  return `wandb.key ${url}`;
}
