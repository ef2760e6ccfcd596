// The shapes of a W&B server's replies, checked and translated at the door; odd parts are left out, not fatal.

import * as v from 'valibot';

/** A field that counts as absent when it is null or has another form than expected. */
function odd<T extends v.GenericSchema>(schema: T) {
  return v.fallback(v.nullish(schema), undefined);
}

const text = odd(v.string());
/** GraphQL's Int64: a number, or a string of digits. */
const count = odd(v.pipe(v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/))]), v.transform(Number)));
/** A moment as W&B writes it: without a zone it is UTC. Milliseconds since 1970. */
const moment = odd(
  v.pipe(
    v.string(),
    v.transform((value) => Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(value) ? value : `${value}Z`)),
    v.number(),
  ),
);
/** JSONString: an object written as a text. */
const json = odd(v.pipe(v.string(), v.transform(parseJson), v.record(v.string(), v.unknown())));

const project = v.object({ name: v.string(), entityName: v.string() });
const named = odd(v.object({ name: v.string() }));
const pageInfo = odd(v.object({ endCursor: text, hasNextPage: v.fallback(v.boolean(), false) }));

export const run = v.object({
  name: v.string(),
  displayName: text,
  state: text,
  jobType: text,
  group: text,
  tags: odd(v.array(v.string())),
  notes: text,
  commit: text,
  host: text,
  sweepName: text,
  createdAt: moment,
  heartbeatAt: moment,
  user: odd(v.object({ name: text, username: text })),
  project: odd(project),
  wandbConfig: json,
  config: json,
  summaryMetrics: json,
});
export type RunReply = v.InferOutput<typeof run>;

export const version = v.object({
  id: v.string(),
  state: text,
  digest: text,
  size: count,
  fileCount: count,
  versionIndex: odd(v.number()),
  ttlDurationSeconds: odd(v.union([v.number(), v.pipe(v.string(), v.transform(Number), v.number())])),
  description: text,
  createdAt: moment,
  tags: odd(v.array(v.object({ name: v.string() }))),
  aliases: odd(
    v.array(
      v.object({ alias: v.string(), artifactCollection: odd(v.object({ __typename: text, name: text })) }),
    ),
  ),
  artifactType: named,
  artifactSequence: v.object({ name: v.string(), project: odd(project) }),
  metadata: json,
});
export type VersionReply = v.InferOutput<typeof version>;

export const collection = v.object({
  __typename: text,
  name: v.string(),
  project: odd(project),
  defaultArtifactType: named,
});
export type CollectionReply = v.InferOutput<typeof collection>;

/** A page of a list. A node that is null (deleted, forbidden) or misshapen is null. */
export function connection<T extends v.GenericSchema>(node: T) {
  return v.object({
    edges: v.array(v.object({ cursor: text, node: v.fallback(v.nullish(node), null) })),
    pageInfo,
    totalCount: odd(v.number()),
  });
}

const membership = v.object({ artifactCollection: odd(collection) });

export const runAround = v.object({
  ...run.entries,
  inputArtifacts: odd(connection(version)),
  outputArtifacts: odd(connection(version)),
});

const counted = odd(v.object({ totalCount: odd(v.number()) }));

/** A run with the numbers of its artifacts alone. */
export const runCounted = v.object({
  ...run.entries,
  inputArtifacts: counted,
  outputArtifacts: counted,
});

export const versionAround = v.object({
  ...version.entries,
  createdBy: odd(v.looseObject({ __typename: text, name: text, username: text })),
  usedBy: odd(connection(run)),
  artifactMemberships: odd(connection(membership)),
});

export const collectionAround = v.object({
  ...collection.entries,
  artifacts: odd(connection(version)),
});

const organization = v.object({ name: v.string(), orgEntity: named });

export const viewer = v.nullish(v.object({ entity: text, username: text }));

export const memberOf = v.nullish(v.object({ organizations: odd(v.array(organization)) }));

const names = odd(connection(v.object({ name: v.string() })));

export const viewerTeams = v.nullish(v.object({ entity: text, username: text, teams: names }));

export const projectsOf = names;

export const entityProjects = v.nullish(v.object({ projects: names }));

export const typesIn = v.nullish(
  v.object({
    artifactTypes: odd(connection(v.object({ name: v.string() }))),
    artifactCollections: odd(connection(collection)),
  }),
);

export const collectionsIn = v.nullish(
  v.object({
    artifactType: odd(v.object({ artifactCollections: odd(connection(collection)) })),
    artifactCollections: odd(connection(collection)),
  }),
);

export const versionsIn = v.nullish(
  v.object({ artifactCollection: odd(v.object({ artifacts: odd(connection(version)) })) }),
);

export const runsIn = v.nullish(v.object({ runs: odd(connection(run)) }));

export const foundIn = v.nullish(
  v.object({
    artifactCollectionMembership: odd(v.object({ artifact: odd(version) })),
    /** What older servers have in its place. */
    artifact: odd(version),
    artifactCollection: odd(collection),
  }),
);

export const filesIn = v.nullish(
  v.object({ files: odd(connection(v.object({ name: v.string(), sizeBytes: count, digest: text }))) }),
);

export const fileAddress = v.nullish(
  v.object({ files: odd(connection(v.object({ name: v.string(), directUrl: v.string() }))) }),
);

function parseJson(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
