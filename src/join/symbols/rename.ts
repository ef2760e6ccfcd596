// Another name for an artifact in all code: what can be written anew, and which places must be changed by hand.

import type { Place } from '../../lineage/model.ts';
import { parseName } from '../../lineage/name.ts';
import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import type { Replacement } from '../problems/finding.ts';
import { occurrencesOf } from './occurrences.ts';

export interface Renaming {
  /** Each string once. */
  readonly edits: readonly Replacement[];
  /** Names that are put together from parts, or that have holes. */
  readonly left: readonly CodeReference[];
}

/** Whether W&B takes a text as an artifact's name. Source: `wandb.sdk.artifacts.artifact.Artifact.__init__`. */
export function isCollectionName(text: string): boolean {
  return /^[A-Za-z0-9_\-.]{1,128}$/.test(text);
}

/** The collection that a reference names in one exact way and in one string, which is what can be renamed. */
export function renamable(reference: CodeReference): string | undefined {
  const { value, literalAt } = reference;
  if (value.kind !== 'exact' || value.values.length !== 1 || !literalAt) return undefined;
  return reference.argument === 'registered_model_name'
    ? value.values[0]
    : parseName(value.values[0] ?? '')?.collection;
}

/** What renaming the artifact of a reference changes. */
export function renaming(reference: CodeReference, to: string, files: Iterable<CodeFile>): Renaming {
  const from = renamable(reference);
  const edits = new Map<string, Replacement>();
  const left: CodeReference[] = [];
  if (from === undefined) return { edits: [], left: [] };
  for (const it of occurrencesOf(reference, files)) {
    // An object carries the name that it was made with.
    if (it.argument === 'artifact') continue;
    const [value = ''] = it.value.values;
    if (renamable(it) !== from || !it.literalAt) left.push(it);
    else edits.set(keyOf(it.literalAt), { at: it.literalAt, from: value, to: renamed(value, from, to) });
  }
  return { edits: [...edits.values()], left };
}

/** The last part of the path is the collection; the alias stays. */
function renamed(value: string, from: string, to: string): string {
  const colon = value.indexOf(':');
  const path = colon < 0 ? value : value.slice(0, colon);
  return path.slice(0, path.length - from.length) + to + (colon < 0 ? '' : value.slice(colon));
}

function keyOf({ path, cell, range }: Place): string {
  return `${path} ${cell} ${range.start.line}:${range.start.character}`;
}
