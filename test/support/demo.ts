// `npm run demo`: the sample project in a real VS Code, connected to a W&B server that runs on this machine only.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { firstFile, setStage, startDemo } from './demoStage.ts';
import { chooseHost } from './hosts/chooseHost.ts';
import { type Desktop, openDesktop } from './hosts/desktopHost.ts';

const hint =
  `Then: the Artifact Lineage icon in the activity bar, the mouse on \`name\` in run.use_artifact(name) of ${firstFile}, ` +
  'and the command "Lineage: Show Lineage" there. Ctrl+C ends it.';

interface Show {
  readonly close: () => Promise<void>;
  /** Resolves when the user has closed the window; never, where that cannot be seen. */
  readonly ended?: Promise<void>;
}

async function main(args: readonly string[]): Promise<void> {
  const desktop = await chooseHost();
  // A desktop VS Code on a display that nobody sees is good for tests only.
  const show =
    desktop && hasDisplay() ? await onDesktop(desktop) : await inBrowser(!args.includes('--no-open'));
  let closing = false;
  const end = () => {
    if (closing) return;
    closing = true;
    show.close().finally(() => process.exit(0));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  show.ended?.then(end);
}

async function onDesktop(desktop: Desktop): Promise<Show> {
  const stage = await setStage();
  const window = await openDesktop(desktop, [stage.folder, join(stage.folder, firstFile)], stage.env);
  console.log(`VS Code opens on ${stage.folder}. ${hint}`);
  return {
    ended: window.ended,
    close: async () => {
      await window.close();
      await stage.close();
    },
  };
}

async function inBrowser(open: boolean): Promise<Show> {
  const { url, close } = await startDemo();
  console.log(`\n  ${url}\n\nOpen this address in a browser. ${hint}`);
  if (open && hasDisplay() && !process.env.CI) openInBrowser(url);
  return { close };
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** Asks the system for the user's own browser; where there is none, the printed address has to do. */
function openInBrowser(url: string): void {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['rundll32', 'url.dll,FileProtocolHandler', url]
        : ['xdg-open', url];
  const child = spawn(program ?? '', args, { stdio: 'ignore', detached: true });
  child.on('error', () => undefined);
  child.unref();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
