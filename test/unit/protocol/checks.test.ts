// What the host lets a page say.
import assert from 'node:assert/strict';
import { parseFromView } from '../../../src/protocol/checks.ts';

describe('messages from the page', () => {
  it('are taken when they are ours', () => {
    const id = 'run:ada/mnist/x';
    for (const message of [
      { type: 'ready' },
      { type: 'focus', id },
      { type: 'openRunScript', id },
      { type: 'select', id: null, details: false },
      { type: 'follow', id, link: { type: 'place', at: 1 } },
      { type: 'follow', id, link: { type: 'file', path: 'a b.npz' } },
      { type: 'lookFurther', ids: [id] },
      { type: 'copy', text: '' },
      { type: 'way', way: 'retry' },
    ])
      assert.deepEqual(parseFromView(message), message);
  });

  it('are dropped when they are not', () => {
    for (const message of [
      undefined,
      'ready',
      { type: 'openFolder', id: 'run:x' },
      { type: 'focus', id: 'file:///etc/passwd' },
      { type: 'select' },
      { type: 'follow', id: 'run:x', link: { type: 'url', url: 'https://example.org' } },
      { type: 'follow', id: 'run:x', link: { type: 'place', at: 'x' } },
      { type: 'lookFurther', ids: ['x'] },
      { type: 'way', way: 'workbench.action.quit' },
    ])
      assert.equal(parseFromView(message), undefined);
  });
});
