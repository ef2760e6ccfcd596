// Answers each question once; what an earlier start was told comes first and is asked anew when it is quiet.

import { BackendError } from './backend.ts';
import type { Notebook } from './notebook.ts';
import { shared } from './shared.ts';

/** A kind of answer. JSON must be able to hold it. */
export interface Kind<A> {
  readonly name: string;
  fits(value: unknown): value is A;
  /** Milliseconds for which an answer stands before it is asked for again; 0: it is not kept. */
  stands(answer: A): number;
}

/** Asks the tracker; `known` is what it said before, if anything. */
type Ask<A> = (signal: AbortSignal, known: A | undefined) => Promise<A>;

export interface Recall {
  /** The answer as it is known, else as `ask` gives it; a failure is not kept. */
  get<A>(kind: Kind<A>, key: string, ask: Ask<A>, signal: AbortSignal): Promise<A>;
  /** What is known of a kind from an earlier start. */
  noted<A>(kind: Kind<A>): Promise<readonly A[]>;
  /** What was in the way when answers of an earlier start were last asked anew: they stand as they were. */
  problem(): string | undefined;
}

export interface RecallOptions {
  /** Without one nothing is known from an earlier start. */
  readonly notebook?: Notebook;
  readonly now: () => number;
  /** Called when what was asked anew differs from what was given, or could not be had. */
  readonly changed?: () => void;
  /** Calls when it is quiet: after the views are drawn. */
  readonly quiet?: (work: () => void) => void;
}

/** Milliseconds in which views draw what is known, before the tracker is asked for what is new. */
const drawing = 500;

interface Held {
  readonly answer: unknown;
  readonly at: number;
}

const never = new AbortController().signal;

export function recall({
  notebook,
  now,
  changed = () => undefined,
  quiet = (work) => void setTimeout(work, drawing),
}: RecallOptions): Recall {
  const held = new Map<string, Held>();
  const asking = shared<unknown>(() => false);
  /** Work that asks anew and tells whether the answer is another one. */
  const stale: (() => Promise<boolean>)[] = [];
  let problem: string | undefined;

  function hold<A>(kind: Kind<A>, key: string, answer: A): void {
    if (kind.stands(answer) === 0) return;
    held.set(key, { answer, at: now() });
    notebook?.set(key, answer ?? null);
  }

  function later(work: () => Promise<boolean>): void {
    if (stale.push(work) === 1) quiet(() => void askAnew());
  }

  async function askAnew(): Promise<void> {
    const results = await Promise.allSettled(stale.splice(0).map((work) => work()));
    const before = problem;
    problem = undefined;
    for (const result of results) if (result.status === 'rejected') problem ??= sentenceOf(result.reason);
    const news = results.some((result) => result.status === 'fulfilled' && result.value);
    if (news || problem !== before) changed();
  }

  return {
    problem: () => problem,
    async get<A>(kind: Kind<A>, key: string, ask: Ask<A>, signal: AbortSignal): Promise<A> {
      signal.throwIfAborted();
      const place = `${kind.name} ${key}`;
      const own = held.get(place);
      if (own && now() - own.at < kind.stands(own.answer as A)) return own.answer as A;
      await notebook?.ready();
      const note = own ? undefined : notebook?.get(place)?.value;
      const known = note === null ? undefined : note;
      if (note !== undefined && kind.fits(known)) {
        held.set(place, { answer: known, at: now() });
        later(async () => {
          const answer = await ask(never, known);
          hold(kind, place, answer);
          return textOf(answer) !== textOf(known);
        });
        return known;
      }
      const fresh = asking.get(
        place,
        async (inner) => {
          const answer = await ask(inner, own?.answer as A | undefined);
          hold(kind, place, answer);
          return answer;
        },
        signal,
      );
      return (await fresh) as A;
    },
    async noted(kind) {
      await notebook?.ready();
      return (notebook?.under(`${kind.name} `) ?? []).map(({ value }) => value).filter(kind.fits);
    },
  };
}

/** When something was read makes no difference. */
function textOf(answer: unknown): string | undefined {
  return JSON.stringify(answer, (key, value) => (key === 'readAt' ? 0 : value));
}

function sentenceOf(error: unknown): string {
  const what = error instanceof BackendError ? error.message : 'What is new could not be read.';
  return `${what} Until then what was read before is shown.`;
}
