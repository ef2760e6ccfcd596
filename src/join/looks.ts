// A node at a glance: its icon, its state in a word, and a line with the most telling things about it.

import { inert } from '../lineage/inert.ts';
import type { ArtifactVersion, Collection, LineageNode, Run } from '../lineage/model.ts';
import type { Say } from './say.ts';

/** The name of a codicon for a node. */
export function iconOf(node: LineageNode): string {
  switch (node.kind) {
    case 'run':
      return runIcons[node.state] ?? 'circle-outline';
    case 'version':
      return typeIcon(node.type);
    case 'collection':
      return node.holds === 'linked' ? 'bookmark' : typeIcon(node.type);
    case 'script':
      return node.path.endsWith('.ipynb') ? 'notebook' : 'file-code';
  }
}

const runIcons: Readonly<Record<Run['state'], string>> = {
  running: 'play-circle',
  finished: 'pass',
  failed: 'error',
  crashed: 'error',
  killed: 'circle-slash',
  pending: 'clock',
  unknown: 'question',
};

export function typeIcon(type: string | undefined): string {
  if (type === undefined) return 'package';
  if (/data|table/i.test(type)) return 'database';
  if (/model|checkpoint/i.test(type)) return 'symbol-misc';
  return 'package';
}

export function stateWord(node: Pick<Run | ArtifactVersion, 'state'>, say: Say): string {
  const words: Readonly<Record<string, string>> = {
    running: say('running'),
    finished: say('finished'),
    failed: say('failed'),
    crashed: say('crashed'),
    killed: say('killed'),
    pending: say('pending'),
    committed: say('committed'),
    deleted: say('deleted'),
  };
  return words[node.state] ?? say('state unknown');
}

/** How much of a run's log could not be read; undefined when all could. */
export function damageWord({ damaged }: Run, say: Say): string | undefined {
  if (!damaged) return undefined;
  return damaged === 1 ? say('1 damaged record skipped') : say('{0} damaged records skipped', damaged);
}

/** The most telling things about a node, joined by `·`; seen from `home`, also where it is from when from elsewhere. */
export function detailOf(node: LineageNode, say: Say, home?: LineageNode): string {
  const parts = ((): readonly (string | undefined)[] => {
    switch (node.kind) {
      case 'run':
        return [node.jobType, stateWord(node, say)];
      case 'version':
        return [
          node.type,
          ...node.aliases.filter((alias) => alias !== node.version),
          ...(node.linkAliases ?? []),
          node.state === 'pending' || node.state === 'deleted' ? stateWord(node, say) : undefined,
        ];
      case 'collection':
        return [collectionWord(node, say), node.holds === 'own' ? node.type : undefined];
      case 'script':
        return [say('no run has recorded it')];
    }
  })();
  return inert([...parts, home && elsewhere(node, home)].filter((part) => part).join(' · '));
}

/** The project of a run or an artifact that lives in another one than `home`; what is linked always does. */
function elsewhere(node: LineageNode, home: LineageNode): string | undefined {
  if (node.kind === 'script' || home.kind === 'script' || !node.project || !home.project) return undefined;
  if ([node, home].some((it) => it.kind === 'collection' && it.holds === 'linked')) return undefined;
  const abroad = node.entity && home.entity && node.entity !== home.entity;
  if (abroad) return `${node.entity}/${node.project}`;
  return node.project === home.project ? undefined : node.project;
}

function collectionWord(node: Collection, say: Say): string {
  if (node.holds === 'own') return say('any version');
  return node.project === 'model-registry' ? say('registered model') : say('registry collection');
}
