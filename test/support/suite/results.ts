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
  const result: SuiteResult = written
    ? JSON.parse(written)
    : { passed: 0, failed: 0, skipped: 0, failures: [] };
  // The words of a few tests may stand in one part of a suite alone.
  const nothing = result.passed + result.failed === 0 && (!process.env[grepVariable] || !written);
  if (!nothing && (result.failed > 0 || !crash)) return result;
  const failure = `${name} ${crash ? `crashed: ${crash}` : 'ran no test'}`;
  console.error(failure);
  return { ...result, failed: result.failed + 1, failures: [...result.failures, failure] };
}

/** Runs parts one after the other and sums them. */
export async function inParts<T>(
  parts: readonly T[],
  run: (part: T) => Promise<SuiteResult>,
): Promise<SuiteResult> {
  let total: SuiteResult = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const part of parts) total = added(total, await run(part));
  return total;
}

function added(a: SuiteResult, b: SuiteResult): SuiteResult {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}
