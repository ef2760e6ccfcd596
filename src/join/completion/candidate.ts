// What can stand in a half-typed artifact name, with what tells one from another.

import { inert } from '../../lineage/inert.ts';

export interface Candidate {
  readonly kind: 'collection' | 'version' | 'alias' | 'project';
  readonly text: string;
  readonly detail: string;
  /** A codicon's name. */
  readonly icon: string;
  /** Better ones have smaller numbers. */
  readonly rank: number;
}

export interface Completion {
  /** How many of the typed characters, from the first, stay before what is inserted. */
  readonly kept: number;
  readonly candidates: readonly Candidate[];
  /** More would be found for a longer text. */
  readonly cut: boolean;
}

const mostCandidates = 1000;

/** The best of these, where they are as good in their order; `kept` as it comes out. */
export function completionOf(found: readonly Candidate[], kept: number): Completion {
  const all = found.filter(isPlain).sort((a, b) => a.rank - b.rank);
  return { kept, candidates: all.slice(0, mostCandidates), cut: all.length > mostCandidates };
}

/** What would hide or turn text around is never written into code. */
function isPlain({ text }: Candidate): boolean {
  return inert(text, text.length) === text;
}
