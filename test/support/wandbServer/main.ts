// The test W&B server as a program: main.js [--state FILE] [--port N]; ends on SIGINT or SIGTERM.
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startWandbServer } from './server.ts';
import { fromJson } from './state.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { state: { type: 'string' }, port: { type: 'string' } } });
  const server = await startWandbServer({
    ...(values.state ? { state: fromJson(await readFile(values.state, 'utf8')) } : {}),
    ...(values.port ? { port: Number(values.port) } : {}),
  });
  console.log(server.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void server.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
