// Who the key belongs to, asked once, and the projects in play with that user's defaults filled in.

import * as v from 'valibot';
import type { Scope, WholeScope } from '../../lineage/model.ts';
import type { Sentence } from '../../lineage/sentence.ts';
import { untilAborted } from '../shared.ts';
import { agedSentence, ageFields, learnAge } from './age.ts';
import { misshapen } from './failure.ts';
import { memberOf, viewer } from './replies.ts';
import type { Tolerant } from './tolerant.ts';

/** Where the SDK puts runs that name no project. */
const defaultProject = 'uncategorized';

/** An organization, by the name that people read and by the entity that holds its registries. */
export interface Organization {
  readonly name: string;
  readonly entity: string;
}

export interface Session {
  /**
   * Rejects with a BackendError (`signedOut`) when the server does not know the key: it then answers every other
   * question as if nothing were there.
   */
  scopes(signal: AbortSignal): Promise<readonly WholeScope[]>;
  /** The user's default entity, where a name without an entity is looked for when no project is in play. */
  entity(signal: AbortSignal): Promise<string>;
  /** The user's organizations. */
  organizations(signal: AbortSignal): Promise<readonly Organization[]>;
  /** What is known by now, without a question. */
  known(): Known | undefined;
  /** That the server is older than what we know how to ask; known after the first answer. */
  age(): Sentence | undefined;
}

export interface Known {
  readonly username: string;
  readonly entity: string;
  readonly organizations: readonly Organization[];
}

/** `hidden` are projects that are not in play, as `entity/project`. */
export function openSession(
  client: Tolerant,
  scopes: readonly Scope[],
  hidden: readonly string[] = [],
  met: (username: string) => void = () => undefined,
): Session {
  let asked: Promise<Known> | undefined;
  let known: Known | undefined;
  let version: string | undefined;

  /** One question for all who ask at once: it is not stopped when one of them no longer waits. */
  async function who(signal: AbortSignal): Promise<Known> {
    signal.throwIfAborted();
    asked ??= ask().catch((error: unknown) => {
      asked = undefined;
      throw error;
    });
    return untilAborted(asked, signal);
  }

  async function ask(): Promise<Known> {
    // Apart, so that a refused list of organizations does not look like an unknown key.
    const organized = 'member: viewer { organizations { name orgEntity { name } } }';
    const { data } = await client.ask(
      `query Viewer { viewer { entity username } ${organized} ${ageFields} }`,
      {},
      new AbortController().signal,
    );
    const reply = v.safeParse(viewer, data.viewer);
    if (!reply.success) throw misshapen(client.machine);
    if (!reply.output) throw client.refused();
    version = learnAge(data.serverInfo, client);
    const { entity, username } = reply.output;
    const member = v.safeParse(memberOf, data.member);
    const organizations = member.success ? member.output?.organizations : [];
    known = {
      username: username || entity || '',
      entity: entity || username || '',
      organizations: (organizations ?? []).flatMap(({ name, orgEntity }) =>
        orgEntity ? [{ name, entity: orgEntity.name }] : [],
      ),
    };
    met(known.username);
    return known;
  }

  return {
    entity: async (signal) => (await who(signal)).entity,
    organizations: async (signal) => (await who(signal)).organizations,
    known: () => known,
    age: () => agedSentence(client, version),
    async scopes(signal) {
      const { entity: own } = await who(signal);
      return scopes
        .map((scope) => ({ entity: scope.entity || own, project: scope.project || defaultProject }))
        .filter((scope) => !hidden.includes(`${scope.entity}/${scope.project}`))
        .filter((scope, index, all) => all.findIndex((other) => same(scope, other)) === index);
    },
  };
}

export function same(a: WholeScope, b: WholeScope): boolean {
  return a.entity === b.entity && a.project === b.project;
}
