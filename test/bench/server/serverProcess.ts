// The test W&B server in a process of its own, so that neither reader pays for the server's work.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { generate } from '../../support/lineage/generate.ts';
import { stateOf } from '../../support/wandbServer/fromLineage.ts';
import { startWandbServer } from '../../support/wandbServer/server.ts';

/** What a reader has cost the server since it was last asked. */
export interface Cost {
  /** Questions by GraphQL. */
  readonly requests: number;
  /** Of their bodies, both ways. */
  readonly bytes: number;
}

export interface ServerProcess {
  readonly url: string;
  readonly key: string;
  cost(): Promise<Cost>;
  stop(): void;
}

/** Starts a server with a generated lineage; `latency` in milliseconds for each reply. */
export async function startProcess(nodes: number, latency: number): Promise<ServerProcess> {
  const child = fork(process.argv[1] ?? '', ['server', 'serve', String(nodes), String(latency)]);
  const [{ url, key }] = (await once(child, 'message')) as [{ url: string; key: string }];
  return {
    url,
    key,
    async cost() {
      child.send('cost');
      const [cost] = (await once(child, 'message')) as [Cost];
      return cost;
    },
    stop: () => child.kill(),
  };
}

/** The other side: serves until it is killed. */
export async function serve(nodes: number, latency: number): Promise<never> {
  const server = await startWandbServer({ state: stateOf(generate(nodes, 1)) });
  server.switches.latency = latency;
  process.on('message', () => {
    const asked = server.requests.splice(0).filter(({ path }) => path === '/graphql');
    const bytes = asked.reduce((sum, { sent, received }) => sum + sent + received, 0);
    process.send?.({ requests: asked.length, bytes } satisfies Cost);
  });
  process.send?.({ url: server.url, key: server.key });
  return new Promise(() => undefined);
}
