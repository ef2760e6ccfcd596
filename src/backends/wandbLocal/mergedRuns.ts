// Makes one lineage of what all run folders said; when a few of them say something new, the others are not merged again.

import { alsoByContent } from '../../lineage/content.ts';
import { merge } from '../../lineage/merge.ts';
import { mergeInto } from '../../lineage/mergeInto.ts';
import { emptyLineage, type Lineage, type LineageNode, lineageOf } from '../../lineage/model.ts';
import type { RunFacts } from './runFacts.ts';

type ByPath = ReadonlyMap<string, RunFacts>;

/**
 * A function of what each folder said; it remembers what it merged last. Where more than `mostLively` folders say
 * something new, all are merged anew.
 */
export function mergedRuns(mostLively = 100): (facts: ByPath) => Lineage {
  /** Folders that have not changed since they were merged, and what they add up to. */
  let still: ByPath = new Map();
  let base = emptyLineage;

  /** The folders that are not among the still ones. All folders of one run are lively when one of them is. */
  function livelyAmong(facts: ByPath): readonly (readonly [string, RunFacts])[] {
    const all = [...facts];
    const keys = new Set(all.flatMap(([path, it]) => (still.get(path) === it ? [] : [it.run.key])));
    return all.filter(([, it]) => keys.has(it.run.key));
  }

  return (facts) => {
    let lively = livelyAmong(facts);
    if (still.size + lively.length !== facts.size || lively.length > mostLively) {
      // Some of the base is gone, or says something else now: it is merged anew, without the runs that may go on.
      const going = new Set([...facts.values()].flatMap(({ run }) => (isGoing(run.state) ? [run.key] : [])));
      const told =
        lively.length > mostLively ? going : new Set([...going, ...lively.map(([, it]) => it.run.key)]);
      still = new Map([...facts].filter(([, { run }]) => !told.has(run.key)));
      base = mergedOf([...still.values()]);
      lively = livelyAmong(facts);
    }
    const living = mergedOf(lively.map(([, it]) => it));
    const own: ReadonlySet<LineageNode> = new Set(living.nodes.values());
    return mergeInto(base, [living], (node) => (own.has(node) ? 0 : 1)).lineage;
  };
}

function isGoing(state: RunFacts['run']['state']): boolean {
  return state === 'running';
}

/** Several folders may belong to one run that was resumed: the one that started last speaks first. */
function mergedOf(facts: readonly RunFacts[]): Lineage {
  const newest = [...facts].sort((a, b) => (b.run.startedAt ?? 0) - (a.run.startedAt ?? 0));
  const parts = newest.map(({ run, versions, edges }) => lineageOf([run, ...versions], edges));
  const { nodes, edges, open } = merge(parts).lineage;
  return lineageOf(alsoByContent([...nodes.values()], edges), edges, open);
}
