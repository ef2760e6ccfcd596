// The entry that VS Code loads inside its extension host: runs the integration tests of this history there.
import { join } from 'node:path';
import { runMocha } from '../support/suite/runMocha.ts';
import { testFiles } from '../support/suite/testFiles.ts';
import { history } from './sample.ts';

/** Fails when a test did, which is how VS Code learns the verdict. */
export async function run(): Promise<void> {
  // What does not hang on where history comes from is tested once.
  const folders = join(__dirname, 'folders');
  const files = await testFiles(
    history === 'sample' ? __dirname : history === 'folders' ? folders : join(__dirname, 'histories'),
  );
  const own = history === 'sample' ? files.filter((file) => !file.startsWith(folders)) : files;
  const { failed } = await runMocha(own, 60_000);
  if (failed > 0) throw new Error(`${failed} integration tests failed.`);
}
