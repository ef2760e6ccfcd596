// Which names of a file history knows: looked up while the editor waits a moment, and told of once that is known better.

import { turns } from '../backends/pace.ts';
import { namesOf } from '../join/names.ts';
import type { Store } from '../join/store.ts';
import { formatName } from '../lineage/name.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { History } from './history.ts';

/** A server may take longer: the answer then comes by the change; milliseconds. */
const patience = 400;
/** Half-typed names do not gather without end. */
const most = 5_000;

export class KnownNames {
  readonly #store: Store;
  readonly #history: History;
  readonly #changed: () => void;
  readonly #recorded = new Map<string, boolean>();

  constructor(store: Store, history: History, changed: () => void) {
    this.#store = store;
    this.#history = history;
    this.#changed = changed;
  }

  /** Those of the references whose first name history has recorded, as far as that is known by now. */
  async recorded(
    references: readonly CodeReference[],
    signal: AbortSignal,
  ): Promise<readonly CodeReference[]> {
    let late = false;
    const looking = this.#look(references, signal).then(
      (news) => {
        if (news && late) this.#changed();
      },
      // Who asks for one of the names is told what is wrong.
      () => undefined,
    );
    const waited = new Promise<void>((resolve) => setTimeout(resolve, patience));
    await Promise.race([looking, waited]);
    late = true;
    return references.filter((reference) => this.#recorded.get(keyOf(reference)));
  }

  async #look(references: readonly CodeReference[], signal: AbortSignal): Promise<boolean> {
    await this.#history.ready(signal);
    if (this.#recorded.size > most) this.#recorded.clear();
    const pause = turns();
    const asked: Promise<boolean>[] = [];
    for (const reference of references) {
      await pause();
      const looking = this.#lookUp(reference, signal);
      // One that fails before all are waited for fails them all then.
      looking.catch(() => undefined);
      asked.push(looking);
    }
    return (await Promise.all(asked)).includes(true);
  }

  /** Whether it is known better now. */
  async #lookUp(reference: CodeReference, signal: AbortSignal): Promise<boolean> {
    const [name] = namesOf(reference);
    const node = name && (await this.#store.find(name, signal));
    const recorded = (node?.recorded.length ?? 0) > 0;
    const isNew = this.#recorded.get(keyOf(reference)) !== recorded;
    this.#recorded.set(keyOf(reference), recorded);
    return isNew;
  }
}

function keyOf(reference: CodeReference): string {
  const [name] = namesOf(reference);
  return name ? formatName(name) : '';
}
