// What one run log says of its run: plain data that JSON can hold, since it is kept between two starts.

interface GitFacts {
  readonly remote?: string;
  readonly commit?: string;
}

export interface LoggedArtifact {
  readonly type: string;
  readonly name: string;
  readonly digest: string;
  readonly description: string;
  /** JSON text. */
  readonly metadata: string;
  readonly aliases: readonly string[];
  readonly tags: readonly string[];
  readonly clientId: string;
  /** Bytes of all entries. */
  readonly size: number;
  readonly fileCount: number;
  /** The run also uses it: written by old SDKs for a draft that was used. */
  readonly used: boolean;
}

export interface LogFacts {
  readonly run: {
    readonly entity?: string;
    readonly project?: string;
    readonly jobType?: string;
    readonly group?: string;
    readonly sweep?: string;
    readonly name?: string;
    readonly notes?: string;
    readonly host?: string;
    readonly tags?: readonly string[];
    readonly git?: GitFacts;
    /** Milliseconds since 1970. */
    readonly startedAt?: number;
    /** Seconds. */
    readonly runtime?: number;
  };
  readonly environment: {
    readonly program?: string;
    readonly codePath?: string;
    readonly codePathLocal?: string;
    readonly host?: string;
    readonly username?: string;
    readonly args?: readonly string[];
    readonly git?: GitFacts;
  };
  readonly config: Readonly<Record<string, unknown>>;
  readonly summary: Readonly<Record<string, unknown>>;
  /** As the run wrote it at its end. */
  readonly exit?: { readonly exitCode: number; readonly runtime: number; readonly notComplete: boolean };
  readonly logged: readonly LoggedArtifact[];
  readonly used: readonly { readonly id: string; readonly type: string; readonly name: string }[];
  /** Sound records that could not be decoded. */
  readonly undecoded: number;
}

export const noFacts: LogFacts = {
  run: {},
  environment: {},
  config: {},
  summary: {},
  logged: [],
  used: [],
  undecoded: 0,
};
