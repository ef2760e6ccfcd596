// Answers each question once; what an earlier start was told comes first and is asked anew when it is quiet.

import { sentence } from '../lineage/sentence.ts';
import { BackendError, type Problem, problemOf } from './backend.ts';
import type { Notebook } from './notebook.ts';
import { shared } from './shared.ts';

/** A kind of answer. JSON must be able to hold it. */
export interface Kind<A> {
  readonly name: string;
  /** Its answers never change: what an earlier start was told is not asked for again. */
  readonly fixed?: true;
  fits(value: unknown): value is A;
  /** Milliseconds for which an answer stands before it is asked for again; 0: it is not kept. */
  stands(answer: A): number;
}

/** Asks the tracker; `known` is what it said before, if anything. */
type Ask<A> = (signal: AbortSignal, known: A | undefined) => Promise<A>;

export interface Recall {
  /**
   * The answer as it is known, else as `ask` gives it; a failure is not kept. While the tracker is out of reach or does
   * not accept the key, it soon rejects with that for what is not known: nobody waits for the same twice.
   */
  get<A>(kind: Kind<A>, key: string, ask: Ask<A>, signal: AbortSignal): Promise<A>;
  /**
   * Asks anew for those answers of this start that `which` picks, each with its kind and key, and tells whether any is another one now. Rejects with
   * a failure when nothing could be had. Of more than `most` those that somebody wanted last are asked for.
   */
  renew(which: (answer: unknown, place: string) => boolean, most?: number): Promise<boolean>;
  /** Puts a longer answer in the place of one that is held, as `read` makes it; nothing where none is held. */
  extend<A>(kind: Kind<A>, key: string, read: (known: A) => Promise<A>): Promise<void>;
  /** What is known of a kind from an earlier start. */
  noted<A>(kind: Kind<A>): Promise<readonly A[]>;
  /** When the tracker last gave the answer that is held, milliseconds since 1970; undefined where none is. */
  saidAt<A>(kind: Kind<A>, key: string): number | undefined;
  /** What was in the way when answers of an earlier start were last asked anew: they stand as they were. */
  problem(): Problem | undefined;
}

export interface RecallOptions {
  /** Without one nothing is known from an earlier start. */
  readonly notebook?: Notebook;
  readonly now: () => number;
  /** When it aborts, nothing is asked anew any more. */
  readonly ended?: AbortSignal;
  /** Called when what was asked anew differs from what was given, or could not be had. */
  readonly changed?: () => void;
  /** Calls when it is quiet: after the views are drawn. */
  readonly quiet?: (work: () => void) => void;
}

/** Milliseconds for which a tracker that could not be asked is left alone. */
const rest = 15_000;
/** Milliseconds in which views draw what is known, before the tracker is asked for what is new. */
const drawing = 500;

interface Held {
  readonly answer: unknown;
  /** From when on it stands; one of an earlier start stands anew. */
  readonly at: number;
  readonly saidAt: number;
  /** Asks anew what is held, holds the answer and tells whether it is another one. */
  readonly again: () => Promise<boolean>;
}

const never = new AbortController().signal;

export function recall({
  notebook,
  now,
  ended = never,
  changed = () => undefined,
  quiet = (work) => void setTimeout(work, drawing),
}: RecallOptions): Recall {
  const held = new Map<string, Held>();
  /** When each was last asked for, as a count. */
  const wanted = new Map<string, number>();
  let turn = 0;
  const asking = shared<unknown>(() => false);
  /** Work that asks anew and tells whether the answer is another one. */
  const stale: (() => Promise<boolean>)[] = [];
  let problem: Problem | undefined;
  /** The failure that the next question would meet too. */
  let lost: { readonly failure: BackendError; readonly at: number } | undefined;

  /** Notes whether the tracker can be asked. */
  async function listening<A>(answer: Promise<A>): Promise<A> {
    try {
      const given = await answer;
      lost = undefined;
      return given;
    } catch (error) {
      if (error instanceof BackendError && (error.trouble === 'signedOut' || error.trouble === 'unreachable'))
        lost = { failure: error, at: now() };
      throw error;
    }
  }

  function hold<A>(kind: Kind<A>, key: string, answer: A, ask: Ask<A>): void {
    if (kind.stands(answer) === 0) return;
    held.set(key, { answer, at: now(), saidAt: now(), again: () => askAgain(kind, key, ask) });
    notebook?.set(key, answer ?? null);
  }

  async function askAgain<A>(kind: Kind<A>, key: string, ask: Ask<A>): Promise<boolean> {
    const known = held.get(key)?.answer as A | undefined;
    const answer = await listening(ask(ended, known));
    hold(kind, key, answer, ask);
    return textOf(answer) !== textOf(known);
  }

  function later(work: () => Promise<boolean>): void {
    if (stale.push(work) === 1) quiet(() => void askAnew());
  }

  async function askAnew(): Promise<void> {
    const results = await Promise.allSettled(stale.splice(0).map((work) => work()));
    if (ended.aborted) return;
    const before = problem;
    problem = undefined;
    for (const result of results) if (result.status === 'rejected') problem ??= meanwhile(result.reason);
    const news = results.some((result) => result.status === 'fulfilled' && result.value);
    if (news || textOf(problem) !== textOf(before)) changed();
  }

  return {
    problem: () => problem ?? (lost && (held.size > 0 ? meanwhile(lost.failure) : problemOf(lost.failure))),
    async get<A>(kind: Kind<A>, key: string, ask: Ask<A>, signal: AbortSignal): Promise<A> {
      signal.throwIfAborted();
      const place = `${kind.name} ${key}`;
      wanted.set(place, ++turn);
      const own = held.get(place);
      if (own && now() - own.at < kind.stands(own.answer as A)) return own.answer as A;
      // Of the many that ask at once none is put off for what is there.
      const reading = notebook?.ready();
      if (reading) await reading;
      const note = own ? undefined : notebook?.get(place);
      const known = note?.value === null ? undefined : note?.value;
      if (note !== undefined && kind.fits(known)) {
        const again = () => askAgain(kind, place, ask);
        held.set(place, { answer: known, at: now(), saidAt: note.at, again });
        if (!kind.fixed) later(again);
        return known;
      }
      if (lost && now() - lost.at < rest) throw lost.failure;
      const fresh = asking.get(
        place,
        async (inner) => {
          const answer = await listening(ask(inner, own?.answer as A | undefined));
          hold(kind, place, answer, ask);
          return answer;
        },
        signal,
      );
      return (await fresh) as A;
    },
    async renew(which, most = Number.POSITIVE_INFINITY) {
      const chosen = [...held]
        .flatMap(([place, it]) => (which(it.answer, place) ? [{ place, ...it }] : []))
        .sort((a, b) => (wanted.get(b.place) ?? 0) - (wanted.get(a.place) ?? 0))
        .slice(0, most);
      const results = await Promise.allSettled(chosen.map(({ again }) => again()));
      const failure = results.find((it) => it.status === 'rejected');
      const answered = results.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
      if (failure && answered.length === 0) throw failure.reason;
      return answered.includes(true);
    },
    async extend(kind, key, read) {
      const place = `${kind.name} ${key}`;
      const own = held.get(place);
      if (!own) return;
      const answer = await read(own.answer as Parameters<typeof read>[0]);
      if (answer === own.answer || held.get(place) !== own) return;
      held.set(place, { ...own, answer });
      notebook?.set(place, answer ?? null);
    },
    saidAt: (kind, key) => held.get(`${kind.name} ${key}`)?.saidAt,
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

function meanwhile(error: unknown): Problem {
  const { text, ...rest } =
    error instanceof BackendError ? problemOf(error) : { text: sentence('What is new could not be read.') };
  return { text: sentence('{0} Until then what was read before is shown.', text), ...rest };
}
