// Joins history with code, once for the same history, code and past.

import { inTurns } from '../backends/pace.ts';
import { untilAborted } from '../backends/shared.ts';
import type { Lineage, RunId } from '../lineage/model.ts';
import type { CodeFile } from '../python/codeReference.ts';
import { declare, declareSteps } from './declare.ts';
import type { Past } from './past.ts';

const untilDone = new AbortController().signal;

/** What is joined. */
export interface Parts {
  readonly history: Lineage;
  readonly files: ReadonlyMap<string, CodeFile>;
  readonly past: ReadonlyMap<RunId, Past>;
}

export class Joining {
  readonly #parts: () => Parts;
  #going: Promise<void> | undefined;
  #last: { readonly parts: Parts; readonly lineage: Lineage } | undefined;

  /** `parts` gives what there is to join now. */
  constructor(parts: () => Parts) {
    this.#parts = parts;
  }

  /** Keeps what it gave last. */
  now(): Lineage {
    const parts = this.#parts();
    const known = this.#known(parts);
    if (known) return known;
    const lineage = declare(parts.history, [...parts.files.values()], parts.past);
    this.#last = { parts, lineage };
    return lineage;
  }

  /** The same, joined in turns; all who ask meanwhile wait for the same work. */
  async inTurns(signal: AbortSignal): Promise<Lineage> {
    for (;;) {
      const known = this.#known(this.#parts());
      if (known) return known;
      this.#going ??= this.#join();
      await untilAborted(this.#going, signal);
    }
  }

  async #join(): Promise<void> {
    const parts = this.#parts();
    try {
      const steps = declareSteps(parts.history, [...parts.files.values()], parts.past);
      const lineage = await inTurns(steps, untilDone);
      if (same(parts, this.#parts()) && !this.#known(parts)) this.#last = { parts, lineage };
    } finally {
      this.#going = undefined;
    }
  }

  #known(parts: Parts): Lineage | undefined {
    return this.#last && same(this.#last.parts, parts) ? this.#last.lineage : undefined;
  }
}

function same(a: Parts, b: Parts): boolean {
  return a.history === b.history && a.files === b.files && a.past === b.past;
}
