// Turns what the evaluation met into code references, in the order of their positions.

import type { Place, Position, Scope } from '../lineage/model.ts';
import { parseName } from '../lineage/name.ts';
import type { CodeReference, NameValue, RunDeclaration, Step } from './codeReference.ts';
import { tupleOf } from './collections.ts';
import type { Found, Said } from './found.ts';
import { union } from './union.ts';
import { exactText, hole, home, mostSteps, only, type Value } from './value.ts';

/** `environment` is the scope that the program sets by environment variables. */
export function referencesOf(found: Found, environment: Scope): readonly CodeReference[] {
  const runs = runsOf(found);
  const said = [...found.calls.values()].flatMap((ofCall) => {
    const every = [...ofCall.values()];
    // What is reached hides what is not.
    const all = every.filter(
      (it) => it.live || !every.some((other) => other.live && other.order === it.order),
    );
    // One context passed an object, another nothing that is known: the object is what the call takes.
    return all.filter((it) => it.argument === 'artifact' || !hasObject(all, it) || !isNothing(it.values));
  });
  return said
    .sort((a, b) => byPlace(a.callAt, b.callAt) || a.order - b.order)
    .map((it) => referenceOf(it, runs, environment));
}

export function runsOf(found: Found): readonly RunDeclaration[] {
  return [...found.runs.values()].sort((a, b) => byPlace(a.at, b.at));
}

function hasObject(all: readonly Said[], said: Said): boolean {
  return all.some((it) => it.order === said.order && it.argument === 'artifact' && it !== said);
}

function isNothing(values: readonly Value[]): boolean {
  return nameValue('name', union(values)).kind === 'unknown';
}

function referenceOf(said: Said, runs: readonly RunDeclaration[], environment: Scope): CodeReference {
  const all = union(said.values);
  const value = nameValue(said.argument, all);
  const type = exactText(union(said.types));
  const literal = value.values.length === 1 && value.kind === 'exact' ? texts(all)[0]?.literal : undefined;
  return {
    relation: said.relation,
    call: said.call,
    argument: said.argument,
    callAt: said.callAt,
    nameAt: said.nameAt,
    ...(literal && { literalAt: literal }),
    value,
    ...(type && { type }),
    ...(type && said.typeAt && { typeAt: said.typeAt }),
    aliases: textsOf(said.aliases),
    ...(said.tags.length > 0 && { tags: textsOf(said.tags) }),
    ...(said.ignored.size > 0 && { ignored: [...said.ignored.values()] }),
    scope:
      ownScope(said, value) ??
      agreed(said.scopes.map((it) => it ?? nearest(said.callAt, runs) ?? environment)),
  };
}

function texts(value: Value) {
  return value.filter(({ thing }) => thing.kind === 'text');
}

function nameValue(argument: Said['argument'], value: Value): NameValue {
  const known = texts(value).filter(({ thing }) => thing.kind === 'text' && thing.text !== hole);
  const values = [
    ...new Set(
      known.map(({ thing }) =>
        thing.kind === 'text' ? thing.text.replaceAll(home, hole).replaceAll(hole, '*') : '',
      ),
    ),
  ];
  const steps = stepsOf(value);
  if (argument === 'artifact') return { kind: 'object', values, steps };
  if (values.length === 0) return { kind: 'unknown', values, steps };
  // `None` beside names is a default that code replaces.
  const rest = value.filter(
    (it) => !known.includes(it) && !(it.thing.kind === 'constant' && it.thing.value === null),
  );
  const whole = known.every(({ thing }) => thing.kind === 'text' && !thing.text.includes(hole));
  if (whole && rest.length === 0) return { kind: 'exact', values, steps };
  return { kind: 'pattern', values: rest.length > 0 ? [...values, '*'] : values, steps };
}

/** Each step once, in the order in which they were taken. */
function stepsOf(value: Value): readonly Step[] {
  const steps = value.flatMap((it) => it.steps);
  return [...new Map(steps.map((step) => [JSON.stringify(step), step])).values()].slice(0, mostSteps);
}

/** The exact texts among values that are a text or a list of texts. */
export function textsOf(values: readonly Value[]): readonly string[] {
  const all = values.flatMap((value): readonly (string | undefined)[] => {
    const tuple = tupleOf(only(value));
    return tuple ? tuple.items.map((it) => exactText(it)) : [exactText(value)];
  });
  return [...new Set(all.filter((it) => it !== undefined))];
}

/** The scope that the name itself begins with, when all its values agree on it. */
function ownScope(said: Said, value: NameValue): Scope | undefined {
  if (said.relation === 'constructed' || said.argument === 'registered_model_name') return undefined;
  const scopes = value.values
    .map((name) => parseName(name))
    .map((name) => (name?.project ? name : undefined));
  if (scopes.length === 0 || scopes.some((it) => it === undefined)) return undefined;
  return agreed(
    scopes.map((it) => ({
      ...(it?.entity && { entity: it.entity }),
      ...(it?.project && { project: it.project }),
    })),
  );
}

/** What all scopes say alike, holes left out. */
function agreed(scopes: readonly Scope[]): Scope {
  const same = (key: keyof Scope) => {
    const [first, ...others] = new Set(scopes.map((it) => it[key]));
    return others.length === 0 && first && !first.includes('*') ? first : undefined;
  };
  const entity = same('entity');
  const project = same('project');
  return { ...(entity && { entity }), ...(project && { project }) };
}

/** The last run started above the call, else the first below. */
function nearest(place: Place, runs: readonly RunDeclaration[]): Scope | undefined {
  const run = runs.findLast((it) => byPlace(it.at, place) <= 0) ?? runs[0];
  return run && { ...(run.entity && { entity: run.entity }), ...(run.project && { project: run.project }) };
}

function byPlace(a: Place, b: Place): number {
  return (
    (a.cell ?? 0) - (b.cell ?? 0) ||
    byPosition(a.range.start, b.range.start) ||
    byPosition(a.range.end, b.range.end)
  );
}

function byPosition(a: Position, b: Position): number {
  return a.line - b.line || a.character - b.character;
}
