// All that the test server knows, as plain data: it can be saved as JSON and started from again.

/** The form of saved states; a saved state of another form is refused. */
const form = 'wandb-test-server/1';

export interface State {
  readonly form: typeof form;
  /** The number in the newest global id. */
  lastId: number;
  readonly user: UserRow;
  readonly organizations: OrganizationRow[];
  readonly projects: ProjectRow[];
  readonly runs: RunRow[];
  readonly collections: CollectionRow[];
  readonly artifacts: ArtifactRow[];
  readonly memberships: MembershipRow[];
  /** What was uploaded, by its path below `/storage/`. */
  readonly files: Record<string, StoredFile>;
}

/** The owner of the key. The entity of the same name is the default one. */
export interface UserRow {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly email: string;
  readonly teams: string[];
}

/** `name` is the one shown; `entity` holds the registries. */
export interface OrganizationRow {
  readonly id: string;
  readonly name: string;
  readonly entity: string;
}

export interface ProjectRow {
  readonly id: string;
  readonly number: number;
  readonly entity: string;
  name: string;
  readonly createdAt: string;
  description: string | null;
}

/** JSON texts are kept as the client sent them. Times are ISO 8601, UTC. */
export interface RunRow {
  readonly id: string;
  readonly project: string;
  readonly name: string;
  displayName: string;
  description: string | null;
  notes: string | null;
  tags: string[];
  state: 'running' | 'finished' | 'failed' | 'crashed' | 'killed' | 'preempting' | 'pending';
  group: string | null;
  jobType: string | null;
  commit: string | null;
  host: string | null;
  sweepName: string | null;
  config: string;
  summaryMetrics: string;
  readonly createdAt: string;
  heartbeatAt: string;
  historyLineCount: number;
  /** The last line, as a JSON text. */
  historyTail: string | null;
  eventsLineCount: number;
  eventsTail: string | null;
  logLineCount: number;
  readonly used: { readonly artifact: string; readonly usedAs: string[] }[];
  /** Ids of artifacts. */
  readonly logged: string[];
  /** By name, the path below `/storage/`. */
  readonly files: Record<string, string>;
}

/** A sequence owns the versions that runs logged under its name; a portfolio holds links to versions. */
export interface CollectionRow {
  readonly id: string;
  readonly kind: 'ArtifactSequence' | 'ArtifactPortfolio';
  readonly project: string;
  name: string;
  type: string;
  description: string | null;
  readonly createdAt: string;
}

export interface ArtifactRow {
  readonly id: string;
  /** The collection that owns it. */
  readonly sequence: string;
  /** The run that logged it, or the user who made it, by id. */
  readonly createdBy: string | null;
  /** Seconds after which it is deleted. */
  ttl?: number;
  state: 'PENDING' | 'COMMITTED' | 'DELETED';
  versionIndex: number | null;
  digest: string;
  readonly digestAlgorithm: 'MANIFEST_MD5' | 'MANIFEST_XXH128';
  readonly clientId: string | null;
  readonly sequenceClientId: string | null;
  description: string | null;
  metadata: string | null;
  readonly tags: string[];
  /** Aliases to give on commit. */
  readonly wanted: string[];
  readonly createdAt: string;
  manifest: { readonly id: string; digest: string; readonly path: string; readonly createdAt: string } | null;
  readonly files: { readonly name: string; readonly md5: string; readonly path: string }[];
}

/** A version's place in a collection: the owning sequence, and every portfolio that it was linked to. */
export interface MembershipRow {
  readonly id: string;
  readonly collection: string;
  readonly artifact: string;
  /** The version's number in this collection. */
  readonly versionIndex: number;
  /** Without `vN`. */
  aliases: string[];
  readonly createdAt: string;
}

export type StoredFile = { readonly text: string } | { readonly base64: string };

/** A server on which nothing has happened: one user, who belongs to one organization. */
export function emptyState(): State {
  return {
    form,
    lastId: 2,
    user: { id: globalId('User', 1), username: 'ada', name: 'Ada', email: 'ada@example.com', teams: [] },
    organizations: [{ id: globalId('Organization', 2), name: 'Example', entity: 'example-org' }],
    projects: [],
    runs: [],
    collections: [],
    artifacts: [],
    memberships: [],
    files: {},
  };
}

/** The state as JSON text, laid out for people to read. */
export function toJson(state: State): string {
  return `${JSON.stringify(state, null, 2)}\n`;
}

/** Throws when the text is not a saved state of this form. */
export function fromJson(text: string): State {
  const state = JSON.parse(text);
  if (state?.form !== form) throw new Error(`Not a saved state of the test server (${form})`);
  return state;
}

/** W&B's ids of things: base64 of `Type:number`. */
export function globalId(type: string, number: number | string): string {
  return Buffer.from(`${type}:${number}`).toString('base64');
}
