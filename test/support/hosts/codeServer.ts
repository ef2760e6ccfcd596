// Installs a built VS Code server from npm on demand: the `code-server` package carries one in lib/vscode.
import { access, cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { downloads, repository } from './paths.ts';

const today = '1.139.1';
/** `ARTIFACT_LINEAGE_VSCODE` asks for another VS Code that npm has. */
const asked = process.env.ARTIFACT_LINEAGE_VSCODE || today;
/** code-server 4.139.1 carries VS Code 1.139.1. */
const version = asked.replace(/^1\./, '4.');

export interface CodeServer {
  /** The program to run. */
  readonly main: string;
  /** The Node of the major version that it is made for: under a newer one its extension host may never answer. */
  readonly node: string;
  /** Older ones open no dialog under the driver of smoke tests. */
  readonly older: boolean;
}

/**
 * The VS Code server, installed first where it is missing.
 * The install happens beside its final place and is moved there whole, so that one cut short is never used.
 */
export async function ensureCodeServer(): Promise<CodeServer> {
  const home = join(downloads, `code-server-${version}`);
  const main = join(home, 'node_modules', 'code-server', 'lib', 'vscode', 'out', 'server-main.js');
  const own = nodeIn(home);
  if (!(await exists(home))) await install(home);
  return { main, node: (await exists(own)) ? own : nodeIn(repository), older: asked !== today };
}

async function install(home: string): Promise<void> {
  console.log(`Installing the VS Code server (code-server ${version} from npm) into .vscode-test/ …`);
  const staging = `${home}.installing-${process.pid}`;
  await rm(staging, { recursive: true, force: true });
  await mkdir(staging, { recursive: true });
  try {
    await installInto(staging);
    await rename(staging, home);
  } catch (error) {
    if (!(await exists(home))) throw error;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Where the package `node` puts it. */
function nodeIn(folder: string): string {
  return join(folder, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/** Without build scripts: what they compile needs system headers, and plain Node can stand in for what is missed. */
async function installInto(folder: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await writeFile(join(folder, 'package.json'), '{ "private": true, "allowScripts": { "node": true } }\n');
  await runCommand('npm', ['install', ...quiet, `code-server@${version}`], { cwd: folder });
  const vscode = join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await runCommand('npm', ['install', ...quiet, '--omit=dev'], { cwd: vscode });
  await runCommand('npm', ['install', ...quiet, '--omit=dev'], { cwd: join(vscode, 'extensions') });
  const modules = join(vscode, 'node_modules');
  const logger = join(repository, 'test', 'support', 'hosts', 'plainSpdlog.cjs');
  await cp(logger, join(modules, '@vscode', 'spdlog', 'index.js'));
  // Older servers fetch it from elsewhere by a build script; this package brings it for every platform.
  const ripgrep = join(modules, '@vscode', 'ripgrep');
  if (await exists(ripgrep)) {
    await runCommand('npm', ['install', ...quiet, '@vscode/ripgrep-universal@1.18.0'], { cwd: folder });
    const built = join(folder, 'node_modules', '@vscode', 'ripgrep-universal', 'bin');
    await cp(join(built, `${process.platform}-${process.arch}`), join(ripgrep, 'bin'), { recursive: true });
  }
  // The package `node` fetches the one of this platform by its build script.
  const ours = await readManifest(join(repository, 'node_modules', 'node'));
  const { engines } = await readManifest(join(folder, 'node_modules', 'code-server'));
  if (engines.node !== ours.version.split('.')[0])
    await runCommand('npm', ['install', ...quiet.slice(1), `node@${engines.node}`], { cwd: folder });
  // It would end an extension host whose server has died; ours die together, as one process group.
  const watchdogs = ['@vscode/native-watchdog', 'native-watchdog'].map((name) => join(modules, name));
  for (const watchdog of watchdogs)
    if (await exists(watchdog)) await writeFile(join(watchdog, 'index.js'), 'exports.start = () => {};\n');
}

async function readManifest(folder: string): Promise<{ version: string; engines: { node: string } }> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
