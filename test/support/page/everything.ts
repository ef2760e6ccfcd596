// A lineage with everything that the map can draw: each kind, state, edge and sign, and some that are alike.
import type { Mark } from '../../../src/lineage/compare.ts';
import {
  type Edge,
  type Lineage,
  type LineageNode,
  lineageOf,
  type NodeId,
  type Script,
  scriptId,
} from '../../../src/lineage/model.ts';
import { collection, place, run, source, version } from '../lineage/build.ts';

const line = place('train.py', 3);
const states = ['running', 'finished', 'failed', 'crashed', 'killed', 'pending', 'unknown'] as const;
const types = ['dataset', 'model', 'report'] as const;

/** What a picture of it is around. */
export const middle = version('data:v0', { type: 'dataset', aliases: ['old'], declared: [line] });

export function everything(): Lineage {
  const nodes: LineageNode[] = [];
  const edges: Edge[] = [];
  const add = <Node extends LineageNode>(node: Node): Node => {
    nodes.push(node);
    return node;
  };
  const join = (kind: Edge['kind'], from: LineageNode, to: LineageNode, facts: Partial<Edge> = {}) => {
    edges.push({ kind, from: from.id, to: to.id, declared: [], recorded: [source], ...facts });
  };
  const data = add(middle);
  const make = add(run('make', { jobType: 'ingest' }));
  join('logged', make, data);
  join('logged', make, add(version('data:v1', { type: 'dataset', aliases: ['latest'] })));
  const best = add(collection('Best', { holds: 'linked', type: 'model' }));
  for (const [index, state] of states.entries()) {
    const own = add(run(`is-${state}`, { state, jobType: 'train' }));
    join('used', data, own, state === 'finished' ? { declared: [line], askedAs: ['latest'] } : {});
    const type = types[index % types.length] ?? 'report';
    const out = add(
      version(`out-${index}:v0`, {
        type,
        state: index === 3 ? 'deleted' : index === 4 ? 'pending' : 'committed',
      }),
    );
    join('logged', own, out);
    if (type === 'model') join('linked', out, best, index === 1 ? {} : { declared: [line], recorded: [] });
  }
  for (let member = 0; member < 6; member++) join('used', data, add(run(`alike-${member}`)));
  const loose = add(collection('loose', { recorded: [], declared: [line] }));
  for (const name of ['evaluate.py', 'explore.ipynb']) {
    const script = add(scriptOf(name));
    join('used', data, script, { declared: [line], recorded: [] });
    join('logged', script, loose, { declared: [line], recorded: [] });
  }
  join('logged', run('is-unknown'), add(version('loose:v0')));
  const long = 'a-name-that-is-far-too-long-to-be-shown-on-a-tile';
  join('logged', run('is-unknown'), add(version(`${long}:v12`, { type: long, createdAt: 0 })));
  return lineageOf(nodes, edges, [best.id]);
}

/** Of a comparison, whoever is compared: one tile of each mark. */
export const everyMark: ReadonlyMap<NodeId, Mark> = new Map<NodeId, Mark>([
  [middle.id, 'both'],
  [run('is-running').id, 'before'],
  [run('is-finished').id, 'after'],
  [run('is-failed').id, 'changed'],
]);

function scriptOf(name: string): Script {
  const known = { recorded: [], declared: [line], also: [], notes: [] };
  return { kind: 'script', id: scriptId(name), path: name, name, ...known };
}
