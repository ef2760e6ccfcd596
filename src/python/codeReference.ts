// What the scanner finds in one file: references to artifacts, the runs that the code starts, and how each name is known.

import type { Place, Scope } from '../lineage/model.ts';
import type { Sentence } from '../lineage/sentence.ts';

export type Relation = 'used' | 'logged' | 'linked' | 'read' | 'constructed';

/** An argument of a call that the SDK takes no notice of: `aliases` beside a name, `name` beside an object, `use_as`. */
export interface Ignored {
  readonly argument: 'aliases' | 'name' | 'use_as';
  /** Its value, without the keyword. */
  readonly at: Place;
  /** Its text, or the only one of a list, when the code says it in one exact way. */
  readonly text?: string;
}

/** A call of a function that W&B does not have, or that newer releases no longer have. */
export interface Misuse {
  /** A function that is not there, or no longer; a name where only an artifact object is taken. */
  readonly kind: 'missing' | 'removed' | 'name';
  /** The function's dotted path, e.g. `wandb.link_artifact`, or the name of the method. */
  readonly call: string;
  readonly at: Place;
}

export type Argument = 'name' | 'target_path' | 'registered_model_name' | 'artifact';

/** One step of the evaluation, shown to the user: this place gave this part. */
export interface Step {
  readonly text: string;
  readonly at: Place;
}

/**
 * What is known of a name. `exact`: one or several whole names. `pattern`: names with each hole written `*`.
 * `unknown`: nothing. `object`: the argument is an artifact object; the values are the names (whole or with holes)
 * of the constructions or uses that it came from, none when those are unknown.
 */
export interface NameValue {
  readonly kind: 'exact' | 'pattern' | 'unknown' | 'object';
  readonly values: readonly string[];
  readonly steps: readonly Step[];
}

export interface CodeReference {
  readonly relation: Relation;
  /** The callee's last name, e.g. `use_artifact`. */
  readonly call: string;
  readonly argument: Argument;
  /** The call expression, from the first character of its receiver. */
  readonly callAt: Place;
  /** The argument's expression; the callee's name when the argument is missing. */
  readonly nameAt: Place;
  /** The string literal that holds the name, if it is exactly one, maybe elsewhere. */
  readonly literalAt?: Place;
  readonly value: NameValue;
  /** The artifact's type, when code says it in one exact way. */
  readonly type?: string;
  /** Where the call says the type, when it is one string literal. */
  readonly typeAt?: Place;
  /** Aliases that a logging or linking call gives, when they are literal. */
  readonly aliases: readonly string[];
  /** Tags that a logging call gives, when they are literal. */
  readonly tags?: readonly string[];
  readonly ignored?: readonly Ignored[];
  /** Scope of the governing `wandb.init`, environment or the name's own prefix. */
  readonly scope: Scope;
}

/** A `wandb.init(...)` call and what it says. */
export interface RunDeclaration extends Scope {
  readonly at: Place;
  readonly jobType?: string;
  /** `mode=`, when the call has it as a literal. */
  readonly mode?: string;
  readonly name?: string;
}

export interface CodeFile {
  /** Relative to the scanned folder, with `/`. */
  readonly path: string;
  readonly references: readonly CodeReference[];
  readonly runs: readonly RunDeclaration[];
  /** Calls of functions that W&B does not have; absent when there are none. */
  readonly misuses?: readonly Misuse[];
  /** The script that this notebook is paired with by Jupytext, or the other way round; relative like `path`. */
  readonly pairedWith?: string;
  /** Why the file could not be read. */
  readonly problem?: Sentence;
}
