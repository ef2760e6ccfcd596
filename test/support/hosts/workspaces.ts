// Folders to open in a test: throw-away copies and made-up ones, so that no test touches anybody's files.
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { repository, temporaryFolder } from './paths.ts';

export interface Workspace {
  readonly folder: string;
  readonly remove: () => Promise<void>;
}

/** A copy of the sample project. */
export async function sampleCopy(): Promise<Workspace> {
  return folderCopy(join(repository, 'media', 'sample'));
}

/** A copy of a folder with everything in it. */
export async function folderCopy(from: string): Promise<Workspace> {
  const workspace = await emptyFolder();
  await cp(from, workspace.folder, { recursive: true });
  return workspace;
}

/** A folder with these files; keys are paths relative to it. */
export async function folderWith(files: Readonly<Record<string, string | Uint8Array>>): Promise<Workspace> {
  const workspace = await emptyFolder();
  for (const [path, content] of Object.entries(files)) {
    const file = join(workspace.folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  return workspace;
}

/** A folder with nothing in it. */
export async function emptyFolder(): Promise<Workspace> {
  const folder = await temporaryFolder('workspace');
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) };
}
