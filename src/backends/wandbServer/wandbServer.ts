// History from a W&B server over GraphQL: cloud, dedicated or self-hosted.

import type { Scope, WholeScope } from '../../lineage/model.ts';
import { inEnglish, type Sentence, sentence } from '../../lineage/sentence.ts';
import {
  type Backend,
  BackendError,
  type Problem,
  problemOf,
  type Remedy,
  type Trouble,
} from '../backend.ts';
import { type Recall, recall } from '../recall.ts';
import { serverAddress } from './address.ts';
import { rememberAround } from './around.ts';
import { stepAsker } from './askSteps.ts';
import { type ClientOptions, createClient } from './client.ts';
import { findByName, findRunsByName, placesOf, type Sought } from './findNode.ts';
import { inHalves } from './inHalves.ts';
import { listCollections } from './listCollections.ts';
import { listRuns } from './listRuns.ts';
import { listVersions } from './listVersions.ts';
import type { Reader } from './nodes.ts';
import { runFilter } from './runFilter.ts';
import { openSession } from './session.ts';
import { together } from './together.ts';
import { type Tolerant, tolerant } from './tolerant.ts';
import { versionFiles } from './versionFiles.ts';

/** Names that are looked for in one request. */
const namesAtOnce = 20;

export interface WandbServerOptions extends ClientOptions {
  /** The projects in play; without an entity it is the user's default one. */
  readonly scopes: readonly Scope[];
  /** Projects that the user has taken out of play, as `entity/project`. */
  readonly hidden?: readonly string[];
  /** Whether artifacts that the SDK makes by itself (job definitions, code, logged tables) are read too. */
  readonly generated?: boolean;
  /** Is told how each question ended; undefined: well. */
  readonly heard?: (trouble: Trouble | undefined) => void;
  /** Is told whose key it is, once the server has said so. */
  readonly met?: (username: string) => void;
  /** Keeps what is known around nodes; by default only as long as this backend lives. */
  readonly memory?: Recall;
}

/** `key` must be one that the user gave for the server at `url`. Throws a BackendError for an address that is none. */
export function wandbServer({
  scopes: given,
  hidden,
  generated = false,
  memory,
  heard,
  met,
  ...options
}: WandbServerOptions): Backend {
  const problems = new Map<string, Problem>();
  const tell = (text: Sentence, remedy?: Remedy) =>
    void problems.set(inEnglish(text), { text, ...(remedy && { remedy }) });
  const plain = createClient({ ...options, url: serverAddress(options.url) });
  const client = telling(tolerant(plain), tell, heard);
  const session = openSession(client, given, hidden, met);
  const label = `W&B (${client.machine})`;

  const reader = (): Reader => ({
    source: { label, readAt: options.host.now() },
    app: client.app,
    generated,
    organizationOf: (entity) => session.known()?.organizations.find((it) => it.entity === entity)?.name,
  });
  const missing = ({ entity, project }: WholeScope) =>
    tell(
      sentence(
        'There is no project {0} at {1}, or your account may not see it.',
        `${entity}/${project}`,
        client.machine,
      ),
      'projects',
    );

  const askSteps = stepAsker(client, reader, (problem) => tell(problem, 'again'));
  const known = memory ?? recall({ now: options.host.now });
  const { around, learn, readOn } = rememberAround(
    async (wanted, signal) => {
      await session.entity(signal);
      return askSteps(wanted, signal);
    },
    known,
    (failure) => void problems.set(failure.message, problemOf(failure)),
  );
  const findOne = together(
    namesAtOnce,
    inHalves((sought: readonly Sought[], signal) => findByName(client, sought, reader(), signal)),
  );
  const findRunsOf = together(
    namesAtOnce,
    inHalves(async (names: readonly string[], signal) =>
      findRunsByName(client, names, await session.scopes(signal), reader(), signal),
    ),
  );

  return {
    kind: 'wandb',
    seesAll: true,
    label,
    async collections(cursor, signal) {
      const scopes = await session.scopes(signal);
      const organizations = await session.organizations(signal);
      return listCollections(client, scopes, organizations, cursor, reader(), missing, signal);
    },
    async versions(collection, cursor, signal) {
      const found = await listVersions(client, collection, cursor, reader(), signal);
      learn(found.items);
      return found;
    },
    async runs(cursor, signal, query) {
      // Reading from the start again: what was in the way before may be gone.
      if (cursor === undefined) problems.clear();
      const filter = query && runFilter(query);
      const scopes = await session.scopes(signal);
      const oldest = query?.oldestFirst ?? false;
      return listRuns(client, scopes, filter, oldest, cursor, reader(), missing, signal);
    },
    async find(name, signal) {
      const scopes = await session.scopes(signal);
      const organizations = await session.organizations(signal);
      const places = placesOf(name, scopes, await session.entity(signal), organizations);
      const found = await findOne({ name, places }, signal);
      if (found) learn([found]);
      return found;
    },
    async findRuns(name, signal) {
      await session.entity(signal);
      return findRunsOf(name, signal);
    },
    around,
    readOn,
    files: versionFiles(client, known, tell),
    problems: async () => [
      ...(given.length === 0
        ? [
            {
              text: sentence(
                'No W&B project is in play: name one in wandb.init, in WANDB_PROJECT or in the settings to see its runs.',
              ),
              remedy: 'projects' as const,
            },
          ]
        : []),
      ...[session.age()].flatMap((text) => (text === undefined ? [] : [{ text }])),
      ...problems.values(),
    ],
  };
}

/** A client that notes when a server answered only in part, and tells how it fared. */
function telling(
  client: Tolerant,
  tell: (text: Sentence, remedy: Remedy) => void,
  heard: WandbServerOptions['heard'],
): Tolerant {
  return {
    ...client,
    async ask(query, variables, signal) {
      const answer = await client.ask(query, variables, signal).catch((error: unknown) => {
        if (error instanceof BackendError) heard?.(error.trouble);
        throw error;
      });
      heard?.(undefined);
      if (answer.failed.size > 0)
        tell(sentence('{0} left out a part of its answer: refresh to ask again.', client.machine), 'again');
      return answer;
    },
  };
}
