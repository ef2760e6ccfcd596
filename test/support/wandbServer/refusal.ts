// Errors that a resolver answers with: as on the real server, they come with an HTTP status of their own.
import { GraphQLError } from 'graphql';

/** `status` is the HTTP status of the whole reply. */
export function refusal(status: number, message: string, code = 'BAD_REQUEST'): GraphQLError {
  return new GraphQLError(message, { extensions: { code, status } });
}

export function notLoggedIn(): GraphQLError {
  return refusal(401, 'user is not logged in', 'PERMISSION_ERROR');
}

export function permissionDenied(): GraphQLError {
  return refusal(403, 'permission denied', 'PERMISSION_ERROR');
}

export function notFound(what: string): GraphQLError {
  return refusal(404, `${what} not found`, 'NOT_FOUND');
}
