// The switches by which a test makes the server slow, old, strict or broken; they can be thrown while it runs.

/** What is answered in the place of a reply. */
export type Fault =
  | {
      readonly status: number;
      /** A text as it is, all else as JSON. */
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** `hang` never answers; `cut` ends the connection in the middle of the reply. */
  | 'hang'
  | 'cut';

export interface Switches {
  /** Milliseconds before each reply. */
  latency: number;
  /** Taken in turn, one for each request to GraphQL; `always` comes after them. */
  readonly next: Fault[];
  always: Fault | undefined;
  /** Fields such as `Run.inputArtifacts` that fail with this status, while the rest of the reply has data. */
  readonly failing: Map<string, number>;
  /** No page holds more, whatever `first` says. */
  pageSize: number;
  /** A question with more root fields is refused with 413. */
  mostFields: number;
  /** What the server says that it can do. */
  features: readonly string[];
  /** As the server tells it of itself; null as W&B's cloud does. */
  version: string | null;
}

/** The features of W&B's server that clients look for and that this one has. */
const features = [
  'ARTIFACT_TAGS',
  'CLIENT_IDS',
  'ARTIFACT_REGISTRY_SEARCH',
  'ARTIFACT_COLLECTION_MEMBERSHIP_FILES',
  'USE_ARTIFACT_WITH_ENTITY_AND_PROJECT_INFORMATION',
  'PROJECT_ARTIFACT_COLLECTION_MEMBERSHIP',
  'ARTIFACT_MEMBERSHIP_IN_LINK_ARTIFACT_RESPONSE',
  'TOTAL_COUNT_IN_FILE_CONNECTION',
  'ARTIFACT_COLLECTIONS_FILTERING_SORTING',
];

/** A server that is quick, whole and new. */
export function allWell(): Switches {
  return {
    latency: 0,
    next: [],
    always: undefined,
    failing: new Map(),
    pageSize: Number.POSITIVE_INFINITY,
    mostFields: Number.POSITIVE_INFINITY,
    features,
    version: '0.83.0',
  };
}

/** What W&B's cloud answers to too many requests. */
export function tooMany(seconds: number): Fault {
  return {
    status: 429,
    body: { error: 'rate limit exceeded' },
    headers: {
      'Retry-After': String(seconds),
      'RateLimit-Remaining': '0',
      'RateLimit-Reset': String(seconds),
    },
  };
}

/** What stands between many a company and the world. */
export const proxyPage: Fault = {
  status: 200,
  body: '<!doctype html><html><title>Sign in to the network</title></html>',
  headers: { 'Content-Type': 'text/html' },
};
