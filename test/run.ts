// Runs the test suites, each in a process or a VS Code of its own, and ends with `N passed, N failed` over all of them.
import { spawn } from 'node:child_process';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chooseHost } from './support/hosts/chooseHost.ts';
import { ensureCodeServer } from './support/hosts/codeServer.ts';
import { runInDesktop } from './support/hosts/desktopHost.ts';
import { stageOf } from './support/hosts/histories.ts';
import { failures, repository, temporaryFolder } from './support/hosts/paths.ts';
import { runInServer } from './support/hosts/serverSuite.ts';
import { histories } from './support/suite/history.ts';
import { grepVariable, resultVariable, runMocha, type SuiteResult } from './support/suite/runMocha.ts';
import { testFiles } from './support/suite/testFiles.ts';

const suites = ['unit', 'integration', 'journeys'] as const;
type Suite = (typeof suites)[number];

/** For one test, in milliseconds; a test that needs longer says so itself. */
const timeouts = { unit: 60_000, journeys: 120_000 };

async function main(args: readonly string[]): Promise<void> {
  const wanted = suites.filter((suite) => args.length === 0 || args.includes(suite));
  const unknown = args.filter((arg) => !suites.some((suite) => suite === arg));
  if (unknown.length > 0)
    throw new Error(`Unknown suite ${unknown.join(', ')}; there are ${suites.join(', ')}.`);
  let passed = 0;
  let failed = 0;
  for (const suite of wanted) {
    console.log(`\n── ${suite} ──`);
    const result = await runSuite(suite);
    console.log(`${suite}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
    passed += result.passed;
    failed += result.failed;
  }
  end(failed > 0 ? 1 : 0, `\n${passed} passed, ${failed} failed\n`);
}

/** A suite that crashes, or that runs nothing at all, has failed. */
async function runSuite(suite: Suite): Promise<SuiteResult> {
  const folder = await temporaryFolder('results');
  const resultFile = join(folder, 'result.json');
  let crash: unknown;
  try {
    // Before the clock of the first test runs.
    if (suite === 'journeys') await ensureCodeServer();
    if (suite === 'integration') return await runIntegration(resultFile);
    await runInChild(suite, { [resultVariable]: resultFile });
  } catch (error) {
    crash = error;
  }
  const result = await resultIn(resultFile);
  await rm(folder, { recursive: true, force: true });
  if (result.failed > 0 || (result.passed > 0 && !crash)) return result;
  console.error(`The ${suite} suite ${crash ? `crashed: ${crash}` : 'ran no test'}`);
  return { ...result, failed: 1 };
}

async function resultIn(file: string): Promise<SuiteResult> {
  const written = await readFile(file, 'utf8').catch(() => undefined);
  return written ? JSON.parse(written) : { passed: 0, failed: 0, skipped: 0 };
}

/** Once beside each kind of history; a kind in which nothing ran has failed. */
async function runIntegration(resultFile: string): Promise<SuiteResult> {
  const desktop = await chooseHost();
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const history of histories) {
    console.log(`\nHistory: ${history}`);
    await rm(resultFile, { force: true });
    const stage = await stageOf(history);
    const env = { ...stage.env, [resultVariable]: resultFile };
    const tests = join(repository, 'dist/test/integration/index');
    let crash: unknown;
    try {
      if (desktop) await runInDesktop(desktop, stage.folder, env);
      else await runInServer(stage.folder, { tests, env });
    } catch (error) {
      crash = error;
    } finally {
      await stage.remove();
    }
    const result = await resultIn(resultFile);
    const nothing = result.passed + result.failed === 0 && !process.env[grepVariable];
    const broken = nothing || (result.failed === 0 && crash !== undefined);
    if (broken)
      console.error(`Beside the history ${history} the suite ${crash ? `crashed: ${crash}` : 'ran no test'}`);
    total.passed += result.passed;
    total.failed += result.failed + Number(broken);
    total.skipped += result.skipped;
  }
  return total;
}

/** Runs a suite in a Node process of its own: this program again, told to be that suite. */
function runInChild(suite: keyof typeof timeouts, env: Readonly<Record<string, string>>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [__filename, '--here', suite], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    process.once('exit', () => child.kill());
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(signal ? `killed by ${signal}` : `exit code ${code}`));
    });
  });
}

async function runHere(suite: keyof typeof timeouts): Promise<void> {
  if (suite === 'journeys') await rm(failures, { recursive: true, force: true });
  const files = await testFiles(join(repository, 'dist', 'test', suite));
  const { failed } = await runMocha(files, timeouts[suite]);
  end(failed > 0 ? 1 : 0);
}

/** Ends the program once its last words are out, whatever a test may have left open. */
function end(code: number, lastWords = ''): void {
  process.stdout.write(lastWords, () => process.exit(code));
}

// Ends by `exit`, where everything that was started in the background is ended too.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

const args = process.argv.slice(2);
const [first, second] = args;
const here = first === '--here' && (second === 'unit' || second === 'journeys');
(here ? runHere(second) : main(args)).catch((error: unknown) => {
  console.error(error);
  end(1, here ? '' : '0 passed, 1 failed\n');
});
