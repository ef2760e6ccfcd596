// Grows a lineage as a team would over months, from a seed: versions that follow each other, sweeps, joins, registries.

import {
  type Edge,
  type Lineage,
  type LineageNode,
  lineageOf,
  type NodeId,
} from '../../../src/lineage/model.ts';
import { randomFrom } from '../random.ts';
import { collection, run, source, version } from './build.ts';

/** A dataset or a family of models: the versions that were made of it. */
interface Family {
  readonly name: string;
  readonly versions: NodeId[];
}

interface Project {
  readonly name: string;
  readonly raw: readonly Family[];
  readonly clean: Family;
  readonly tokens: Family;
  readonly models: Family;
  readonly reports: Family;
  readonly registry: string;
}

/** Exactly `nodes` nodes (at least 10), the same for the same seed; most of them hang together. */
export function generate(nodes: number, seed: number): Lineage {
  const random = randomFrom(seed);
  const all: LineageNode[] = [];
  const edges: Edge[] = [];
  const projects: Project[] = [];
  let runs = 0;

  const chance = (share: number) => random() < share;
  const below = (limit: number) => Math.floor(random() * limit);
  /** One of the last few: work goes on with what is new. */
  const recent = (family: Family, among: number) =>
    family.versions[Math.max(0, family.versions.length - 1 - below(among))];
  const join = (kind: Edge['kind'], from: NodeId, to: NodeId) => {
    edges.push({ kind, from, to, declared: [], recorded: [source] });
  };
  const add = (node: LineageNode) => {
    all.push(node);
    return node.id;
  };
  const addRun = (project: Project, jobType: string, used: readonly (NodeId | undefined)[]) => {
    const id = add(run(`${jobType}-${runs++}`, { jobType, program: `${jobType}.py` }, scopeOf(project)));
    for (const input of new Set(used)) if (input) join('used', input, id);
    return id;
  };
  const log = (project: Project, family: Family, type: string, by: NodeId) => {
    if (all.length >= nodes) return;
    const title = `${family.name}:v${family.versions.length}`;
    const id = add(version(title, { type }, scopeOf(project)));
    family.versions.push(id);
    join('logged', by, id);
  };

  const events: readonly (readonly [weight: number, happen: (project: Project) => void])[] = [
    [
      14,
      (project) => {
        const family = project.raw[below(project.raw.length)];
        if (family)
          log(
            project,
            family,
            'dataset',
            addRun(project, 'ingest', [chance(0.5) ? recent(family, 1) : undefined]),
          );
      },
    ],
    [
      12,
      (project) => {
        const used = project.raw
          .filter((_, index) => index === 0 || chance(0.5))
          .map((family) => recent(family, 2));
        log(project, project.clean, 'dataset', addRun(project, 'clean', used));
      },
    ],
    [
      5,
      (project) => {
        log(project, project.tokens, 'tokens', addRun(project, 'tokenize', [recent(project.clean, 1)]));
      },
    ],
    [
      24,
      (project) => {
        const used = [recent(project.clean, 1), chance(0.7) ? recent(project.tokens, 1) : undefined];
        const size = 1 + Math.floor(random() ** 3 * Math.min(40, 3 + nodes / 25));
        for (let member = 0; member < size && all.length < nodes; member++) {
          const trained = addRun(project, 'train', used);
          if (chance(0.85)) log(project, project.models, 'model', trained);
        }
      },
    ],
    [
      22,
      (project) => {
        const models = Array.from({ length: 2 + below(5) }, () => recent(project.models, 8));
        const evaluated = addRun(project, 'evaluate', [...models, recent(project.clean, 4)]);
        if (chance(0.5)) log(project, project.reports, 'report', evaluated);
      },
    ],
    [
      6,
      (project) => {
        const used = [recent(project.models, 30), recent(project.clean, 1)];
        log(project, project.models, 'model', addRun(project, 'finetune', used));
      },
    ],
    [
      5,
      (project) => {
        const other = projects[below(projects.length)] ?? project;
        const used = [
          ...Array.from({ length: 2 + below(4) }, () => recent(project.models, 12)),
          recent(other.models, 6),
        ];
        log(project, project.models, 'model', addRun(project, 'merge', used));
      },
    ],
    [
      4,
      (project) => {
        const used = [0, 1, 2].map(() => recent(project.reports, 6));
        if (used.some((id) => id)) addRun(project, 'summarize', used);
      },
    ],
    [
      8,
      (project) => {
        const best = recent(project.models, 10);
        if (!best) return;
        const target = collection(
          project.registry,
          { holds: 'linked', type: 'model' },
          { entity: 'ada', project: 'model-registry' },
        );
        if (!all.some(({ id }) => id === target.id)) add(target);
        if (!edges.some(({ from, to }) => from === best && to === target.id)) join('linked', best, target.id);
      },
    ],
  ];
  const weight = events.reduce((sum, [own]) => sum + own, 0);

  const begin = () => {
    const index = projects.length;
    const family = (name: string): Family => ({ name, versions: [] });
    const project: Project = {
      name: `project-${index}`,
      raw: Array.from({ length: 1 + below(3) }, (_, own) => family(`raw-${index}-${own}`)),
      clean: family(`clean-${index}`),
      tokens: family(`tokens-${index}`),
      models: family(`model-${index}`),
      reports: family(`report-${index}`),
      registry: `Registry ${index}`,
    };
    const base = projects[below(projects.length)];
    projects.push(project);
    // A new project starts from what another one has made, so that the whole hangs together.
    for (const raw of project.raw)
      if (all.length < nodes - 1)
        log(project, raw, 'dataset', addRun(project, 'ingest', [base && recent(base.clean, 5)]));
    if (all.length < nodes - 1)
      log(
        project,
        project.clean,
        'dataset',
        addRun(
          project,
          'clean',
          project.raw.map((raw) => recent(raw, 1)),
        ),
      );
  };

  while (all.length < nodes) {
    if (projects.length < 1 + all.length / 400) begin();
    const project = projects[below(projects.length)];
    let choice = random() * weight;
    const event = events.find(([own]) => {
      choice -= own;
      return choice < 0;
    });
    if (project && event && all.length < nodes) event[1](project);
  }
  return lineageOf(all, edges);
}

function scopeOf(project: Project) {
  return { entity: 'ada', project: project.name };
}
