// What one run log says of its run: plain data that JSON can hold, since it is kept between two starts.

import * as v from 'valibot';

const text = v.optional(v.string());
const number = v.optional(v.number());
const texts = v.optional(v.array(v.string()));
const values = v.custom<Readonly<Record<string, unknown>>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
const git = v.optional(v.object({ remote: text, commit: text }));

const logged = v.object({
  type: v.string(),
  name: v.string(),
  digest: v.string(),
  description: v.string(),
  /** JSON text. */
  metadata: v.string(),
  aliases: v.array(v.string()),
  tags: v.array(v.string()),
  clientId: v.string(),
  /** Bytes of all entries. */
  size: v.number(),
  fileCount: v.number(),
  /** The run also uses it: written by old SDKs for a draft that was used. */
  used: v.boolean(),
});

export const logFacts = v.object({
  run: v.object({
    entity: text,
    project: text,
    jobType: text,
    group: text,
    sweep: text,
    name: text,
    notes: text,
    host: text,
    tags: texts,
    git,
    /** Milliseconds since 1970. */
    startedAt: number,
    /** Seconds. */
    runtime: number,
  }),
  environment: v.object({
    program: text,
    codePath: text,
    codePathLocal: text,
    host: text,
    username: text,
    args: texts,
    git,
  }),
  config: values,
  summary: values,
  /** As the run wrote it at its end. */
  exit: v.optional(v.object({ exitCode: v.number(), runtime: v.number(), notComplete: v.boolean() })),
  logged: v.array(logged),
  used: v.array(v.object({ id: v.string(), type: v.string(), name: v.string() })),
  /** Sound records that could not be decoded. */
  undecoded: v.number(),
});

export type LogFacts = v.InferOutput<typeof logFacts>;
export type LoggedArtifact = v.InferOutput<typeof logged>;

export const noFacts: LogFacts = {
  run: {},
  environment: {},
  config: {},
  summary: {},
  logged: [],
  used: [],
  undecoded: 0,
};
