// The artifacts and runs of a file, as an outline lists them.

import type { Place } from '../../lineage/model.ts';
import type { CodeFile, CodeReference } from '../../python/codeReference.ts';
import type { Say } from '../say.ts';

export interface CodeSymbol {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'run' | 'used' | 'logged' | 'linked';
  readonly at: Place;
  /** Where the name itself is written. */
  readonly nameAt: Place;
}

/** In the order of their lines; a name that code alone does not tell is left out. */
export function symbolsOf(file: CodeFile, say: Say): readonly CodeSymbol[] {
  const runs = file.runs.map(({ at, name, jobType, project }): CodeSymbol => {
    const detail = [say('run'), project].filter((part) => part).join(' · ');
    return { name: name ?? jobType ?? 'wandb.init', detail, kind: 'run', at, nameAt: at };
  });
  const artifacts = file.references.flatMap((reference): readonly CodeSymbol[] => {
    const [name] = reference.value.values;
    // The call that names what an object is made of stands for it.
    if (!name || reference.argument === 'artifact') return [];
    const others = reference.value.values.length - 1;
    return [
      {
        name: others > 0 ? say('{0} and {1} more', name, others) : name,
        detail: [relationWord(reference, say), reference.type].filter((part) => part).join(' · '),
        kind: kindOf(reference),
        at: reference.callAt,
        nameAt: reference.nameAt,
      },
    ];
  });
  return [...runs, ...artifacts].sort((a, b) => orderOf(a.at) - orderOf(b.at));
}

function kindOf({ relation }: CodeReference): CodeSymbol['kind'] {
  if (relation === 'used' || relation === 'read') return 'used';
  return relation === 'linked' ? 'linked' : 'logged';
}

function relationWord({ relation }: CodeReference, say: Say): string {
  const words: Readonly<Record<CodeReference['relation'], string>> = {
    used: say('used'),
    read: say('read'),
    logged: say('logged'),
    linked: say('linked'),
    constructed: say('made'),
  };
  return words[relation];
}

function orderOf({ cell, range }: Place): number {
  return (cell ?? 0) * 1_000_000 + range.start.line;
}
