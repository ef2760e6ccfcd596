// Waiting by condition: tries an assertion again until it holds or the time is up.
import { setTimeout as delay } from 'node:timers/promises';

/** Repeats `attempt` until it does not throw and gives its result; after `timeout` ms fails with its last error. */
export async function eventually<T>(attempt: () => Promise<T> | T, timeout = 20_000): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await delay(100);
  }
}
