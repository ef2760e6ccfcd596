// The process environment as the program itself sets it.

import type { Scope } from '../lineage/model.ts';
import type { Machine } from './machine.ts';
import type { Mapping } from './things.ts';
import { exactText, just, textValue, type Value } from './value.ts';

/** `os.environ`: what code assigns is known, all else is not. */
export function environment(m: Machine): Mapping {
  const known = m.world.get('environment')?.[0]?.thing;
  if (known?.kind === 'object') return known;
  const made: Mapping = { kind: 'object', cells: new Map(), open: true };
  // Not through the trail: the environment exists whichever branch looks at it first.
  m.world.set('environment', just(made));
  return made;
}

export function environmentVariable(m: Machine, name: string): Value | undefined {
  return environment(m).cells.get(name);
}

/** What W&B falls back on where a call does not say it: the environment, then `wandb/settings` of the folder. */
export function configured(m: Machine, name: string): Value | undefined {
  const { defaults } = m.modules.project ?? {};
  const fallback =
    name === 'WANDB_ENTITY' ? defaults?.entity : name === 'WANDB_PROJECT' ? defaults?.project : undefined;
  return environmentVariable(m, name) ?? (fallback ? textValue(fallback) : undefined);
}

/** Where names live that no visible run governs. */
export function environmentScope(m: Machine): Scope {
  const entity = exactText(configured(m, 'WANDB_ENTITY'));
  const project = exactText(configured(m, 'WANDB_PROJECT'));
  return { ...(entity && { entity }), ...(project && { project }) };
}
