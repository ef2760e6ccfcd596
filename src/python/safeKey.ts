// Keys of a run's metrics as parts of artifact names.

import { combine } from './combine.ts';
import { hole, textValue, type Value } from './value.ts';

/**
 * A key as part of an artifact's name: other characters than these are dropped, and a checksum of the run's whole
 * name is added then. Source: `wandb/sdk/artifacts/_internal_artifact.py`.
 */
export function safeKey(key: string): string {
  const safe = key.replace(/[^\w.\-\0]/g, '');
  return safe === key ? key : `${safe}-${hole}`;
}

/** The artifact's name for a key that is not a literal. */
export function safeKeys(value: Value): Value {
  return combine([value], ([it]) => textValue(it?.thing.kind === 'text' ? safeKey(it.thing.text) : hole));
}
