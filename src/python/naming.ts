// Reads the names out of one W&B call, as its row of the table says, and puts them among what was found.

import type { Place, Scope } from '../lineage/model.ts';
import { type Arguments, argument, type Given } from './arguments.ts';
import type { Site } from './call.ts';
import type { Naming, WandbCall } from './calls.ts';
import { artifactOf } from './classes.ts';
import type { Argument, Ignored } from './codeReference.ts';
import { tupleValue } from './collections.ts';
import { combine } from './combine.ts';
import { configured } from './environment.ts';
import { concatenate } from './formatting.ts';
import { say } from './found.ts';
import type { Machine } from './machine.ts';
import { baseName } from './paths.ts';
import { textsOf } from './references.ts';
import { safeKeys } from './safeKey.ts';
import type { ArtifactThing } from './things.ts';
import { union } from './union.ts';
import {
  type Alternative,
  exactText,
  hole,
  isUnknown,
  just,
  textValue,
  unknown,
  type Value,
} from './value.ts';

/** `receiver` is the run, artifact or API that the call belongs to, as far as it is known. */
export function nameArtifacts(
  m: Machine,
  row: WandbCall,
  receiver: Alternative | undefined,
  given: Arguments,
  site: Site,
): Value {
  const results = row.names.map((naming, order) => nameOne(m, row, naming, order, receiver, given, site));
  const [artifact] = results;
  if (row.gives === 'nothing' || !artifact) return unknown;
  return row.gives === 'artifact' ? artifact : tupleValue([artifact], true);
}

/** Says one name of a call; returns the artifact that it means. */
function nameOne(
  m: Machine,
  row: WandbCall,
  naming: Naming,
  order: number,
  receiver: Alternative | undefined,
  given: Arguments,
  site: Site,
): Value {
  const object = objectOf(row, naming, receiver, given, site);
  const named = notNone(argument(given, row.parameters, naming.parameter));
  const artifacts = (object?.value ?? []).flatMap(asArtifact).filter(isArtifact);
  const type = typeOf(row, given);
  // A call that logs and links gives its aliases to the link.
  const aliased = row.names.some((it) => it.relation === 'linked') ? 'linked' : 'logged';
  const put = (kind: Argument, at: Given | undefined, value: Value, types: Value) => {
    if (m.muted > 0) return;
    const node = at?.node ?? site.callee;
    const said = say(m.found, site.node, {
      relation: relationOf(row, naming, given),
      call: row.name,
      argument: kind,
      callAt: site.source.place(site.node.from, site.node.to),
      nameAt: (at?.source ?? site.source).place(node.from, node.to),
      order,
      live: m.dead === 0,
    });
    if (!said) return;
    said.values.push(value);
    said.types.push(types);
    const aliases = argument(given, row.parameters, 'aliases');
    if (aliases && naming.relation === aliased) said.aliases.push(aliases.value);
    const tags = argument(given, row.parameters, 'tags');
    if (tags && naming.relation === 'logged') said.tags.push(tags.value);
    const typed = row.type && argument(given, row.parameters, row.type);
    if (typed && isString(typed)) said.typeAt = placeOf(typed);
    for (const it of ignoredBy(row, kind, given)) said.ignored.set(it.argument, it);
    said.scopes.push(scopeOf(m, receiver));
  };

  // An object whose origin is not in view: assumed where the call takes nothing else, or has no name beside it.
  const unseen =
    object &&
    !naming.pathFirst &&
    artifacts.length === 0 &&
    object.value.every(({ thing }) => thing.kind !== 'text');
  const assumed = unseen && naming.parameter !== 'artifact_or_name' && naming.argument !== 'name';
  if (artifacts.length > 0 || assumed || (unseen && naming.path && !named)) {
    const names = union(artifacts.map(({ thing }) => thing.names));
    const types = union(artifacts.map(({ thing }) => thing.type));
    put('artifact', object, names, types);
    const others = object ? object.value.filter((it) => it.thing.kind === 'text') : [];
    if (others.length === 0 || naming.parameter === 'self')
      return artifacts.length > 0 ? artifacts : just({ kind: 'artifact', names: unknown, type: unknown });
  }
  const value = named ? surrounded(naming, named.value, receiver) : missingName(naming, receiver, row, given);
  put(naming.argument, named, value, type);
  return just({ kind: 'artifact', names: value, type });
}

/**
 * What the SDK takes no notice of. Source: `wandb.sdk.wandb_run.Run`: `use_artifact` reads `aliases` only for an
 * artifact that is not logged yet, `log_artifact` reads `name` and `type` only for a path;
 * `use_as` does nothing any more.
 */
function ignoredBy(row: WandbCall, kind: Argument, given: Arguments): readonly Ignored[] {
  const ignored = (name: Ignored['argument']): readonly Ignored[] => {
    const it = notNone(argument(given, row.parameters, name));
    if (!it) return [];
    const [text, ...others] = textsOf([it.value]);
    return [{ argument: name, at: placeOf(it), ...(text && others.length === 0 && { text }) }];
  };
  const byPath = row.parameters.includes('artifact_or_path');
  return [
    ...(row.name === 'use_artifact' && kind === 'name' ? ignored('aliases') : []),
    ...(byPath && kind === 'artifact' ? ignored('name') : []),
    ...(row.parameters.includes('use_as') ? ignored('use_as') : []),
  ];
}

function placeOf({ node, source }: Given): Place {
  return source.place(node.from, node.to);
}

function isString({ node }: Given): boolean {
  return node.type === 'String';
}

/** An instance of the program's own kind of artifact stands for the artifact. */
function asArtifact(it: Alternative): Value {
  return (it.thing.kind === 'instance' ? artifactOf(it.thing) : undefined) ?? [it];
}

function isArtifact(it: Alternative): it is Alternative & { readonly thing: ArtifactThing } {
  return it.thing.kind === 'artifact';
}

function objectOf(
  row: WandbCall,
  naming: Naming,
  receiver: Alternative | undefined,
  given: Arguments,
  site: Site,
): Given | undefined {
  if (!naming.object) return undefined;
  if (naming.object !== 'self') return argument(given, row.parameters, naming.object);
  return { node: site.receiver ?? site.callee, source: site.source, value: receiver ? [receiver] : unknown };
}

/** `name=None` says as much as no name. */
function notNone(given: Given | undefined): Given | undefined {
  if (!given || given.value.length === 0) return given;
  const none = given.value.every(({ thing }) => thing.kind === 'constant' && thing.value === null);
  return none ? undefined : given;
}

/** The parts of a name that the table gives, with the run's own in place. */
function filled(pattern: string, receiver: Alternative | undefined): Value {
  const run = receiver?.thing.kind === 'run' ? receiver.thing : undefined;
  const parts = pattern.split(/(\{id\}|\{name\}|\*)/).filter((part) => part !== '');
  return concatenate(
    parts.map((part) => {
      if (part === '*') return textValue(hole);
      return part === '{id}' ? (run?.id ?? unknown) : part === '{name}' ? (run?.name ?? unknown) : part;
    }),
  );
}

function surrounded(naming: Naming, value: Value, receiver: Alternative | undefined): Value {
  if (!naming.around) return value;
  const [before, after] = naming.around.map((part) => filled(part, receiver));
  return concatenate([before ?? '', naming.asKey ? safeKeys(value) : value, after ?? '']);
}

function missingName(
  naming: Naming,
  receiver: Alternative | undefined,
  row: WandbCall,
  given: Arguments,
): Value {
  if (given.open) return unknown;
  if (naming.otherwise !== undefined) return filled(naming.otherwise, receiver);
  const path = naming.path && argument(given, row.parameters, naming.path);
  if (!path) return unknown;
  const id = receiver?.thing.kind === 'run' ? receiver.thing.id : unknown;
  const base = combine([path.value], ([it]) => {
    if (it?.thing.kind !== 'text') return textValue(hole);
    return textValue(baseName(it.thing.text.replace(/(.)\/+$/, '$1')));
  });
  return concatenate(['run-', id, '-', base]);
}

function typeOf(row: WandbCall, given: Arguments): Value {
  if (row.type === undefined) return unknown;
  if (row.type.startsWith('=')) return textValue(row.type.slice(1));
  return argument(given, row.parameters, row.type)?.value ?? unknown;
}

function relationOf(row: WandbCall, naming: Naming, given: Arguments): Naming['relation'] {
  const flag = row.readUnless && argument(given, row.parameters, row.readUnless)?.value[0]?.thing;
  return flag && flag.kind === 'constant' && flag.value === false ? 'read' : naming.relation;
}

/** Where a bare name lives, as far as the receiver says; undefined when no visible run governs the call. */
function scopeOf(m: Machine, receiver: Alternative | undefined): Scope | undefined {
  const thing = receiver?.thing;
  if (thing?.kind === 'run' && (thing.declared || thing.as === 'publicRun'))
    return exactScope(thing.entity, thing.project);
  if (thing?.kind === 'api')
    return exactScope(
      isUnknown(thing.entity) ? (configured(m, 'WANDB_ENTITY') ?? unknown) : thing.entity,
      isUnknown(thing.project) ? (configured(m, 'WANDB_PROJECT') ?? unknown) : thing.project,
    );
  return undefined;
}

function exactScope(entityValue: Value, projectValue: Value): Scope {
  const entity = exactText(entityValue);
  const project = exactText(projectValue);
  return { ...(entity && { entity }), ...(project && { project }) };
}
