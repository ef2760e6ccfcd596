// Makes the recorded part of the sample again: run folders, the server's state, the oracle's edges, the lineage file.
// Needs Linux and root.
//
//   node test/support/sample/make.ts
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { repository } from '../hosts/paths.ts';
import { keepRunFolders } from '../sdk/keepRunFolders.ts';
import { commitAll, neutralHome, neutralSettings, onNeutralMachine } from '../sdk/neutralMachine.ts';
import { askOracle } from '../sdk/oracle.ts';
import { wandbVersion } from '../sdk/pythonEnvironment.ts';
import { startWandbServer } from '../wandbServer/server.ts';
import { fromJson, toJson } from '../wandbServer/state.ts';
import { runPipeline } from './pipeline.ts';
import { traces } from './traces.ts';

const project = join(neutralHome, 'mnist');
const sample = join(repository, 'media', 'sample');
const fixtures = join(repository, 'test', 'fixtures', 'sample');

/** The lineage file, as our own command line exports it from the server. */
async function exportLineage(): Promise<void> {
  const state = fromJson(await readFile(join(fixtures, 'server.json'), 'utf8'));
  const server = await startWandbServer({ state });
  try {
    const program = [process.execPath, '--no-warnings', join(repository, 'src', 'cli', 'main.ts')];
    const args = ['lineage', 'mnist_model:v0', '--dir', sample, '--backend', 'wandb', '--format', 'json'];
    const env = {
      PATH: process.env.PATH,
      HOME: neutralHome,
      WANDB_BASE_URL: server.url,
      WANDB_API_KEY: server.key,
    };
    const json = await outputOf([...program, ...args], env);
    await writeFile(join(sample, 'mnist.lineage.json'), json);
  } finally {
    await server.close();
  }
}

function outputOf([program = '', ...args]: readonly string[], env: NodeJS.ProcessEnv): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { env }, (error, stdout, stderr) =>
      error ? reject(new Error(`${error.message}\n${stderr}`)) : resolve(stdout),
    );
  });
}

/** On the neutral machine. */
async function makeSample(): Promise<void> {
  const runFolders = join(sample, 'wandb');
  const made = (path: string) => path === runFolders || path.endsWith('.lineage.json');
  await cp(sample, project, { recursive: true, filter: (path) => !made(path) });
  await writeFile(join(project, '.gitignore'), 'wandb/\nartifacts/\nmodel.json\n');
  await commitAll(project, 'https://github.com/example/mnist.git', 'The guide, in small');
  const server = await startWandbServer();
  try {
    const setting = { home: neutralHome, server, python: join(neutralHome, 'python', 'bin', 'python') };
    await runPipeline({ ...setting, folder: project, env: neutralSettings });
    const edges = await askOracle('ada/mnist-lineage', { ...setting, cwd: neutralHome });
    if (server.unknown.length > 0) throw new Error(`The server did not know: ${server.unknown.join(', ')}`);
    await keepRunFolders(join(project, 'wandb'), join(sample, 'wandb'));
    await mkdir(fixtures, { recursive: true });
    await writeFile(join(fixtures, 'server.json'), toJson(server.state));
    await writeFile(join(fixtures, 'oracle.json'), `${JSON.stringify(edges, null, 2)}\n`);
  } finally {
    await server.close();
  }
}

async function main(): Promise<void> {
  if (!(await onNeutralMachine('test/support/sample/make.ts', { python: wandbVersion }, makeSample))) return;
  await exportLineage();
  const found = await traces([join(sample, 'wandb'), fixtures]);
  if (found.length > 0) throw new Error(`The sample names this machine:\n${found.join('\n')}`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
