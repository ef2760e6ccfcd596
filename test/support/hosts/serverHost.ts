// A real VS Code without a desktop: the VS Code server on a loopback port, to be opened in a browser.
import { randomUUID } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ensureCodeServer } from './codeServer.ts';
import { type Background, runCommand, startInBackground } from './command.ts';
import { testEnvironment } from './environment.ts';
import { freePort } from './freePort.ts';
import { temporaryFolder } from './paths.ts';
import { quietSettings, type Settings } from './settings.ts';

export interface ServerHostOptions {
  /** Added to, or put in place of, the quiet settings. */
  readonly settings?: Settings;
  /** Added to the environment of the server, which is that of every extension. */
  readonly env?: Readonly<Record<string, string>>;
  /** Packaged extensions to install before the start, by absolute path. */
  readonly vsix?: readonly string[];
  /** A folder of extensions that are installed already, see `installInto`. */
  readonly extensions?: string;
  /** Whether a folder that was never opened is trusted: `asked` shows the prompt of a first opening. */
  readonly trust?: 'given' | 'asked';
  /** The language that the workbench asks extensions for; its own words stay English. */
  readonly language?: string;
}

export interface ServerHost {
  /** The root address, with no slash at the end. */
  readonly address: string;
  /** The address that opens a folder, an extension under development (and its tests) where paths are given. */
  readonly urlOf: (target: WorkbenchTarget) => string;
  /** The server's own data: settings, logs, installed extensions. Removed by `close`. */
  readonly dataFolder: string;
  readonly close: () => Promise<void>;
}

export interface WorkbenchTarget {
  /** Or a workspace file. */
  readonly folder: string;
  readonly extension?: string;
  readonly tests?: string;
  /** A file to show at the start. */
  readonly file?: string;
  /** Where the extension under development runs: `web` is the worker in the browser. */
  readonly kind?: 'web';
}

/** Starts the server and waits until it answers; installs it first where it is missing. */
export async function startServerHost(options: ServerHostOptions = {}): Promise<ServerHost> {
  const { main, node, older } = await ensureCodeServer();
  const dataFolder = await temporaryFolder('server');
  let server: Background | undefined;
  const close = async () => {
    await server?.close();
    await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await writeSettings(dataFolder, { ...quietSettings, ...options.settings });
    for (const file of options.vsix ?? [])
      await runCommand(node, [main, '--install-extension', file, '--server-data-dir', dataFolder]);
    const port = await freePort();
    const address = `http://127.0.0.1:${port}`;
    // Whoever opens the workbench has a terminal: on a shared machine the token keeps that to us.
    const token = randomUUID();
    const place = ['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', dataFolder];
    const flags = ['--connection-token', token, '--accept-server-license-terms', '--disable-telemetry'];
    if (options.extensions) flags.push('--extensions-dir', options.extensions);
    if (options.trust !== 'asked') flags.push('--disable-workspace-trust');
    if (options.language) {
      await writeLanguagePack(dataFolder, options.language);
      flags.push('--locale', options.language);
    }
    // Only with the smoke test driver does a built VS Code take an extension under development from the address.
    if (!options.extensions || !older) flags.push('--enable-smoke-test-driver');
    // Its sockets stay in its own folder too.
    const env = testEnvironment(dataFolder, { XDG_RUNTIME_DIR: dataFolder, ...options.env });
    server = startInBackground(node, [main, ...place, ...flags], { env });
    await untilAnswers(`${address}/version`, server);
    return { address, dataFolder, close, urlOf: (target) => urlOf(address, token, target) };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Installs a packaged extension into a folder, for the servers of several tests. */
export async function installInto(folder: string, vsix: string): Promise<void> {
  const { main, node } = await ensureCodeServer();
  const data = await temporaryFolder('install');
  const places = ['--server-data-dir', data, '--extensions-dir', folder];
  await runCommand(node, [main, '--install-extension', vsix, ...places]);
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
}

async function writeSettings(dataFolder: string, settings: Settings): Promise<void> {
  const folder = join(dataFolder, 'data', 'Machine');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'settings.json'), JSON.stringify(settings, null, 2));
}

/** As an installed language pack is written down; without one the server speaks English whatever it is asked for. */
async function writeLanguagePack(dataFolder: string, language: string): Promise<void> {
  const translations = join(dataFolder, 'data', 'language.json');
  // Without an extension that it came from, the server would look for one in its gallery.
  const extensions = [{ extensionIdentifier: { id: `test.${language}` }, version: '1.0.0' }];
  const pack = { hash: language, label: language, extensions, translations: { vscode: translations } };
  await writeFile(translations, JSON.stringify({ version: '1.0.0', contents: {} }));
  await writeFile(join(dataFolder, 'data', 'languagepacks.json'), JSON.stringify({ [language]: pack }));
}

function urlOf(
  address: string,
  token: string,
  { folder, extension, tests, file, kind }: WorkbenchTarget,
): string {
  const remote = `vscode-remote://${new URL(address).host}`;
  const payload = [['skipWelcome', 'true']];
  if (extension) payload.push(['extensionDevelopmentPath', remote + extension]);
  if (kind) payload.push(['extensionDevelopmentKind', kind]);
  if (tests) payload.push(['extensionTestsPath', remote + tests]);
  if (file) payload.push(['openFile', remote + file]);
  const opened = folder.endsWith('.code-workspace') ? { workspace: folder } : { folder };
  const query = { tkn: token, ...opened, payload: JSON.stringify(payload) };
  return `${address}/?${Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`;
}

async function untilAnswers(url: string, server: Background): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && server.process.exitCode === null) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await delay(100);
  }
  throw new Error(`The VS Code server did not come up:\n${server.output()}`);
}
