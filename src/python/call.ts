// Evaluates calls: finds what is called and follows it.

import { attribute, lookups } from './access.ts';
import { argumentDefault, parserMethod } from './argparse.ts';
import { type Arguments, evaluateArguments, mergeArguments } from './arguments.ts';
import { becomeArtifact, foreignBase, hasInit, instantiate } from './classes.ts';
import { listMethod, mappingMethod } from './collections.ts';
import { branching } from './each.ts';
import { evaluate } from './evaluate.ts';
import { callExternal } from './externals.ts';
import { invoke } from './invoke.ts';
import { isTired, type Machine, textOf } from './machine.ts';
import type { Source } from './source.ts';
import { textMethod } from './text.ts';
import { childOf, type Node } from './tree.ts';
import { type Alternative, just, unknown, type Value } from './value.ts';
import { guessedCall, wandbMethod } from './wandbCalls.ts';
import { canonical } from './wandbObjects.ts';

/** Where a call stands. */
export interface Site {
  readonly node: Node;
  readonly source: Source;
  /** The callee's last name. */
  readonly callee: Node;
  /** The expression before the callee's last name. */
  readonly receiver: Node | undefined;
}

export function evaluateCall(m: Machine, node: Node): Value {
  const [callee] = node.children;
  if (!callee) return unknown;
  const list = childOf(node, 'ArgList');
  const property = callee.type === 'MemberExpression' ? callee.children.at(-1) : undefined;
  const [receiver] = callee.children;
  if (property?.type === 'PropertyName' && receiver) {
    const site: Site = { node, source: m.source, callee: property, receiver };
    const name = textOf(m, property);
    const object = evaluateReceiver(m, receiver);
    const given = evaluateArguments(m, list);
    return branching(m, object, (it) => callMember(m, it, name, given, site));
  }
  const site: Site = { node, source: m.source, callee, receiver: undefined };
  if (callee.type === 'VariableName' && textOf(m, callee) === 'super') return superOf(m);
  const called = evaluateReceiver(m, callee);
  const given = evaluateArguments(m, list);
  return branching(m, called, (it) => callThing(m, it, given, site));
}

function evaluateReceiver(m: Machine, node: Node): Value {
  const value = evaluate(m, node);
  // What is called cannot be None: something else sets it.
  return value.every(({ thing }) => thing.kind === 'constant' && thing.value === null) ? unknown : value;
}

/** Calls `it.name(...)`. */
function callMember(m: Machine, it: Alternative, name: string, given: Arguments, site: Site): Value {
  const member = attribute(m, [it], name);
  return branching(m, member, (called) =>
    called.thing.kind === 'unknown'
      ? it.thing.kind === 'unknown'
        ? (guessedCall(m, name, given, site) ?? unknown)
        : unknown
      : callThing(m, called, given, site),
  );
}

function callThing(m: Machine, it: Alternative, given: Arguments, site: Site): Value {
  const { thing } = it;
  switch (thing.kind) {
    case 'function':
      return invoke(m, thing, given);
    case 'class':
      return canonical(foreignBase(thing) ?? '') === 'wandb.Artifact' && !hasInit(thing)
        ? callExternal(m, 'wandb.Artifact', given, site)
        : instantiate(m, thing, given);
    case 'partial':
      return branching(m, thing.of, (inner) =>
        callThing(m, inner, mergeArguments(thing.arguments, given), site),
      );
    case 'external':
      return callExternal(m, thing.path, given, site);
    case 'method':
      return callMethod(m, thing.of, thing.name, given, site);
    case 'instance': {
      const call = attribute(m, [it], '__call__');
      return call[0]?.thing.kind === 'function' && !isTired(m) ? invoke(m, call[0].thing, given) : unknown;
    }
    default:
      return unknown;
  }
}

function callMethod(m: Machine, of: Alternative, name: string, given: Arguments, site: Site): Value {
  switch (of.thing.kind) {
    case 'text':
      return textMethod(of, name, given, lookups(m)) ?? unknown;
    case 'tuple':
    case 'list':
      return listMethod(m, of, name, given);
    case 'object':
      return mappingMethod(m, of, name, given);
    case 'file':
      return name === 'read' || name === 'strip' ? [of] : unknown;
    case 'parser':
      return name === 'add_argument' ? argumentDefault(m, of.thing, given) : parserMethod(m, of, name, given);
    case 'instance':
      // The one method of an instance that is not in view: that of W&B's artifact, see `super`.
      becomeArtifact(m, of.thing, callExternal(m, 'wandb.Artifact', given, site));
      return unknown;
    case 'run':
    case 'artifact':
    case 'api':
      return wandbMethod(m, of, name, given, site);
    default:
      return unknown;
  }
}

function superOf(m: Machine): Value {
  const { running } = m.frame;
  if (!running?.owner || !running.self) return unknown;
  return just({ kind: 'super', cls: running.owner, self: running.self });
}
