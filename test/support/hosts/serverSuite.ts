// Runs a suite in the server host: the page is the messenger between the extension host and us.
import { format } from 'node:util';
import { launchBrowser } from './chromium.ts';
import { repository } from './paths.ts';
import { startServerHost } from './serverHost.ts';

/** What the workbench says of itself, and of places on the internet that it cannot reach. */
const noise =
  /^$|^\[[\w: -]+\] |^(Resolv(ing|ed) connection|Creating a socket|Updating additional builtin)|open-vsx\.org|ENOTFOUND|authentication provider/;

export interface ServerSuite {
  /** The module that VS Code loads into its extension host. */
  readonly tests: string;
  readonly env?: Readonly<Record<string, string>>;
  /** The extension under development; ours without it. */
  readonly extension?: string;
  /** Packaged extensions to install before the start, by absolute path. */
  readonly vsix?: readonly string[];
  /** A file to show at the start. */
  readonly file?: string;
  /** Gets every line that the suite prints; without it they are printed. */
  readonly hear?: (line: string) => void;
}

/** Runs a built suite on a folder; fails when the suite did. */
export async function runInServer(
  folder: string,
  { tests, env = {}, extension = repository, vsix = [], file, hear }: ServerSuite,
): Promise<void> {
  const host = await startServerHost({ env, vsix });
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    const verdict = new Promise<number>((resolve, reject) => {
      page.exposeFunction('codeAutomationExit', resolve).catch(reject);
      page.on('crash', () => reject(new Error('The page of the workbench crashed.')));
      setTimeout(reject, 10 * 60_000, new Error('The suite gave no verdict in ten minutes.')).unref();
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) =>
      hear ? hear(format(...args)) : print(type, args),
    );
    await page.goto(host.urlOf({ folder, extension, tests, ...(file && { file }) }));
    const code = await verdict;
    if (code !== 0) throw new Error(`The suite ended with code ${code}.`);
  } finally {
    await browser.close();
    await host.close();
  }
}

/** The page hands on the arguments of `console.log` and its like as they are, patterns such as `%s` included. */
function print(type: string, args: readonly unknown[]): void {
  const text = format(...args);
  if (noise.test(text.trim())) return;
  if (type === 'error' || type === 'warn') console.error(text);
  else console.log(text);
}
