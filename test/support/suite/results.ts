// The counts of suites that run elsewhere, in a process or a VS Code of their own, and their sums.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../hosts/paths.ts';
import { grepVariable, resultVariable, type SuiteResult } from './runMocha.ts';

/** Runs something that writes its counts where the given environment says; one that crashes, or runs nothing, has failed. */
export async function resultOf(
  name: string,
  run: (env: Readonly<Record<string, string>>) => Promise<void>,
): Promise<SuiteResult> {
  const folder = await temporaryFolder('results');
  const file = join(folder, 'result.json');
  let crash: unknown;
  try {
    await run({ [resultVariable]: file });
  } catch (error) {
    crash = error;
  }
  const written = await readFile(file, 'utf8').catch(() => undefined);
  await rm(folder, { recursive: true, force: true });
  const result: SuiteResult = written ? JSON.parse(written) : { passed: 0, failed: 0, skipped: 0 };
  // The words of a few tests may stand in one part of a suite alone.
  const nothing = result.passed + result.failed === 0 && (!process.env[grepVariable] || !written);
  if (!nothing && (result.failed > 0 || !crash)) return result;
  console.error(`${name} ${crash ? `crashed: ${crash}` : 'ran no test'}`);
  return { ...result, failed: result.failed + 1 };
}

/** Runs parts one after the other and sums them. */
export async function inParts<T>(
  parts: readonly T[],
  run: (part: T) => Promise<SuiteResult>,
): Promise<SuiteResult> {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const part of parts) {
    const { passed, failed, skipped } = await run(part);
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}
