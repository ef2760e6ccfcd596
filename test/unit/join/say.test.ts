// Tests that sentences which were kept or thrown are told in the language of whoever shows them.

import assert from 'node:assert/strict';
import { BackendError, problemOf } from '../../../src/backends/backend.ts';
import { isNode } from '../../../src/backends/kinds.ts';
import { localRuns } from '../../../src/backends/wandbLocal/localRuns.ts';
import { nodeHost } from '../../../src/cli/nodeHost.ts';
import { sources } from '../../../src/join/facts.ts';
import { told } from '../../../src/join/say.ts';
import { sentence } from '../../../src/lineage/sentence.ts';
import { run } from '../../support/lineage/build.ts';
import { spanish } from '../../support/words/inSpanish.ts';

describe('a sentence', () => {
  const error = new BackendError(
    'unreachable',
    sentence('The connection to {0} was cut{1}: try again.', 'lab', ''),
  );
  const kept = sentence('{0} Until then what was read before is shown.', problemOf(error).text);

  it('is English where it is thrown, for logs', () => {
    assert.equal(error.message, 'The connection to lab was cut: try again.');
  });

  it('is told in the language of the reader, with the sentences in it', () => {
    assert.equal(
      told(kept, spanish),
      'La conexión con lab se cortó: vuelva a intentarlo. Hasta entonces se muestra lo leído antes.',
    );
  });

  it('does not take what fills it for its own words or holes', () => {
    assert.equal(
      told(sentence('{0} cannot be read.', 'Registry {1}'), spanish),
      'Registry {1} no se puede leer.',
    );
  });

  it('is whole when it comes back from a disk', () => {
    const node = { ...run('r'), notes: [kept] };
    assert.ok(isNode(JSON.parse(JSON.stringify(node))));
    assert.equal(isNode({ ...node, notes: ['an older form'] }), false);
  });

  it('names the source that has no name of its own', () => {
    const { label } = localRuns(nodeHost(), []);
    assert.match(
      sources([{ label, readAt: 0 }], 0, spanish) ?? '',
      /^carpetas locales de ejecuciones, leído/,
    );
  });
});
