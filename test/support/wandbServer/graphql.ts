// Runs GraphQL operations on the store; what this server does not know fails loudly and is written down.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  buildASTSchema,
  type DocumentNode,
  defaultFieldResolver,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import { artifactMutations } from './mutations/artifacts.ts';
import { linkMutations } from './mutations/links.ts';
import { runMutations } from './mutations/runs.ts';
import { queries } from './queries.ts';
import { notLoggedIn, refusal } from './refusal.ts';
import type { Store } from './store.ts';
import type { Switches } from './switches.ts';

export interface GraphqlRequest {
  readonly query?: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly operationName?: string | null;
}

export interface GraphqlReply {
  readonly status: number;
  readonly body: ExecutionResult;
  /** The operation's name, or its first root field where it has none. */
  readonly operation: string;
}

/**
 * Reads the schema of the repository that the process was started in. An older server's lacks fields, such as
 * `Run.sweepName`, and arguments, such as `Project.runs(filters)`.
 */
export function loadSchema(without: readonly string[] = []): GraphQLSchema {
  const path = join(process.cwd(), 'test', 'support', 'wandbServer', 'schema.graphql');
  const document = parse(readFileSync(path, 'utf8'));
  const lacking = new Set(without);
  return buildASTSchema({
    ...document,
    definitions: document.definitions.map((type) => {
      if (type.kind !== 'ObjectTypeDefinition' && type.kind !== 'InterfaceTypeDefinition') return type;
      const fields = type.fields
        ?.filter((field) => !lacking.has(`${type.name.value}.${field.name.value}`))
        .map((field) => ({
          ...field,
          arguments:
            field.arguments?.filter(
              (it) => !lacking.has(`${type.name.value}.${field.name.value}(${it.name.value})`),
            ) ?? [],
        }));
      return { ...type, fields: fields ?? [] };
    }),
  });
}

/**
 * Answers with data, or with errors and the HTTP status that the real server pairs with them.
 * `report` is told of each operation that is not understood, or asks for what no resolver gives.
 */
export async function answer(
  schema: GraphQLSchema,
  store: Store,
  switches: Switches,
  signedIn: boolean,
  { query = '', variables, operationName: asked }: GraphqlRequest,
  report: (unknown: string) => void,
): Promise<GraphqlReply> {
  // The SDK's Python side sends an empty name for none.
  const operationName = asked || null;
  const named = operationName ?? 'anonymous';
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    report(`${named}: ${error instanceof Error ? error.message : error}`);
    return failed(400, named, [error instanceof GraphQLError ? error : new GraphQLError(String(error))]);
  }
  const ast = getOperationAST(document, operationName);
  const field = ast?.selectionSet.selections[0];
  const operation = ast?.name?.value ?? (field?.kind === 'Field' ? field.name.value : named);
  const errors = validate(schema, document);
  if (errors.length > 0 || !ast) {
    const all = errors.length > 0 ? errors : [new GraphQLError(`unknown operation ${named}`)];
    for (const error of all) report(`${operation}: ${error.message}`);
    return failed(400, operation, all);
  }
  const fields = ast.selectionSet.selections.length;
  if (fields > switches.mostFields)
    return failed(413, operation, [new GraphQLError(`${fields} fields are too many`)]);
  const strict: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    const status = switches.failing.get(`${info.parentType.name}.${info.fieldName}`);
    if (status) throw refusal(status, 'permission denied', 'PERMISSION_ERROR');
    if (typeof args.first === 'number' && args.first > switches.pageSize) args.first = switches.pageSize;
    if (typeof source !== 'object' || source === null || !(info.fieldName in source)) {
      const what = `${operation}: no resolver for ${info.parentType.name}.${info.fieldName}`;
      report(what);
      throw refusal(400, `unknown operation ${what}`, 'UNKNOWN_OPERATION');
    }
    return defaultFieldResolver(source, args, context, info);
  };
  const mutation = ast.operation === 'mutation';
  if (mutation && !signedIn) return failed(401, operation, [notLoggedIn()]);
  const result = await execute({
    schema,
    document,
    rootValue: mutation ? mutations(store) : queries(store, switches, signedIn),
    variableValues: variables ?? {},
    operationName,
    fieldResolver: strict,
  });
  if (!('data' in result)) {
    // Nothing ran: the variables do not fit the operation.
    for (const error of result.errors ?? []) report(`${operation}: ${error.message}`);
    return failed(400, operation, result.errors ?? []);
  }
  return { status: statusOf(result.errors), body: plain(result), operation };
}

function mutations(store: Store) {
  return { ...runMutations(store), ...artifactMutations(store), ...linkMutations(store) };
}

function failed(status: number, operation: string, errors: readonly GraphQLError[]): GraphqlReply {
  return { status, body: plain({ errors }), operation };
}

function statusOf(errors: readonly GraphQLError[] | undefined): number {
  const statuses = errors?.map((it) =>
    typeof it.extensions.status === 'number' ? it.extensions.status : 500,
  );
  return statuses?.length ? Math.max(...statuses) : 200;
}

/** As JSON. An error that is a fault of this server's own is told in full: who sees it is testing. */
function plain(result: ExecutionResult): ExecutionResult {
  return JSON.parse(JSON.stringify(result));
}
