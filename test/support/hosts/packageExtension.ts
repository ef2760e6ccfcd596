// Packages the extension as users get it, from a copy, so that the bundles under test stay as they are.
import { access, cp, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { repository, temporaryFolder } from './paths.ts';

export interface PackagedExtension {
  /** The VSIX file's absolute path. */
  readonly file: string;
  readonly remove: () => Promise<void>;
}

/** What a clean clone does not have. */
const notInAClone = new Set(['.git', '.vscode-test', 'coverage', 'dist', 'node_modules']);

/** Runs `npm run package` in a copy of the repository that borrows its node_modules; takes some ten seconds. */
export async function packageExtension(): Promise<PackagedExtension> {
  const folder = await temporaryFolder('package');
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const names = (await readdir(repository)).filter(
      (name) => !notInAClone.has(name) && !name.endsWith('.vsix'),
    );
    for (const name of names) await cp(join(repository, name), join(folder, name), { recursive: true });
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'), 'junction');
    const file = join(folder, 'artifact-lineage.vsix');
    await runCommand('npm', ['run', 'package', '--', '--out', file], { cwd: folder });
    await access(file);
    return { file, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
