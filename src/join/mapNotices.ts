// What stands above a map: why it is not whole, and what can be done about it.

import type { Problem } from '../backends/backend.ts';
import type { Notice, Way } from '../protocol/picture.ts';
import { type Say, told } from './say.ts';

export interface MapFate {
  /** A limit has cut it off after so many nodes; undefined when none has. */
  readonly cutAt?: number;
  /** The reader has stopped the reading. */
  readonly stopped: boolean;
  /** What could not be read. */
  readonly problems: readonly Problem[];
}

export function mapNotices({ cutAt, stopped, problems }: MapFate, say: Say): readonly Notice[] {
  const notices: Notice[] = [];
  if (stopped)
    notices.push(
      note('info', say('Reading was stopped: the map shows what was read until then.'), 'readMore'),
    );
  else if (cutAt !== undefined)
    notices.push(
      note(
        'info',
        say(
          'Reading ended at {0} tiles; there may be more. Those with an ellipsis were not followed further.',
          cutAt,
        ),
        'readMore',
      ),
    );
  return [
    ...notices,
    ...problems.map(({ text, remedy }) =>
      note('warning', told(text, say), remedy === 'connect' ? 'connect' : 'retry'),
    ),
  ];
}

/** Nothing could be read anew. */
export function failure(sentence: string, ways: readonly Way[]): Notice {
  return note('error', sentence, ...ways);
}

function note(tone: Notice['tone'], text: string, ...ways: readonly Way[]): Notice {
  return { tone, text, ways };
}
