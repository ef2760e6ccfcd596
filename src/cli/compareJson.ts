// A comparison as plain JSON: nodes by the names that people know them by, and their ids.

import type { Changes } from '../lineage/changes.ts';
import type { Comparison } from '../lineage/compare.ts';
import type { LineageNode } from '../lineage/model.ts';
import { titleOf } from '../lineage/title.ts';

export function toCompareJson({ before, after, inputs, marks, facts, ...rest }: Comparison) {
  const { config, summary, metadata } = rest;
  return {
    before: named(before),
    after: named(after),
    inputs: changed(inputs, named),
    config: changed(config, (it) => it),
    summary: changed(summary, (it) => it),
    metadata: changed(metadata, (it) => it),
    facts,
    upstream: [...marks].map(([id, mark]) => ({ id, in: mark })),
  };
}

function named(node: LineageNode) {
  return { id: node.id, kind: node.kind, name: titleOf(node) };
}

function changed<T, U>({ added, removed, changed: both, same }: Changes<T>, write: (it: T) => U) {
  return {
    added: added.map(write),
    removed: removed.map(write),
    changed: both.map((it) => ({ before: write(it.before), after: write(it.after) })),
    same,
  };
}
