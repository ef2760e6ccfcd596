// A problem with an artifact's name in code: what it is called, how bad it is by default, what to say and how to mend it.

import type { Place } from '../../lineage/model.ts';
import type { CodeReference } from '../../python/codeReference.ts';

export const severities = ['error', 'warning', 'information', 'hint'] as const;
export type Severity = (typeof severities)[number];

/** Every code with its severity where no setting says otherwise. Each has a section in media/problems.md and problems.es.md. */
export const codes = {
  'invalid-name': 'error',
  'invalid-alias': 'error',
  'invalid-type': 'error',
  'invalid-tag': 'error',
  'link-alias': 'error',
  'ignored-aliases': 'warning',
  'ignored-name': 'warning',
  'deprecated-argument': 'hint',
  'deprecated-call': 'hint',
  'removed-call': 'warning',
  'missing-function': 'error',
  'name-for-object': 'error',
  'offline-run': 'error',
  'draft-use': 'hint',
  'api-project': 'information',
  'no-alias': 'hint',
  'type-conflict': 'error',
  'wrong-type': 'error',
  'deleted-version': 'error',
  'pending-version': 'warning',
  'unknown-version': 'error',
  'unknown-alias': 'error',
  'never-logged': 'warning',
  'not-logged-yet': 'information',
  'unknown-target': 'information',
  'moved-alias': 'information',
  'mutable-alias': 'hint',
} as const satisfies Readonly<Record<string, Severity>>;

export type Code = keyof typeof codes;

/** Whether a text is one of the codes. */
export function isCode(text: string): text is Code {
  return Object.hasOwn(codes, text);
}

export interface Finding {
  readonly code: Code;
  /** What is wrong and what to do, in one or two sentences; foreign text in it is plain. */
  readonly message: string;
  /** Where it is wrong: the name, or the call when it has none. */
  readonly at: Place;
  /** Other lines that the message speaks of. */
  readonly related: readonly { readonly message: string; readonly at: Place }[];
  readonly fix?: Fix;
}

/** A change of code, in one or several places of it. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
}

export type Edit = Replacement | Removal;

/** In the code at a place, the first `from` becomes `to`. */
export interface Replacement {
  readonly at: Place;
  readonly from: string;
  readonly to: string;
}

/** The argument whose value stands at a place goes, with its keyword and its comma. */
export interface Removal {
  readonly argumentAt: Place;
}

/** A fix that writes another text into one place. */
export function replacing(title: string, at: Place, from: string, to: string): Fix {
  return { title, edits: [{ at, from, to }] };
}

/** What is found of a reference's name. */
export function onName(reference: CodeReference, code: Code, message: string, fix?: Fix): Finding {
  return { code, message, at: reference.nameAt, related: [], ...(fix && { fix }) };
}
