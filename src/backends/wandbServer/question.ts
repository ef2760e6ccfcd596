// Builds one GraphQL question of many aliased root fields; every value travels as a variable, never as query text.

import type { Variables } from './client.ts';
import { queryOf } from './fragments.ts';

export interface Question {
  readonly query: string;
  readonly variables: Variables;
}

/** Declares a variable with a value and returns how to write it. */
export type Declare = (type: 'String' | 'String!' | 'ID!' | 'JSONString', value: string) => string;

/** `fields` writes the root fields, declaring variables as it goes. */
export function ask(operation: string, fields: (declare: Declare) => readonly string[]): Question {
  const declarations: string[] = [];
  const variables: Record<string, string> = {};
  // Equal values share a variable: thirty nodes of one project name it once.
  const known = new Map<string, string>();
  const declare: Declare = (type, value) => {
    const key = `${type} ${value}`;
    const name = known.get(key) ?? `$v${known.size}`;
    if (!known.has(key)) {
      known.set(key, name);
      declarations.push(`${name}: ${type}`);
      variables[name.slice(1)] = value;
    }
    return name;
  };
  const written = fields(declare);
  return { query: queryOf(operation, declarations, written.join('\n')), variables };
}

/** A project as a root field; `inside` are its fields. */
export function inProject(
  alias: string,
  scope: { readonly entity: string; readonly project: string },
  declare: Declare,
  inside: string,
): string {
  const name = declare('String', scope.project);
  const entity = declare('String', scope.entity);
  return `${alias}: project(name: ${name}, entityName: ${entity}) { ${inside} }`;
}

/** The arguments of a connection's page. */
export function page(size: number, after: string | undefined, declare: Declare): string {
  return after === undefined ? `first: ${size}` : `first: ${size}, after: ${declare('String', after)}`;
}
