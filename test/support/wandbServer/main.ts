// The test W&B server as a program: main.js [--state FILE | --runs N] [--port N] [--latency MS]; ends on SIGINT or SIGTERM.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { generateProject } from './generateProject.ts';
import { startWandbServer } from './server.ts';
import { fromJson } from './state.ts';

const text = { type: 'string' } as const;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { state: text, runs: text, port: text, latency: text } });
  const state = values.state
    ? fromJson(await readFile(values.state, 'utf8'))
    : values.runs
      ? generateProject({ entity: 'ada', project: 'sweeps', runs: Number(values.runs) })
      : undefined;
  const server = await startWandbServer({
    ...(state && { state }),
    ...(values.port && { port: Number(values.port) }),
  });
  server.switches.latency = Number(values.latency ?? 0);
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
