// Who the key belongs to, asked once, and the projects in play with that user's defaults filled in.

import * as v from 'valibot';
import type { Scope } from '../../lineage/model.ts';
import { untilAborted } from '../shared.ts';
import { agedSentence, ageFields, learnAge } from './age.ts';
import { misshapen, signedOut } from './failure.ts';
import { viewer } from './replies.ts';
import type { Tolerant } from './tolerant.ts';

export type Whole = Required<Scope>;

/** Where the SDK puts runs that name no project. */
const defaultProject = 'uncategorized';

export interface Session {
  /**
   * Rejects with a BackendError (`signedOut`) when the server does not know the key: it then answers every other
   * question as if nothing were there.
   */
  scopes(signal: AbortSignal): Promise<readonly Whole[]>;
  /** The user's default entity, where a name without an entity is looked for when no project is in play. */
  entity(signal: AbortSignal): Promise<string>;
  /** That the server is older than what we know how to ask, in a sentence; known after the first answer. */
  age(): string | undefined;
}

export function openSession(client: Tolerant, scopes: readonly Scope[]): Session {
  let asked: Promise<string> | undefined;
  let version: string | undefined;

  /** One question for all who ask at once: it is not stopped when one of them no longer waits. */
  async function entity(signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return untilAborted(asked, signal);
  }

  async function ask(): Promise<string> {
    const { data } = await client.ask(
      `query Viewer { viewer { entity username } ${ageFields} }`,
      {},
      new AbortController().signal,
    );
    const reply = v.safeParse(viewer, data.viewer);
    if (!reply.success) throw misshapen(client.machine);
    if (!reply.output) throw signedOut(client.machine, client.signIn);
    version = learnAge(data.serverInfo, client);
    return reply.output.entity || reply.output.username || '';
  }

  return {
    entity,
    age: () => agedSentence(client, version),
    async scopes(signal) {
      const own = await entity(signal);
      return scopes
        .map((scope) => ({ entity: scope.entity || own, project: scope.project || defaultProject }))
        .filter((scope, index, all) => all.findIndex((other) => same(scope, other)) === index);
    },
  };
}

export function same(a: Whole, b: Whole): boolean {
  return a.entity === b.entity && a.project === b.project;
}
