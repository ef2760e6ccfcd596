// Installs a built VS Code server from npm on demand: the `code-server` package carries one in lib/vscode.
import { access, cp, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { downloads, repository } from './paths.ts';

/** code-server 4.139.1 carries VS Code 1.139.1; `ARTIFACT_LINEAGE_VSCODE` asks for another VS Code that npm has. */
const version = (process.env.ARTIFACT_LINEAGE_VSCODE ?? '1.139.1').replace(/^1\./, '4.');

/**
 * The folder of the VS Code server (it has `out/server-main.js`), installed first where it is missing.
 * The install happens beside its final place and is moved there whole, so that one cut short is never used.
 */
export async function ensureCodeServer(): Promise<string> {
  const home = join(downloads, `code-server-${version}`);
  const vscode = join(home, 'node_modules', 'code-server', 'lib', 'vscode');
  if (await exists(home)) return vscode;
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
  return vscode;
}

/** Without build scripts: what they compile needs system headers, and plain Node can stand in for what is missed. */
async function installInto(folder: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await writeFile(join(folder, 'package.json'), '{ "private": true }\n');
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
  // It would end an extension host whose server has died; ours die together, as one process group.
  const watchdogs = ['@vscode/native-watchdog', 'native-watchdog'].map((name) => join(modules, name));
  for (const watchdog of watchdogs)
    if (await exists(watchdog)) await writeFile(join(watchdog, 'index.js'), 'exports.start = () => {};\n');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
