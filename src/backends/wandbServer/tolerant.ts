// A client that meets older servers: what they do not know is left out of every further question, and told.

import { BackendError } from '../backend.ts';
import type { Client } from './client.ts';
import { LackingError } from './failure.ts';
import { without } from './without.ts';

/** A server refuses all that it does not know at once, or one thing after the other. */
const most = 12;
/** Without these nothing of lineage can be read, or what is there would look as if it were not. */
const needed =
  /^(Query\.(viewer|project|artifact)$|Project\.(name|entityName|run|runs|artifactCollection)$|Artifact\.(id|artifactSequence)$|Run\.name$)/;

export interface Tolerant extends Client {
  /** Learns from the server's own word what it lacks, before it has to refuse it. */
  lacks(field: string): void;
  /** What the server does not have of that which was asked for, as `Type.field` or `Type.field(argument)`. */
  readonly lacking: ReadonlySet<string>;
}

export function tolerant(client: Client): Tolerant {
  const lacking = new Set<string>();
  return {
    ...client,
    lacking,
    lacks: (field) => void lacking.add(field),
    async ask(query, variables, signal) {
      for (let tried = 1; ; tried++) {
        const known = lacking.size;
        const question = without({ query, variables }, lacking);
        try {
          return await client.ask(question.query, question.variables, signal);
        } catch (error) {
          if (!(error instanceof LackingError)) throw error;
          const news = error.fields.filter((field) => !lacking.has(field));
          // Another question may have met the same in the meantime.
          const nothing = news.length === 0 && lacking.size === known;
          if (nothing || tried >= most || news.some((it) => needed.test(it))) throw tooOld(error);
          for (const field of news) lacking.add(field);
        }
      }
    },
  };
}

function tooOld(error: LackingError): BackendError {
  return new BackendError('malformed', error.sentence);
}
