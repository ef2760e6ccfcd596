// The form of a lineage file, as media/lineage.schema.json tells it to people.

import * as v from 'valibot';
import type { NodeId } from '../../lineage/model.ts';
import { sentence } from '../../lineage/sentence.ts';

const anId = sentence('an id such as "run:entity/project/key"');
const idOfKind = sentence('an id that begins with its kind');
const evident = sentence('recorded, or declared by the lines in "declaredAt"');
/** What is said of a field that is not as it should be; of others the checker's own words stand. */
export const wishes = new Map([anId, idOfKind, evident].map((wish) => [wish.text, wish]));

const nodeId = v.custom<NodeId>(
  (value) => typeof value === 'string' && /^(run|version|collection|script):./.test(value),
  anId.text,
);
const text = v.nullish(v.string());
const state = v.fallback(
  v.nullish(
    v.picklist([
      ...(['running', 'finished', 'failed', 'crashed', 'killed', 'pending'] as const),
      ...(['committed', 'deleted', 'unknown'] as const),
    ]),
  ),
  'unknown',
);
const record = v.optional(v.record(v.string(), v.unknown()));
const list = v.optional(v.array(v.string()));
const moment = v.optional(v.pipe(v.string(), v.isoTimestamp()));
const line = v.pipe(v.number(), v.integer(), v.minValue(1));

export const node = v.pipe(
  v.object({
    id: nodeId,
    kind: v.picklist(['run', 'version', 'collection', 'script']),
    name: v.string(),
    type: text,
    version: text,
    aliases: list,
    state,
    path: text,
    line: v.nullish(line),
    cell: v.nullish(v.number()),
    entity: text,
    project: text,
    key: text,
    jobType: text,
    group: text,
    sweep: text,
    tags: list,
    runNotes: text,
    user: text,
    exitCode: v.optional(v.number()),
    program: text,
    args: list,
    commit: text,
    remote: text,
    config: record,
    summary: record,
    blindTo: v.optional(v.array(v.picklist(['used', 'logged', 'linked']))),
    author: text,
    linkAliases: list,
    digest: text,
    size: v.optional(v.number()),
    fileCount: v.optional(v.number()),
    description: text,
    metadata: record,
    holds: v.optional(v.picklist(['own', 'linked'])),
    startedAt: moment,
    endedAt: moment,
    createdAt: moment,
    expiresAt: moment,
    also: v.optional(v.array(nodeId)),
    declared: v.optional(v.boolean(), false),
    recorded: v.optional(v.boolean(), true),
    open: v.optional(v.boolean(), false),
  }),
  v.check(({ id, kind }) => id.startsWith(`${kind}:`), idOfKind.text),
);

export const edge = v.pipe(
  v.object({
    kind: v.picklist(['used', 'logged', 'linked']),
    from: nodeId,
    to: nodeId,
    declared: v.optional(v.boolean(), false),
    recorded: v.optional(v.boolean(), true),
    declaredAt: v.optional(v.array(v.object({ path: v.string(), cell: v.nullish(v.number()), line }))),
  }),
  v.check(({ recorded, declaredAt }) => recorded || (declaredAt ?? []).length > 0, evident.text),
);

/** What stands around the nodes and edges. */
export const frame = v.object({
  nodes: v.array(v.unknown()),
  edges: v.array(v.unknown()),
  truncated: v.optional(v.boolean(), false),
});

export type NodeFacts = v.InferOutput<typeof node>;
export type EdgeFacts = v.InferOutput<typeof edge>;
