// The desktop VS Code: downloads the pinned version, opens folders in it and runs the integration suite in it.
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { downloadAndUnzipVSCode, type ProgressReport, runTests } from '@vscode/test-electron';
import { type Background, findOnPath, startInBackground } from './command.ts';
import { testEnvironment } from './environment.ts';
import { downloads, repository, temporaryFolder } from './paths.ts';
import { quietSettings } from './settings.ts';

/** The same version as the server host carries, unless another is asked for. */
const version = process.env.ARTIFACT_LINEAGE_VSCODE || '1.139.1';

export interface Desktop {
  /** The program to start, and what it wants first: `xvfb-run -a CODE` on a Linux with no display. */
  readonly program: string;
  readonly firstArgs: readonly string[];
}

/** The desktop VS Code, downloaded where it is missing. Fails with the reason why it cannot be had here. */
export async function ensureDesktop(): Promise<Desktop> {
  const display = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  const xvfb = display ? undefined : findOnPath('xvfb-run');
  if (!display && !xvfb) throw new Error('there is no display and no xvfb-run');
  const code = await downloadAndUnzipVSCode({
    version,
    cachePath: downloads,
    timeout: 8000,
    reporter: tellOnce(),
  });
  // A download that failed midway can leave a path to nothing.
  await access(code);
  return xvfb ? { program: xvfb, firstArgs: ['-a', code] } : { program: code, firstArgs: [] };
}

/** One line for a download that takes its time, and nothing when VS Code is there or cannot be reached. */
function tellOnce(): { report: (report: ProgressReport) => void; error: () => void } {
  let told = false;
  return {
    report: ({ stage }) => {
      if (told || stage !== 'downloading') return;
      told = true;
      console.log(`Downloading VS Code ${version} into .vscode-test/ …`);
    },
    error: () => undefined,
  };
}

/** Runs the built integration suite on a folder; fails when the suite or VS Code did. */
export async function runInDesktop(
  desktop: Desktop,
  folder: string,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  // runTests adds to this process's environment: what is to be gone has to be said to be undefined.
  const home = folder.endsWith('.code-workspace') ? dirname(folder) : folder;
  const kept = testEnvironment(home, env);
  const gone = Object.keys(process.env).filter((name) => !(name in kept));
  const dropped = Object.fromEntries(gone.map((name) => [name, undefined]));
  await runTests({
    vscodeExecutablePath: desktop.program,
    launchArgs: [...desktop.firstArgs, folder, '--disable-extensions', '--disable-telemetry'],
    extensionDevelopmentPath: repository,
    extensionTestsPath: join(repository, 'dist', 'test', 'integration', 'index'),
    extensionTestsEnv: { ...dropped, ...kept },
  });
}

/** Opens folders and files in a window with the extension as built in dist/, apart from the user's own VS Code. */
export async function openDesktop(
  desktop: Desktop,
  paths: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Pick<Background, 'close' | 'ended'>> {
  const home = await temporaryFolder('desktop');
  await mkdir(join(home, 'data', 'User'), { recursive: true });
  await writeFile(join(home, 'data', 'User', 'settings.json'), JSON.stringify(quietSettings, null, 2));
  const apart = [`--user-data-dir=${join(home, 'data')}`, `--extensions-dir=${join(home, 'extensions')}`];
  const quiet = ['--skip-welcome', '--skip-release-notes', '--disable-updates', '--disable-workspace-trust'];
  const args = [
    ...desktop.firstArgs,
    ...paths,
    `--extensionDevelopmentPath=${repository}`,
    ...apart,
    ...quiet,
  ];
  const window = startInBackground(desktop.program, args, { env: testEnvironment(home, env) });
  return {
    ended: window.ended,
    close: async () => {
      await window.close();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
