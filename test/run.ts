// Runs the test suites, each in a process or a VS Code of its own, and ends with `N passed, N failed` over all of them.
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { chooseHost } from './support/hosts/chooseHost.ts';
import { ensureCodeServer } from './support/hosts/codeServer.ts';
import { runInDesktop } from './support/hosts/desktopHost.ts';
import { stageOf } from './support/hosts/histories.ts';
import { packageExtension } from './support/hosts/packageExtension.ts';
import { failures, repository } from './support/hosts/paths.ts';
import { installInto } from './support/hosts/serverHost.ts';
import { runInServer } from './support/hosts/serverSuite.ts';
import { histories } from './support/suite/history.ts';
import { inParts, resultOf } from './support/suite/results.ts';
import {
  everywhere,
  installedVariable,
  packageVariable,
  type Round,
  usualRounds,
} from './support/suite/rounds.ts';
import { grepVariable, runMocha, type SuiteResult } from './support/suite/runMocha.ts';
import { testFiles } from './support/suite/testFiles.ts';

/** All but the last, unless others are asked for. */
const suites = ['unit', 'integration', 'journeys', 'everywhere'] as const;
type Suite = (typeof suites)[number];

/** For one test, in milliseconds; a test that needs longer says so itself. */
const timeouts = { unit: 60_000, journeys: 120_000 };

async function main(args: readonly string[]): Promise<void> {
  const wanted = suites.filter((suite) =>
    args.length === 0 ? suite !== 'everywhere' : args.includes(suite),
  );
  const unknown = args.filter((arg) => !suites.some((suite) => suite === arg));
  if (unknown.length > 0)
    throw new Error(`Unknown suite ${unknown.join(', ')}; there are ${suites.join(', ')}.`);
  const { passed, failed, failures } = await inParts(wanted, async (suite) => {
    console.log(`\n── ${suite} ──`);
    const result = await runSuite(suite);
    console.log(`${suite}: ${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`);
    return result;
  });
  const list = failures.map((failure) => `failed: ${failure}\n`).join('');
  end(failed > 0 ? 1 : 0, `\n${list}${passed} passed, ${failed} failed\n`);
}

async function runSuite(suite: Suite): Promise<SuiteResult> {
  switch (suite) {
    case 'unit':
      return resultOf('The suite', (env) => runInChild('unit', env));
    case 'integration':
      return runIntegration();
    case 'journeys':
      return runJourneys(usualRounds(process.env));
    case 'everywhere':
      return runJourneys(everywhere);
  }
}

/** Once beside each kind of history. */
async function runIntegration(): Promise<SuiteResult> {
  const desktop = await chooseHost();
  const tests = join(repository, 'dist/test/integration/index');
  return inParts(histories, async (history) => {
    console.log(`\nHistory: ${history}`);
    const stage = await stageOf(history);
    const result = await resultOf(`Beside the history ${history} the suite`, (own) => {
      const env = { ...stage.env, ...own };
      return desktop ? runInDesktop(desktop, stage.folder, env) : runInServer(stage.folder, { tests, env });
    });
    await stage.remove();
    return result;
  });
}

/** With the packaged extension; a few tests that are asked for by their words run with what is built in dist/. */
async function runJourneys(rounds: readonly Round[]): Promise<SuiteResult> {
  await rm(failures, { recursive: true, force: true });
  // Before the clock of the first test runs.
  await ensureCodeServer();
  const packaged = process.env[grepVariable] ? undefined : await packageAndInstall();
  try {
    return await inParts(rounds, async ({ name, env }) => {
      console.log(`\nRound: ${name}`);
      return resultOf(`The round ${name}`, (own) =>
        runInChild('journeys', { ...env, ...packaged?.env, ...own }),
      );
    });
  } finally {
    await packaged?.remove();
  }
}

async function packageAndInstall() {
  const { file, remove } = await packageExtension();
  const installed = join(dirname(file), 'installed');
  await installInto(installed, file);
  return { env: { [packageVariable]: file, [installedVariable]: installed }, remove };
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
