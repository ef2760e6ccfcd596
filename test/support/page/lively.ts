// A generated lineage as a team leaves it: runs that failed or still go on, ages, aliases, people, and code that declares some of it.
import {
  type ArtifactVersion,
  type Lineage,
  type LineageNode,
  lineageOf,
} from '../../../src/lineage/model.ts';
import { place } from '../lineage/build.ts';
import { randomFrom } from '../random.ts';

const adjectives = ['jumping', 'vague', 'serene', 'brisk', 'quiet', 'golden'];
const nouns = ['monkey', 'morning', 'haze', 'pine', 'river', 'lake'];
const people = ['ada', 'grace', 'alan'];
const hour = 3_600_000;

/** The same for the same lineage, but for times, which count back from `now`. */
export function lively(lineage: Lineage, now: number): Lineage {
  const random = randomFrom(7);
  const chance = (share: number) => random() < share;
  const one = (words: readonly string[]) => words[Math.floor(random() * words.length)] ?? '';
  const newest = new Map<string, ArtifactVersion>();
  for (const node of lineage.nodes.values()) if (node.kind === 'version') newest.set(node.name, node);
  const nodes = [...lineage.nodes.values()].map((node, index): LineageNode => {
    const at = now - (lineage.nodes.size - index) * 5 * hour;
    const declared = chance(0.3) ? [place('train.py', 3)] : [];
    if (node.kind === 'run') {
      const state = chance(0.06) ? 'failed' : chance(0.04) ? 'running' : 'finished';
      const name = `${one(adjectives)}-${one(nouns)}-${index}`;
      return { ...node, name, state, declared, startedAt: at, user: one(people) };
    }
    if (node.kind !== 'version') return node;
    const aliases = newest.get(node.name) === node ? ['latest'] : chance(0.1) ? ['best'] : [];
    return { ...node, aliases, declared, createdAt: at };
  });
  return lineageOf(nodes, lineage.edges);
}
