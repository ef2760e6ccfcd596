// Calls of W&B: recognises them by what their receiver is, and says what they name.

import type { Arguments, Given } from './arguments.ts';
import { byPath } from './byPath.ts';
import type { Site } from './call.ts';
import { type Naming, type Receiver, tellingNames, type WandbCall, wandbCalls } from './calls.ts';
import type { Misuse, RunDeclaration } from './codeReference.ts';
import { tupleValue } from './collections.ts';
import { isForeign } from './foreign.ts';
import { sayRun } from './found.ts';
import { callIntegration } from './integrationCalls.ts';
import type { Machine } from './machine.ts';
import { nameArtifacts } from './naming.ts';
import { logTables } from './tables.ts';
import type { RunThing } from './things.ts';
import { type Alternative, exactText, just, only, unknown, type Value } from './value.ts';
import { attributeOfArtifact, canonical, makeRun, presentRun } from './wandbObjects.ts';

function rowOf(name: string, on: Receiver): WandbCall | undefined {
  return wandbCalls.find((row) => row.name === name && row.on.includes(on));
}

/** Calls a function or class by its dotted path; undefined when it is not W&B's. */
export function callWandb(m: Machine, path: string, given: Arguments, site: Site): Value | undefined {
  if (/(?:^|\.)WandbLogger$/.test(path)) {
    const logger = just(makeRun(m, given, 'logger', true));
    callIntegration(m, path, logger[0], given, site);
    return logger;
  }
  const own = canonical(path);
  sayMisuse(m, own, site);
  const byItself = callIntegration(m, path, presentRun(m)[0], given, site);
  if (byItself) return byItself;
  const member = path.slice(path.lastIndexOf('.') + 1);
  if (/(?:^|\.)WandbLogger\.\w+$/.test(path)) {
    const row = rowOf(member, 'loggerClass');
    return row && nameArtifacts(m, row, undefined, given, site);
  }
  if (!own.startsWith('wandb.')) return isForeign(path) ? undefined : guessedCall(m, member, given, site);
  if (own === 'wandb.init') return startRun(m, given, site);
  if (own === 'wandb.Api') return just(apiOf(given));
  if (own === 'wandb.log') return logTables(m, presentRun(m)[0], given, site);
  const row = rowOf(own.slice('wandb.'.length), 'module');
  return row && nameArtifacts(m, row, presentRun(m)[0], given, site);
}

function sayMisuse(m: Machine, path: string, { node, callee, source }: Site): void {
  const kind = misuseOf(path);
  if (kind && m.muted === 0 && m.dead === 0)
    m.found.misuses.set(node, { kind, call: path, at: source.place(node.from, callee.to) });
}

/** Source: `wandb.apis.public.runs.Run`: `use_artifact` and `log_artifact` raise for all but artifact objects. */
function sayNameForObject(m: Machine, call: string, given: Arguments, site: Site): void {
  const artifact = given.positional[0] ?? given.named.get('artifact');
  const isName =
    artifact && artifact.value.length > 0 && artifact.value.every(({ thing }) => thing.kind === 'text');
  if (isName && m.muted === 0 && m.dead === 0)
    m.found.misuses.set(site.node, {
      kind: 'name',
      call,
      at: artifact.source.place(artifact.node.from, artifact.node.to),
    });
}

/** What is a method of runs alone, and what releases from 0.24 on no longer have. */
function misuseOf(path: string): Misuse['kind'] | undefined {
  if (/^wandb\.(?:beta|lab)\.workflows\.\w+$/.test(path)) return 'removed';
  const name = /^wandb\.(\w+)$/.exec(path)?.[1];
  return name && rowOf(name, 'run') && !rowOf(name, 'module') ? 'missing' : undefined;
}

function startRun(m: Machine, given: Arguments, site: Site): Value {
  const run = makeRun(m, given, 'run', true);
  if (m.muted === 0) {
    const facts: readonly (readonly [keyof RunDeclaration, Value | undefined])[] = [
      ['entity', run.entity],
      ['project', run.project],
      ['jobType', given.named.get('job_type')?.value],
      ['name', run.name],
    ];
    const exact = facts.flatMap(([key, value]) => {
      const text = exactText(value);
      return text ? [[key, text]] : [];
    });
    // What a default says, the command line may say otherwise.
    const modeGiven = given.named.get('mode');
    const mode = modeGiven?.node.type === 'String' && exactText(modeGiven.value);
    sayRun(m.found, site.node, {
      ...Object.fromEntries(exact),
      ...(mode && { mode }),
      at: site.source.place(site.node.from, site.node.to),
    });
  }
  const value = just(run);
  m.trail.set(m.world, 'run', value);
  useConfigured(m, value[0], given.named.get('config'), site);
  return value;
}

/** Artifacts among a run's configuration are used by it. */
function useConfigured(
  m: Machine,
  run: Alternative | undefined,
  config: Given | undefined,
  site: Site,
): void {
  const thing = config && only(config.value);
  if (!config || thing?.kind !== 'object') return;
  const used = [...thing.cells.values()].map(configuredArtifact).filter((value) => value.length > 0);
  const parameters = used.map((_, index) => `value ${index}`);
  const named = new Map(
    used.map((value, index) => [`value ${index}`, { node: config.node, source: config.source, value }]),
  );
  const names = parameters.map(
    (parameter): Naming => ({ relation: 'used', argument: 'name', parameter, object: parameter }),
  );
  const row = { name: 'init', on: [], parameters, names, gives: 'nothing' } as const;
  if (used.length > 0) nameArtifacts(m, row, run, { positional: [], named, open: false }, site);
}

/** The artifact objects and `wandb-artifact://` names of a value; an id is no name. */
function configuredArtifact(value: Value): Value {
  return value.flatMap((it): Value => {
    if (it.thing.kind === 'artifact') return [it];
    const path = it.thing.kind === 'text' ? /^wandb-artifact:\/\/(.+)$/.exec(it.thing.text)?.[1] : undefined;
    if (path === undefined) return [];
    const name = path.replace(/^https?:\/\/[^/]+\//, '');
    return [{ ...it, thing: name.startsWith('_id/') ? { kind: 'unknown' } : { kind: 'text', text: name } }];
  });
}

function apiOf(given: Arguments) {
  const overrides = given.named.get('overrides')?.value ?? given.positional[0]?.value;
  const thing = overrides?.[0]?.thing;
  const of = (name: string) => (thing?.kind === 'object' ? thing.cells.get(name) : undefined) ?? unknown;
  return { kind: 'api', entity: of('entity'), project: of('project') } as const;
}

/** Calls a method of a W&B object. */
export function wandbMethod(m: Machine, of: Alternative, name: string, given: Arguments, site: Site): Value {
  const { thing } = of;
  const on =
    thing.kind === 'run'
      ? thing.as
      : thing.kind === 'artifact' || thing.kind === 'api'
        ? thing.kind
        : undefined;
  const row = on && rowOf(name, on);
  if (on === 'publicRun' && row) sayNameForObject(m, name, given, site);
  if (row) return nameArtifacts(m, row, of, given, site);
  if (thing.kind === 'run' && thing.as === 'run' && name === 'log') return logTables(m, of, given, site);
  if (thing.kind === 'api' && name === 'run') return just(publicRun(m, given));
  if (thing.kind === 'api' && name === 'runs') return tupleValue([just(publicRun(m, given))], true);
  if (thing.kind === 'api' && name === 'artifact_type')
    return just({ kind: 'external', path: 'wandb.ArtifactType' });
  if (thing.kind === 'api' && name === 'registry') return just({ kind: 'external', path: 'wandb.Registry' });
  if (thing.kind === 'artifact' && name === 'wait') return [of];
  if (thing.kind === 'artifact' && name === 'new_draft')
    return just({ ...thing, names: attributeOfArtifact(of, thing, 'collection_name') ?? unknown });
  if (thing.kind === 'artifact' && name === 'logged_by') return just(publicRun(m, given));
  if (thing.kind === 'run' && /^(?:logged|used)_artifacts$/.test(name))
    return tupleValue([just({ kind: 'artifact', names: unknown, type: unknown })], true);
  return unknown;
}

function publicRun(m: Machine, given: Arguments): RunThing {
  return makeRun(m, { ...given, named: new Map() }, 'publicRun', false);
}

/**
 * A call on a receiver that nothing in view binds: W&B's when the receiver's name tells so and the program imports
 * `wandb`; never for a name that other trackers share in a program that imports one of those.
 */
export function guessedCall(m: Machine, name: string, given: Arguments, site: Site): Value | undefined {
  if (!site.receiver) return undefined;
  const text = site.source.text.slice(site.receiver.from, site.receiver.to);
  if (!importsWandb(m) && !/wandb/i.test(text)) return undefined;
  for (const row of wandbCalls) {
    if (row.name !== name || (row.common && [...m.imports].some(isForeign))) continue;
    const on = row.on.find((receiver) => tellingNames[receiver]?.test(text));
    if (on) return nameArtifacts(m, row, guessed(m, on), given, site);
  }
  return undefined;
}

function guessed(m: Machine, on: Receiver): Alternative | undefined {
  if (on === 'run') return presentRun(m)[0];
  if (on === 'api') return just({ kind: 'api', entity: unknown, project: unknown })[0];
  return on === 'artifact' ? just({ kind: 'artifact', names: unknown, type: unknown })[0] : undefined;
}

const isWandb = byPath((path) => /^wandb(?:\.|$)|\.WandbLogger$/.test(path));

function importsWandb(m: Machine): boolean {
  for (const path of m.imports) if (isWandb(path)) return true;
  return false;
}
