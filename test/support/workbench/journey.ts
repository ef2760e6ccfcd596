// A journey as a mocha test: opens a workbench, walks, and cleans up; a failure leaves its evidence behind.

import type { Workspace } from '../hosts/workspaces.ts';
import { type Need, roundName, where } from './circumstances.ts';
import { openWorkbench, type Workbench, type WorkbenchOptions } from './workbench.ts';

export interface Journey extends Omit<WorkbenchOptions, 'folder'> {
  /** What must be there for it to be walked. */
  readonly needs?: readonly Need[];
  /** Makes the folder to open; it is removed afterwards. */
  readonly workspace: () => Promise<Workspace>;
}

/** Registers a test that opens a fresh folder in a fresh workbench and hands both to `walk`. */
export function journey(
  title: string,
  { workspace, needs = [], ...options }: Journey,
  walk: (workbench: Workbench, folder: string) => Promise<void>,
): void {
  where(...needs)(title, async () => {
    const { folder, remove } = await workspace();
    try {
      const workbench = await openWorkbench({ ...options, folder });
      await walkAndClose(title, workbench, (open) => walk(open, folder));
    } finally {
      await remove();
    }
  });
}

/** Walks through a workbench and closes it; when the walk fails, a picture and the logs are kept first. */
export async function walkAndClose(
  title: string,
  workbench: Workbench,
  walk: (workbench: Workbench) => Promise<void>,
): Promise<void> {
  try {
    await walk(workbench);
  } catch (error) {
    console.error(`Evidence in ${await workbench.keepEvidence(`${roundName} ${title}`)}`);
    throw error;
  } finally {
    await workbench.closeAll();
  }
}
