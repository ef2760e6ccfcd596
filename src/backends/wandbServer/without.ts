// Rewrites a question for an older server: without the fields and arguments that it does not have.

import type { Variables } from './client.ts';
import { fieldTypes } from './fieldTypes.ts';
import type { Question } from './question.ts';

/** A field that stands in for another one: `old(…) { X }` for `new(…) { inner { X } }`. */
const stand: ReadonlyMap<string, { readonly field: string; readonly inner: string }> = new Map([
  ['Project.artifactCollectionMembership', { field: 'artifact', inner: 'artifact' }],
]);

/**
 * `lacking` holds fields as `Type.field` and arguments as `Type.field(argument)`. The question must be one of ours:
 * well-formed, its fields in `fieldTypes`. A selection from which everything is gone asks for the type's name only.
 */
export function without(question: Question, lacking: ReadonlySet<string>): Question {
  if (lacking.size === 0) return question;
  const reader = new Reader(question.query, lacking);
  const query = reader.document();
  return tidied(query, question.variables);
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #lacking: ReadonlySet<string>;
  #at = 0;

  constructor(query: string, lacking: ReadonlySet<string>) {
    this.#tokens = query.match(/\.\.\.|"(?:[^"\\]|\\.)*"|[$\w]+|[^\s\w$]/g) ?? [];
    this.#lacking = lacking;
  }

  document(): string {
    const parts: string[] = [];
    while (this.#at < this.#tokens.length) {
      const head = this.#until('{');
      const type = /^fragment \S+ on (\w+)/.exec(head)?.[1] ?? 'Query';
      parts.push(`${head} ${this.#selections(type)}`);
    }
    return parts.join('\n');
  }

  /** From `{` to its `}`. */
  #selections(type: string): string {
    this.#at++;
    const kept: string[] = [];
    while (this.#peek() !== '}') kept.push(...this.#selection(type));
    this.#at++;
    return kept.length > 0 ? `{ ${kept.join(' ')} }` : '{ __typename }';
  }

  #selection(type: string): readonly string[] {
    if (this.#peek() === '...') {
      this.#at++;
      const name = this.#next();
      if (name !== 'on') return [`...${name}`];
      const on = this.#next();
      return [`... on ${on} ${this.#selections(on)}`];
    }
    const first = this.#next();
    const aliased = this.#peek() === ':';
    if (aliased) this.#at++;
    const name = aliased ? this.#next() : first;
    const field = `${type}.${name}`;
    const args = this.#peek() === '(' ? this.#arguments(field) : '';
    const inner = this.#peek() === '{' ? this.#selections(fieldTypes.get(field) ?? field) : '';
    if (!this.#lacking.has(field)) return [`${aliased ? `${first}: ` : ''}${name}${args} ${inner}`.trim()];
    const other = stand.get(field);
    if (!other) return [];
    // Of the inner selection only the field of that name is known to stand alone.
    const body = new RegExp(`^\\{ ${other.inner} (\\{.*\\}) \\}$`, 's').exec(inner)?.[1];
    return body ? [`${aliased ? `${first}: ` : ''}${other.field}${args} ${body}`] : [];
  }

  /** From `(` to its `)`; lists hold no parentheses. */
  #arguments(field: string): string {
    this.#at++;
    const kept: string[] = [];
    while (this.#peek() !== ')') {
      const name = this.#next();
      this.#at++;
      const value = this.#value();
      if (!this.#lacking.has(`${field}(${name})`)) kept.push(`${name}: ${value}`);
      if (this.#peek() === ',') this.#at++;
    }
    this.#at++;
    return kept.length > 0 ? `(${kept.join(', ')})` : '';
  }

  #value(): string {
    const value = this.#next();
    return value === '[' ? `[${this.#until(']')}${this.#next()}` : value;
  }

  /** Everything before a token, which is next then. */
  #until(end: string): string {
    const from = this.#at;
    while (this.#at < this.#tokens.length && this.#peek() !== end) this.#at++;
    return this.#tokens.slice(from, this.#at).join(' ').replaceAll(' :', ':').replaceAll(' !', '!');
  }

  #peek(): string {
    return this.#tokens[this.#at] ?? '}';
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? '';
  }
}

/** Without the fragments and variables that nothing names any more: GraphQL refuses what is not used. */
function tidied(query: string, variables: Variables): Question {
  const [operation = '', ...fragments] = query.split('\n');
  let kept: readonly string[] = fragments;
  for (;;) {
    const text = [operation, ...kept].join('\n');
    const used = kept.filter((it) => text.includes(`...${/^fragment (\w+)/.exec(it)?.[1]} `));
    if (used.length === kept.length) break;
    kept = used;
  }
  const body = [operation.replace(/^[^{]*/, ''), ...kept].join('\n');
  const names = new Set(body.match(/\$\w+/g));
  const declared = [...operation.replace(/\{.*/s, '').matchAll(/(\$\w+): ?(\w+!?)/g)].filter(
    ([, name = '']) => names.has(name),
  );
  const head = /^query \w+/.exec(operation)?.[0] ?? 'query';
  const list = declared.map(([, name, type]) => `${name}: ${type}`).join(', ');
  return {
    query: `${head}${list && `(${list})`} ${body}`,
    variables: Object.fromEntries(Object.entries(variables).filter(([name]) => names.has(`$${name}`))),
  };
}
