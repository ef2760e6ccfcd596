// Which VS Code the tests and the demo run in: the one asked for, else the desktop's, else the server's.
import { type Desktop, ensureDesktop } from './desktopHost.ts';

/**
 * The desktop VS Code, or undefined for the server host. `ARTIFACT_LINEAGE_HOST` (`desktop` or `server`) forces one;
 * without it a desktop that cannot be had is told in one line.
 */
export async function chooseHost(): Promise<Desktop | undefined> {
  const forced = process.env.ARTIFACT_LINEAGE_HOST;
  if (forced === 'server') return undefined;
  if (forced === 'desktop') return ensureDesktop();
  if (forced) throw new Error(`ARTIFACT_LINEAGE_HOST is ${forced}; it can be desktop or server.`);
  try {
    return await ensureDesktop();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`No desktop VS Code (${reason.split('\n')[0]}): using the VS Code server in a browser.`);
    return undefined;
  }
}
