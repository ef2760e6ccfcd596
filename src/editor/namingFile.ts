// Which settings file of a workspace names the server: whoever is asked about it is told where to look.

import type { NamedServer } from '../backends/wandb/folderServer.ts';
import { isAddress, serverAddress } from '../backends/wandbServer/address.ts';

/** The server's address as settings of a folder and of the workspace have it; empty where they have none. */
export interface NamingSettings {
  readonly ofFolder: string;
  readonly ofWorkspace: string;
}

/**
 * `workspaceFile` is the path of the workspace's own file, which a workspace of one folder has not; `told` says where a
 * file of the folder lies.
 */
export function namedInSettings(
  { ofFolder, ofWorkspace }: NamingSettings,
  workspaceFile: string | undefined,
  told: (file: string) => string,
): NamedServer | undefined {
  const inFolder = told('.vscode/settings.json');
  if (isAddress(ofFolder)) return { url: serverAddress(ofFolder), file: inFolder };
  if (!isAddress(ofWorkspace)) return undefined;
  return { url: serverAddress(ofWorkspace), file: workspaceFile?.split('/').at(-1) ?? inFolder };
}
