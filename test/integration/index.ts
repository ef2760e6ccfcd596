// The entry that VS Code loads inside its extension host: runs the integration tests of this history there.
import { dirname, join } from 'node:path';
import { runMocha } from '../support/suite/runMocha.ts';
import { testFiles } from '../support/suite/testFiles.ts';
import { history } from './sample.ts';

/** Fails when a test did, which is how VS Code learns the verdict. */
export async function run(): Promise<void> {
  const [folders, histories] = ['folders', 'histories'].map((name) => join(__dirname, name)) as [
    string,
    string,
  ];
  const everywhere = await testFiles(histories);
  // What does not hang on where history comes from is tested once, and first: the others leave documents open.
  const once = (await testFiles(__dirname)).filter((file) => dirname(file) === __dirname);
  const files =
    history === 'folders'
      ? await testFiles(folders)
      : history === 'sample'
        ? [...once, ...everywhere]
        : everywhere;
  const { failed } = await runMocha(files, 60_000);
  if (failed > 0) throw new Error(`${failed} integration tests failed.`);
}
