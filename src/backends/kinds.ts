// The kinds of answers that are kept between two starts, and how they are told from what is damaged.

import type { ArtifactVersion, Collection, LineageNode, Run } from '../lineage/model.ts';
import { isSentence } from '../lineage/sentence.ts';
import type { Page } from './backend.ts';
import type { Kind } from './recall.ts';

/** What was not there may be there a minute later; milliseconds. */
const absence = 60_000;
const always = Number.POSITIVE_INFINITY;

export const runPages = pagesOf('runs', isRun);
export const collectionPages = pagesOf('collections', isCollection);
export const versionPages = pagesOf('versions', isVersion);

export const found: Kind<ArtifactVersion | Collection | undefined> = {
  name: 'find',
  fits: (value) => value === undefined || isVersion(value) || isCollection(value),
  stands: (node) => (node ? always : absence),
};

export const foundRuns: Kind<readonly Run[]> = {
  name: 'findRuns',
  fits: (value): value is readonly Run[] => Array.isArray(value) && value.every(isRun),
  stands: (runs) => (runs.length > 0 ? always : absence),
};

function pagesOf<T>(name: string, fits: (value: unknown) => value is T): Kind<Page<T>> {
  return {
    name,
    fits: (value): value is Page<T> =>
      isRecord(value) &&
      Array.isArray(value.items) &&
      value.items.every(fits) &&
      /^(undefined|string)$/.test(typeof value.next),
    stands: () => always,
  };
}

/** The same test for objects that never change: one that has passed it is not looked at again. */
export function once<A extends object>(fits: (value: object) => value is A): (value: unknown) => value is A {
  const passed = new WeakSet<object>();
  return (value): value is A => {
    if (typeof value !== 'object' || value === null) return false;
    if (passed.has(value)) return true;
    if (!fits(value)) return false;
    passed.add(value);
    return true;
  };
}

/** The parts that merging and drawing rely on. */
export function isNode(value: unknown): value is LineageNode {
  return (
    isRecord(value) &&
    typeof value.name === 'string' &&
    typeof value.id === 'string' &&
    typeof value.kind === 'string' &&
    value.id.startsWith(`${value.kind}:`) &&
    [value.recorded, value.declared, value.also].every(Array.isArray) &&
    Array.isArray(value.notes) &&
    value.notes.every(isSentence)
  );
}

function isRun(value: unknown): value is Run {
  return isNode(value) && value.kind === 'run' && typeof value.key === 'string';
}

function isVersion(value: unknown): value is ArtifactVersion {
  return isNode(value) && value.kind === 'version' && Array.isArray(value.aliases);
}

function isCollection(value: unknown): value is Collection {
  return isNode(value) && value.kind === 'collection';
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
