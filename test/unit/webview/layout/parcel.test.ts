// A layout's question and answer in their flat form.
import assert from 'node:assert/strict';
import { layout } from '../../../../webview/layout/layout.ts';
import { answerOf, buffersOf, inputOf, placedOf, questionOf } from '../../../../webview/layout/parcel.ts';

const input = {
  tiles: ['a', 'b', 'c', 'alone'].map((id) => ({ id, width: 100, height: 46 })),
  links: [
    { from: 'a', to: 'b' },
    { from: 'b', to: 'c' },
    { from: 'c', to: 'a' },
    { from: 'b', to: 'b' },
    { from: 'a', to: 'gone' },
  ],
};

describe('the layout’s parcels', () => {
  it('give in another thread what a layout gives here', () => {
    const there = answerOf(layout(inputOf(structuredClone(questionOf(input)))));
    assert.deepEqual(placedOf(structuredClone(there), input), layout(input));
  });

  it('carry where tiles stood before', () => {
    const before = new Map([['c', { y: 300, height: 46 }]]);
    const grown = { ...input, before };
    assert.deepEqual(inputOf(questionOf(grown)).before, new Map([['2', { y: 300, height: 46 }]]));
    assert.deepEqual(placedOf(answerOf(layout(inputOf(questionOf(grown)))), grown), layout(grown));
  });

  it('are handed over, not copied', () => {
    const question = questionOf(input);
    assert.equal(buffersOf(question).length, 4);
    structuredClone(question, { transfer: buffersOf(question) });
    assert.equal(question.widths.length, 0);
  });
});
