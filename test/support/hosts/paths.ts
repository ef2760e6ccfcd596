// Where the test machinery keeps things: the repository, its download folder and throw-away folders.
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The repository: every npm script starts there. */
export const repository: string = process.cwd();

/** Downloads, pictures of failures: ignored by git, kept between runs. */
export const downloads: string = join(repository, '.vscode-test');

/** What failed journeys leave behind, a folder each; emptied when the journeys start anew. */
export const failures: string = join(downloads, 'failures');

/** A fresh folder under the system's temporary folder, by its real path; the caller removes it. */
export async function temporaryFolder(purpose: string): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), `artifact-lineage-${purpose}-`)));
}
