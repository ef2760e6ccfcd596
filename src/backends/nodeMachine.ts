// The machine as Node sees it, handed in like Node's files.

import type { Machine } from './host.ts';

export function nodeMachine(
  os: Pick<typeof import('node:os'), 'hostname' | 'networkInterfaces'>,
  process: { kill(number: number, signal: 0): boolean },
): Machine {
  return {
    name: os.hostname(),
    networks: () =>
      Object.entries(os.networkInterfaces())
        .flatMap(([name, all]) => (all ?? []).map(({ address }) => `${name} ${address}`))
        .sort()
        .join(),
    alive(number) {
      try {
        // Signal 0 asks and does nothing.
        return process.kill(number, 0);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? error.code : undefined;
        return code === 'ESRCH' ? false : code === 'EPERM' ? true : undefined;
      }
    },
  };
}
