// The entry that VS Code loads inside its extension host: runs every integration test there.
import { runMocha } from '../support/suite/runMocha.ts';
import { testFiles } from '../support/suite/testFiles.ts';

/** Fails when a test did, which is how VS Code learns the verdict. */
export async function run(): Promise<void> {
  const { failed } = await runMocha(await testFiles(__dirname), 60_000);
  if (failed > 0) throw new Error(`${failed} integration tests failed.`);
}
