// Reads a GraphQL reply of a W&B server: the body before the status, since the server pairs data with bad ones.

import * as v from 'valibot';
import type { Answer } from './client.ts';
import type { BadReply, ServerError } from './failure.ts';

const said = v.object({
  message: v.optional(v.string(), ''),
  path: v.fallback(v.optional(v.array(v.union([v.string(), v.number()]))), undefined),
  extensions: v.fallback(v.optional(v.object({ code: v.optional(v.string()) })), undefined),
});
/** The forms seen: a GraphQL list, a list of texts, `{"error": "text"}` and `{"error": {"message"}}`. */
const body = v.object({
  data: v.fallback(v.nullish(v.record(v.string(), v.unknown())), undefined),
  errors: v.fallback(v.nullish(v.array(v.union([v.string(), said]))), undefined),
  error: v.fallback(v.nullish(v.union([v.string(), said])), undefined),
});

/** The data when at least one root field has some; else what is wrong. */
export function readReply(status: number, headers: Headers, text: string, now: number): Answer | BadReply {
  const json = parseJson(text);
  const result = v.safeParse(body, json);
  const waitFor = waitOf(headers, now);
  if (!result.success) {
    const form = /^\s*</.test(text) ? 'html' : json === undefined ? 'other' : 'json';
    return { status, errors: [], body: form, waitFor };
  }
  const { data, errors, error } = result.output;
  const all = [...(errors ?? []), ...(error ? [error] : [])].map(toError);
  const fine = status < 300 && all.length === 0;
  const partial = status !== 401 && status !== 429 && Object.values(data ?? {}).some((it) => it !== null);
  if (data && fine) return { data, failed: new Set() };
  if (data && partial) return { data, failed: failedFields(data, errors ?? []) };
  return { status, errors: all, body: 'json', waitFor };
}

/** The root fields that errors point at; all empty ones when the server does not say which. */
function failedFields(
  data: Readonly<Record<string, unknown>>,
  errors: readonly (string | v.InferOutput<typeof said>)[],
): ReadonlySet<string> {
  const named = errors.map((error) => (typeof error === 'string' ? undefined : error.path?.[0]));
  const empty = Object.keys(data).filter((field) => data[field] === null);
  return new Set(named.every((field) => typeof field === 'string') ? named.map(String) : empty);
}

function toError(error: string | v.InferOutput<typeof said>): ServerError {
  return typeof error === 'string'
    ? { message: error }
    : { message: error.message, code: error.extensions?.code };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Milliseconds until questions are answered again, when a reply says that this was the last one for now: W&B counts
 * `RateLimit-Remaining` down to 0 and gives `RateLimit-Reset` in seconds. Undefined when there are more.
 */
export function exhaustedFor(headers: Headers): number | undefined {
  if (headers.get('RateLimit-Remaining')?.trim() !== '0') return undefined;
  return Number(headers.get('RateLimit-Reset')) * 1000 || undefined;
}

/** Milliseconds to wait: `Retry-After` as seconds or a date, else `RateLimit-Reset` as seconds. */
function waitOf(headers: Headers, now: number): number | undefined {
  const after = headers.get('Retry-After') ?? headers.get('RateLimit-Reset');
  if (!after) return undefined;
  const seconds = Number(after);
  const milliseconds = Number.isNaN(seconds) ? Date.parse(after) - now : seconds * 1000;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}
