// Runs mocha over test files inside this process and writes the counts to a file for the program that sums them up.
import { writeFile } from 'node:fs/promises';
import Mocha from 'mocha';

/** The environment variable that names the file for the counts. */
export const resultVariable = 'ARTIFACT_LINEAGE_TEST_RESULT';

/** The environment variable with words that a test's full title must have to run; all run without it. */
export const grepVariable = 'ARTIFACT_LINEAGE_TEST_GREP';

export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of each test that failed its full title and what it said, for the end of a log that nobody reads whole. */
  readonly failures: readonly string[];
}

/** Runs all files as one suite, in their order. `timeout` is for one test, in milliseconds. Failed tests are counted, not thrown. */
export async function runMocha(files: readonly string[], timeout: number): Promise<SuiteResult> {
  const grep = process.env[grepVariable];
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout, reporter: 'spec', ...(grep ? { grep } : {}) });
  for (const file of files) mocha.addFile(file);
  const result = await new Promise<SuiteResult>((resolve) => {
    const failed: string[] = [];
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, skipped: pending, failures: failed });
    });
    runner.on('fail', (test, error) =>
      failed.push(`${test.fullTitle()}: ${error.message.split('\n', 1)[0]}`),
    );
  });
  const path = process.env[resultVariable];
  if (path) await writeFile(path, JSON.stringify(result));
  return result;
}
