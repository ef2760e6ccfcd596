// What went wrong between us and a W&B server, as a sentence with one thing to do; never with keys or replies.

import { type Sentence, sentence } from '../../lineage/sentence.ts';
import { BackendError, type Trouble } from '../backend.ts';

/** What may cure a fault. */
export interface Cure {
  /** Asking again, */
  readonly again?: boolean;
  /** after so many milliseconds, if the server says how many; */
  readonly waitFor?: number | undefined;
  /** or asking for less at once. */
  readonly less?: boolean;
}

export class CurableError extends BackendError {
  readonly cure: Cure;
  constructor(trouble: Trouble, sentence: Sentence, cure: Cure, options?: ErrorOptions) {
    super(trouble, sentence, options);
    this.cure = cure;
  }
}

/** The server does not have what it was asked for: fields as `Type.field`, arguments as `Type.field(argument)`. */
export class LackingError extends BackendError {
  readonly fields: readonly string[];
  constructor(sentence: Sentence, fields: readonly string[]) {
    super('malformed', sentence);
    this.fields = fields;
  }
}

export interface ServerError {
  readonly message: string;
  readonly code?: string | undefined;
}

/** A reply without the data that was asked for: `status` and what its body said. */
export interface BadReply {
  readonly status: number;
  readonly errors: readonly ServerError[];
  readonly body: 'json' | 'html' | 'other';
  /** From the headers, in milliseconds. */
  readonly waitFor?: number | undefined;
}

/** `machine` is the server's host and port, `signIn` the address of the page that shows the user's key. */
export function failureOf(reply: BadReply, machine: string, signIn: string): BackendError {
  const { status, body, errors } = reply;
  const says = (pattern: RegExp) => errors.some((error) => pattern.test(`${error.code} ${error.message}`));
  if (status === 429) {
    const seconds = Math.ceil((reply.waitFor ?? 0) / 1000);
    return new CurableError(
      'tooManyRequests',
      seconds > 0
        ? sentence('{0} gets too many requests: try again in {1} s.', machine, seconds)
        : sentence('{0} gets too many requests: try again in a minute.', machine),
      { again: true, waitFor: reply.waitFor },
    );
  }
  if ((status >= 500 && status !== 501) || status === 408)
    return new CurableError(
      'unreachable',
      sentence('{0} is in trouble (HTTP {1}): try again in a minute.', machine, status),
      { again: true, less: true },
    );
  if (status === 413 || says(/too (complex|large|deep)|complexity|timeout|deadline/i))
    return new CurableError(
      'refused',
      sentence(
        '{0} finds the question too large (HTTP {1}): choose fewer projects, or try again later.',
        machine,
        status,
      ),
      { less: true },
    );
  if (body === 'html')
    return new BackendError(
      'malformed',
      sentence(
        '{0} answered with a web page instead of data: check the address, and whether a proxy or a sign-in page stands in between.',
        machine,
      ),
    );
  if (status === 401 || says(/not logged in|invalid api key|unauthenticated|relogin/i)) {
    return signedOut(machine, signIn);
  }
  if (says(/^\S* ?(Cannot query field|Unknown (argument|type|field)|Syntax Error)/i))
    return new LackingError(
      sentence(
        '{0} does not understand what it was asked: it may be older than W&B Server 0.70; ask its administrator to update it.',
        machine,
      ),
      errors.flatMap(({ message }) => lackingIn(message) ?? []),
    );
  if (status === 403 || says(/permission/i))
    return new BackendError(
      'refused',
      sentence("{0} does not let your account see this: ask the project's owner for access.", machine),
    );
  if (status === 404 && body !== 'json')
    return new BackendError(
      'notFound',
      sentence('There is no W&B server at {0} (HTTP 404): check the address.', machine),
    );
  if (status === 404 || says(/not.?found/i))
    return new BackendError(
      'notFound',
      sentence(
        '{0} does not know what was asked for: it may have been deleted; refresh to see what is there now.',
        machine,
      ),
    );
  if (body === 'other')
    return new BackendError(
      'malformed',
      sentence(
        "{0} answered with something that is not JSON (HTTP {1}): check that the address is a W&B server's.",
        machine,
        status,
      ),
    );
  if (errors.length === 0 && status < 400)
    return new BackendError(
      'malformed',
      sentence("{0} answered without any data: check that the address is a W&B server's.", machine),
    );
  return new BackendError(
    'refused',
    sentence('{0} refused the question (HTTP {1}): try again later.', machine, status),
  );
}

/** The forms of graphql-js, and of the Go library that servers of W&B use. */
function lackingIn(message: string): string | undefined {
  const [, field, type] = /^Cannot query field "(\w+)" on type "(\w+)"/.exec(message) ?? [];
  if (field) return `${type}.${field}`;
  const [, argument, of, on] =
    /^Unknown argument "(\w+)" on field "([\w.]+)"(?: of type "(\w+)")?/.exec(message) ?? [];
  if (!argument) return undefined;
  return `${on ? `${on}.` : ''}${of}(${argument})`;
}

export function signedOut(machine: string, signIn: string): BackendError {
  return new BackendError(
    'signedOut',
    sentence('{0} does not accept the key: sign in again with a key from {1}.', machine, signIn),
  );
}

export function misshapen(machine: string): BackendError {
  return new BackendError(
    'malformed',
    sentence(
      "{0} answered in a form that is not known: update this extension, or check that the address is a W&B server's.",
      machine,
    ),
  );
}

export function redirected(machine: string): BackendError {
  return new BackendError(
    'refused',
    sentence(
      '{0} sends requests on to another address, where the key must not go: set the address that the server really has.',
      machine,
    ),
  );
}
