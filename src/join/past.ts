// What a run's script said when the run executed it, against what it says now.

import type { LineageNode, Place, Run } from '../lineage/model.ts';
import { type Sentence, sentence } from '../lineage/sentence.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';
import type { Program } from './scripts.ts';

/** A script as a run executed it. */
export interface Past {
  /** Its scan under the path that the script has now. */
  readonly file: CodeFile;
  /** The path under which that text can be told from the present one, and opened where it is a file. */
  readonly shownAs: string;
  /** The copy that the run kept, or the commit that it was at, in short. */
  readonly known: 'saved' | { readonly commit: string };
  /** Whether the text of the script was another one when both were read. */
  readonly textChanged: boolean;
}

export interface Executed {
  /** As the run executed them; those that the script still has stand where it has them now. */
  readonly references: readonly CodeReference[];
  /** Told when the script has changed since. */
  readonly note: Sentence | undefined;
}

/** Whether a run wrote down which script it executed, and how that was then. */
export function hasPast(node: LineageNode): node is Run {
  return node.kind === 'run' && Boolean((node.commit || node.savedCode) && node.program);
}

/** What `program` referred to when a run executed it as `past`. */
export function executedAs(program: Program, past: Past): Executed {
  const present = new Map<string, (readonly CodeReference[])[]>();
  for (const group of byCall(program.references)) {
    const key = keyOf(group);
    present.set(key, [...(present.get(key) ?? []), group]);
  }
  let kept = 0;
  const references = byCall(past.file.references).flatMap((group) => {
    const same = present.get(keyOf(group))?.shift();
    if (same) kept += same.length;
    return same ?? group.map((reference) => movedTo(past.shownAs, reference));
  });
  const otherReferences = kept < references.length || kept < program.references.length;
  return { references, note: noteOf(program, past, otherReferences) };
}

function noteOf(
  { path }: Program,
  { known, textChanged }: Past,
  otherReferences: boolean,
): Sentence | undefined {
  if (!otherReferences && !textChanged) return undefined;
  const name = path.split('/').at(-1) ?? path;
  if (!otherReferences)
    return sentence('{0} has changed since this run, but not the artifacts that it names.', name);
  return known === 'saved'
    ? sentence(
        '{0} has changed since this run: what it declares is taken from the copy that the run kept.',
        name,
      )
    : sentence(
        '{0} has changed since this run: what it declares is taken from commit {1}, which the run was at.',
        name,
        known.commit,
      );
}

/** References of one call belong together: what is linked, and to where. */
function byCall(references: readonly CodeReference[]): readonly (readonly CodeReference[])[] {
  const groups = new Map<string, CodeReference[]>();
  for (const reference of references) {
    const { path, cell, range } = reference.callAt;
    const key = `${path} ${cell} ${range.start.line} ${range.start.character} ${range.end.line} ${range.end.character}`;
    groups.set(key, [...(groups.get(key) ?? []), reference]);
  }
  return [...groups.values()];
}

/** Equal for calls that say the same, wherever they stand. */
function keyOf(group: readonly CodeReference[]): string {
  return JSON.stringify(
    group.map(({ relation, call, argument, value, type, scope }) => [
      ...[relation, call, argument, value.kind, value.values],
      ...[type, scope.entity, scope.project],
    ]),
  );
}

function movedTo(path: string, reference: CodeReference): CodeReference {
  const own = reference.callAt.path;
  const moved = (place: Place): Place => (place.path === own ? { ...place, path } : place);
  return {
    ...reference,
    callAt: moved(reference.callAt),
    nameAt: moved(reference.nameAt),
    ...(reference.literalAt && { literalAt: moved(reference.literalAt) }),
    value: {
      ...reference.value,
      steps: reference.value.steps.map((step) => ({ ...step, at: moved(step.at) })),
    },
  };
}
