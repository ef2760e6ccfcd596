// Our own reader of a W&B server in the benchmark: all that hangs together with a version, step by step.

import type { Backend } from '../../../src/backends/backend.ts';
import { openNotebook } from '../../../src/backends/notebook.ts';
import { recall } from '../../../src/backends/recall.ts';
import { remembered } from '../../../src/backends/remembered.ts';
import { wandbServer } from '../../../src/backends/wandbServer/wandbServer.ts';
import { cacheIn } from '../../../src/cli/nodeCache.ts';
import { nodeHost } from '../../../src/cli/nodeHost.ts';
import type { NodeId } from '../../../src/lineage/model.ts';
import type { ArtifactName } from '../../../src/lineage/name.ts';

const { signal } = new AbortController();

export interface Step {
  /** Nodes asked about. */
  readonly frontier: number;
  readonly requests: number;
}

export interface Walk {
  readonly nodes: number;
  readonly edges: number;
  readonly steps: readonly Step[];
  readonly milliseconds: number;
}

export interface Start {
  walk(start: ArtifactName): Promise<Walk>;
  /** Writes to the disk what the next start begins with. */
  keep(): Promise<void>;
}

/** A start of the reader with what an earlier one has kept in `folder`; nothing is asked anew while it walks. */
export function start(url: string, key: string, folder: string): Start {
  const host = nodeHost();
  let requests = 0;
  const counting: typeof fetch = (input, init) => {
    requests++;
    return fetch(input, init);
  };
  const notebook = openNotebook(cacheIn(folder), url, host.now);
  const memory = recall({ notebook, now: host.now, quiet: () => undefined });
  const backend = remembered(
    wandbServer({ host: { ...host, fetch: counting }, url, key, scopes: [], memory }),
    memory,
  );
  return {
    keep: () => notebook.flush(),
    async walk(name) {
      const began = performance.now();
      const found = await backend.find(name, signal);
      if (!found) throw new Error(`The server does not know ${JSON.stringify(name)}.`);
      const walked = await walkAll(backend, found.id, () => requests);
      return { ...walked, milliseconds: performance.now() - began };
    },
  };
}

async function walkAll(
  backend: Backend,
  start: NodeId,
  requests: () => number,
): Promise<Omit<Walk, 'milliseconds'>> {
  const seen = new Set([start]);
  const edges = new Set<string>();
  const steps: Step[] = [];
  for (let frontier: NodeId[] = [start]; frontier.length > 0; ) {
    const before = requests();
    const step = await backend.around(frontier, signal);
    steps.push({ frontier: frontier.length, requests: requests() - before });
    for (const { from, to } of step.edges) edges.add(`${from} ${to}`);
    frontier = [...step.nodes.keys()].filter((id) => !seen.has(id));
    for (const id of frontier) seen.add(id);
  }
  return { nodes: seen.size, edges: edges.size, steps };
}
