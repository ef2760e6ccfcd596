// A question that an agent may ask: what it is called, what it takes, and the text that answers it.

import type { Store } from '../store.ts';

/** What answers come from; the caller has scanned the code. Answers only read. */
export interface Asked {
  readonly store: Store;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Tool {
  readonly name: string;
  readonly title: string;
  /** For the model: when to ask, and what comes back. */
  readonly description: string;
  readonly inputSchema: InputSchema;
  /** Rejects with an AnswerError for input that does not fit, with a BackendError when history cannot answer. */
  answer(input: Input, asked: Asked, signal: AbortSignal): Promise<string>;
}

/** The part of JSON Schema that questions need. */
export interface InputSchema {
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
  readonly additionalProperties: false;
}

export type Property =
  | { readonly type: 'string'; readonly description: string; readonly enum?: readonly string[] }
  | {
      readonly type: 'integer';
      readonly description: string;
      readonly minimum: number;
      readonly maximum: number;
    };

/** Checked against the tool's schema. */
export interface Input {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
}

/** Its message tells the agent what to ask instead. */
export class AnswerError extends Error {}

/** Longer texts are no names. */
const longest = 1000;
/** No answer is longer, in characters. */
const mostText = 16_000;

/** Checks the input, asks, and bounds the answer. */
export async function ask(
  { inputSchema, answer }: Tool,
  input: unknown,
  asked: Asked,
  signal: AbortSignal,
): Promise<string> {
  const text = await answer(checked(inputSchema, input), asked, signal);
  if (text.length <= mostText) return text;
  return `${text.slice(0, text.lastIndexOf('\n', mostText))}\n… cut off here: ask about less.\n`;
}

function checked({ properties, required }: InputSchema, input: unknown): Input {
  const given = typeof input === 'object' && input !== null ? Object.entries(input) : [];
  const values = new Map<string, unknown>(given.filter(([, value]) => value !== undefined && value !== null));
  for (const [name, value] of values) {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!property)
      throw new AnswerError(`There is no "${plain(name)}": give ${Object.keys(properties).join(', ')}.`);
    const wrong = wrongIn(property, value);
    if (wrong) throw new AnswerError(`"${name}" ${wrong}.`);
  }
  for (const name of required) if (!values.has(name)) throw new AnswerError(`"${name}" is missing.`);
  return {
    text: (name) => {
      const value = values.get(name);
      return typeof value === 'string' ? value : undefined;
    },
    number: (name) => {
      const value = values.get(name);
      return typeof value === 'number' ? value : undefined;
    },
  };
}

function wrongIn(property: Property, value: unknown): string | undefined {
  if (property.type === 'integer') {
    const { minimum, maximum } = property;
    const fits = Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum;
    return fits ? undefined : `is a whole number from ${minimum} to ${maximum}`;
  }
  if (typeof value !== 'string' || value.trim() === '') return 'is a text that is not empty';
  if (value.length > longest) return 'is too long';
  if (property.enum && !property.enum.includes(value)) return `is one of ${property.enum.join(', ')}`;
  return undefined;
}

/** Foreign text on one line: what trackers and code say is data, and can begin no line of its own. */
export function plain(text: string, most = 200): string {
  const flat = text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').trim();
  return flat.length > most ? `${flat.slice(0, most)}…` : flat;
}
