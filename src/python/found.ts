// What the evaluation has met so far: calls that name artifacts, and runs that are started.

import type { Place, Scope } from '../lineage/model.ts';
import type { Argument, Ignored, Misuse, Relation, RunDeclaration } from './codeReference.ts';
import type { Node } from './tree.ts';
import type { Value } from './value.ts';

/** One named argument of one call; a function that is called several times says it several times. */
export interface Said {
  readonly relation: Relation;
  readonly call: string;
  readonly argument: Argument;
  readonly callAt: Place;
  readonly nameAt: Place;
  /** Whether it stands in code that is reached. */
  readonly live: boolean;
  /** Its index among the call's names. */
  readonly order: number;
  readonly values: Value[];
  readonly types: Value[];
  readonly aliases: Value[];
  readonly tags: Value[];
  readonly ignored: Map<Ignored['argument'], Ignored>;
  typeAt?: Place;
  /** Undefined where no visible run governs the call. */
  readonly scopes: (Scope | undefined)[];
}

export interface Found {
  readonly calls: Map<Node, Map<string, Said>>;
  readonly runs: Map<Node, RunDeclaration>;
  readonly misuses: Map<Node, Misuse>;
}

export function nothingFound(): Found {
  return { calls: new Map(), runs: new Map(), misuses: new Map() };
}

/**
 * The record to add to. What code says that is never reached (`live` false) counts only as long as nothing that is
 * reached says the same thing of the same call: undefined then.
 */
export function say(
  found: Found,
  node: Node,
  said: Omit<Said, 'values' | 'types' | 'aliases' | 'tags' | 'ignored' | 'scopes'>,
): Said | undefined {
  const ofCall = found.calls.get(node) ?? new Map<string, Said>();
  found.calls.set(node, ofCall);
  const key = `${said.order} ${said.argument} ${said.relation}`;
  const known = ofCall.get(key);
  if (known?.live && !said.live) return undefined;
  if (known?.live === said.live) return known;
  const made: Said = {
    ...said,
    values: [],
    types: [],
    aliases: [],
    tags: [],
    ignored: new Map(),
    scopes: [],
  };
  ofCall.set(key, made);
  return made;
}

/** A run that several contexts start says what they agree on. */
export function sayRun(found: Found, node: Node, run: RunDeclaration): void {
  const known = found.runs.get(node);
  const { at } = run;
  if (!known) found.runs.set(node, run);
  else {
    const same = Object.entries(run).filter(
      ([key, value]) => key !== 'at' && Object.entries(known).some(([k, v]) => k === key && v === value),
    );
    found.runs.set(node, { ...Object.fromEntries(same), at });
  }
}

/** Leaves out what stands in other files: it is found where they are scanned. */
export function onlyIn(found: Found, path: string): Found {
  const calls = [...found.calls].filter(([, ofCall]) => [...ofCall.values()][0]?.callAt.path === path);
  const runs = [...found.runs].filter(([, run]) => run.at.path === path);
  const misuses = [...found.misuses].filter(([, { at }]) => at.path === path);
  return { calls: new Map(calls), runs: new Map(runs), misuses: new Map(misuses) };
}
