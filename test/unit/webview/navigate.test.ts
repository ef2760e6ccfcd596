// Where arrow keys lead.
import assert from 'node:assert/strict';
import { nearest } from '../../../webview/navigate.ts';

describe('arrow keys', () => {
  const at = (id: string, x: number, y: number) => ({ id, x, y, width: 100, height: 50 });
  const boxes = [
    at('middle', 200, 100),
    at('right', 400, 110),
    at('far', 600, 100),
    at('below', 190, 200),
    at('above', 210, 0),
  ];
  const from = at('middle', 200, 100);
  it('go to the nearest tile that way', () => {
    assert.equal(nearest(boxes, from, 'right')?.id, 'right');
    assert.equal(nearest(boxes, from, 'down')?.id, 'below');
    assert.equal(nearest(boxes, from, 'up')?.id, 'above');
  });
  it('stay at the rim', () => assert.equal(nearest(boxes, from, 'left'), undefined));
});
