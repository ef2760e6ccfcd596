// W&B's objects as the evaluator knows them: runs, their configuration, artifacts, the public API.

import type { Arguments } from './arguments.ts';
import { byPath } from './byPath.ts';
import { attributesOf } from './classes.ts';
import { elementOf } from './collections.ts';
import { combine } from './combine.ts';
import { configured } from './environment.ts';
import { concatenate } from './formatting.ts';
import type { Machine } from './machine.ts';
import type { ArtifactThing, Mapping, RunThing } from './things.ts';
import { union } from './union.ts';
import { type Alternative, hole, just, only, textValue, unknown, type Value } from './value.ts';

/** A dotted path of the package under the name that `wandb` itself exports it by. */
export const canonical = byPath((path): string => {
  const match = /^wandb\.(?:[\w.]+\.)?(Artifact|Api|init|Run)$/.exec(path);
  if (!match) return path;
  return match[1] === 'Run' && path.includes('public') ? 'wandb.PublicRun' : `wandb.${match[1]}`;
});

/** A run as `wandb.init` or a logger's constructor makes it from its keywords. */
export function makeRun(m: Machine, given: Arguments, as: RunThing['as'], declared: boolean): RunThing {
  const settings = only(given.named.get('settings')?.value ?? []);
  const setting = (name: string) => (settings?.kind === 'object' ? settings.cells.get(name) : undefined);
  const of = (name: string, variable: string) =>
    notNone(given.named.get(name)?.value) ?? notNone(setting(name)) ?? configured(m, variable) ?? unknown;
  return {
    kind: 'run',
    as,
    entity: of('entity', 'WANDB_ENTITY'),
    project: of('project', 'WANDB_PROJECT'),
    id: of('id', 'WANDB_RUN_ID'),
    name: of('name', 'WANDB_NAME'),
    config: configOf(m, given.named.get('config')?.value ?? []),
    declared,
  };
}

/** A keyword that is given as `None` is not given. */
function notNone(value: Value | undefined): Value | undefined {
  return value?.every(({ thing }) => thing.kind === 'constant' && thing.value === null) ? undefined : value;
}

/** A run's configuration: what code gives, which a sweep or the launch may override. */
function configOf(m: Machine, value: Value): Mapping {
  const thing = only(value);
  const from = thing?.kind === 'instance' ? only(attributesOf(thing)) : thing;
  const cells = new Map(from?.kind === 'object' ? from.cells : []);
  const [sweep] = m.world.get('sweep') ?? [];
  for (const [name, parameter] of sweep?.thing.kind === 'object' ? sweep.thing.cells : [])
    cells.set(name, union([cells.get(name) ?? [], sweptValues(parameter)]));
  return { kind: 'object', cells, open: true, soft: true };
}

/** What a sweep may choose for one parameter: its `value`, or each of its `values`. */
function sweptValues(parameter: Value): Value {
  const thing = only(parameter);
  if (thing?.kind !== 'object') return unknown;
  const values = thing.cells.get('values');
  return thing.cells.get('value') ?? (values ? elementOf(values) : unknown);
}

const nothing: Arguments = { positional: [], named: new Map(), open: true };

/** The run that `wandb.run` means here, or one of which nothing is known. */
export function presentRun(m: Machine): Value {
  const active = m.world.get('run');
  return active && active.length > 0 ? active : just(makeRun(m, nothing, 'run', false));
}

/** An attribute of the package that is an object; undefined for its functions and classes. */
export function wandbAttribute(m: Machine, path: string, name: string): Value | undefined {
  if (path !== 'wandb') return undefined;
  if (name === 'run') return presentRun(m);
  if (name === 'config')
    return presentRun(m).flatMap(({ thing }) => (thing.kind === 'run' ? just(thing.config) : unknown));
  return undefined;
}

/** An instance of a W&B class, as an annotation names it. */
export function wandbInstance(m: Machine, path: string): Value | undefined {
  switch (canonical(path)) {
    case 'wandb.Run':
      return presentRun(m);
    case 'wandb.PublicRun':
      return just(makeRun(m, nothing, 'publicRun', false));
    case 'wandb.Artifact':
      return just({ kind: 'artifact', names: unknown, type: unknown });
    case 'wandb.Api':
      return just({ kind: 'api', entity: unknown, project: unknown });
    default:
      return /(?:^|\.)WandbLogger$/.test(path) ? just(makeRun(m, nothing, 'logger', false)) : undefined;
  }
}

export function attributeOfRun(run: RunThing, name: string): Value | undefined {
  switch (name) {
    case 'id':
    case 'name':
    case 'entity':
    case 'project':
      return asText(run[name]);
    case 'config':
      return just(run.config);
    case 'experiment':
      return run.as === 'logger' ? just({ ...run, as: 'run' }) : undefined;
    case 'version':
      return asText(run.id);
    default:
      return undefined;
  }
}

function asText(value: Value): Value {
  return value.every((it) => it.thing.kind === 'unknown') ? textValue(hole) : value;
}

export function attributeOfArtifact(
  it: Alternative,
  artifact: ArtifactThing,
  name: string,
): Value | undefined {
  switch (name) {
    case 'type':
      return asText(artifact.type);
    case 'version':
      return textValue(hole);
    case 'collection_name':
      return combine([artifact.names], (parts) => textValue(collectionOf(parts[0])));
    case 'name':
      // Once logged or fetched, a name carries the version that it turned out to be.
      return combine([artifact.names], (parts) =>
        textValue(collectionOf(parts[0]) + (hasAlias(parts[0]) ? `:${hole}` : '')),
      );
    case 'qualified_name':
    case 'source_name':
      return concatenate([
        hole,
        '/',
        combine([artifact.names], (parts) => textValue(collectionOf(parts[0]))),
      ]);
    case 'entity':
    case 'project':
    case 'id':
    case 'digest':
    case 'metadata':
    case 'aliases':
      return unknown;
    case 'source_artifact':
      return [it];
    default:
      return undefined;
  }
}

function hasAlias(name: Alternative | undefined): boolean {
  return name?.thing.kind === 'text' && name.thing.text.includes(':');
}

function collectionOf(name: Alternative | undefined): string {
  if (name?.thing.kind !== 'text') return hole;
  const [path = ''] = name.thing.text.split(':');
  return path.slice(path.lastIndexOf('/') + 1);
}
