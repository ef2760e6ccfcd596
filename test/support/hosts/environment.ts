// The environment of a VS Code under test: the user's, less what would let a test reach the user's accounts or windows.
import { join } from 'node:path';

type Added = Readonly<Record<string, string>> | undefined;

/**
 * What a terminal inside another VS Code passes on would send output and commands there; what W&B reads would send
 * the user's key to a server. `folder` is one in which there is no netrc and no W&B settings file.
 */
export function testEnvironment(folder: string, added: Added): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|WANDB_|NODE_OPTIONS$)/.test(name),
  );
  const nowhere = { NETRC: join(folder, 'no-netrc'), WANDB_CONFIG_DIR: join(folder, 'no-wandb') };
  return { ...Object.fromEntries(kept), ...nowhere, ...added };
}
