// What the editor is at, as nodes of the map.
import assert from 'node:assert/strict';
import { declare } from '../../../src/join/declare.ts';
import { nodeOfFile, nodesOfReference } from '../../../src/join/editorNodes.ts';
import { lineageOf } from '../../../src/lineage/model.ts';
import { run, version } from '../../support/lineage/build.ts';
import { file, guideFiles, reference } from '../../support/lineage/code.ts';

const history = lineageOf(
  [
    version('net:v0'),
    version('net:v1', { aliases: ['best'] }),
    version('net:v2', { aliases: ['latest'] }),
    run('old', { program: 'train.py', startedAt: 1 }),
    run('new', { program: 'train.py', startedAt: 2 }),
  ],
  [],
);
const titles = (ids: readonly string[]) => ids.map((id) => id.split('/').at(-1));

describe('what the editor is at', () => {
  it('is what a name means today, then what it may have meant', () => {
    const at = (name: string) =>
      titles(nodesOfReference(history, reference('train.py', 3, { relation: 'used' }, name)));
    assert.deepEqual(at('net:best'), ['net:v1', 'net:v0', 'net:v2']);
    assert.deepEqual(at('net:v0'), ['net:v0']);
    assert.deepEqual(at('other:v0'), []);
  });

  it('is what the call declares, where code hangs on something', () => {
    const [create] = guideFiles;
    assert.ok(create?.references[0]);
    const joined = declare(lineageOf([], []), guideFiles);
    assert.deepEqual(titles(nodesOfReference(joined, create.references[0])), ['mnist_dataset']);
  });

  it('is the newest run of a script, else the script', () => {
    assert.equal(titles([nodeOfFile(history, 'train.py', [file('train.py')]) ?? ''])[0], 'new');
    const joined = declare(lineageOf([], []), guideFiles);
    assert.equal(nodeOfFile(joined, 'evaluate.py', guideFiles), 'script:evaluate.py');
    assert.equal(nodeOfFile(joined, 'other.py', guideFiles), undefined);
  });
});
