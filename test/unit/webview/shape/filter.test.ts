// What a filter lets through.
import assert from 'node:assert/strict';
import { type Filter, noFilter, offered, passes } from '../../../../webview/shape/filter.ts';
import { tile } from '../pictures.ts';

const train = tile('train', { jobType: 'train', state: 'finished', author: 'ada', at: 5 });
const failed = tile('bad', { jobType: 'train', state: 'failed', author: 'bob' });
const model = tile('net:v3', { type: 'model', aliases: ['v3', 'best'], at: 9 });
const all = [train, failed, model];
const through = (filter: Partial<Filter>) =>
  all.filter((one) => passes(one, { ...noFilter, ...filter })).map(({ title }) => title);

describe('filter', () => {
  it('judges only what can have the facet', () => {
    assert.deepEqual(through({ wanted: { jobType: 'evaluate' } }), ['net:v3']);
    assert.deepEqual(through({ wanted: { state: 'failed', author: 'bob' } }), ['bad', 'net:v3']);
    assert.deepEqual(through({ wanted: { kind: 'version', alias: 'best' } }), ['net:v3']);
    assert.deepEqual(through({ wanted: { type: 'dataset' } }), ['train', 'bad']);
  });
  it('keeps what has no time', () => {
    assert.deepEqual(through({ since: 7 }), ['bad', 'net:v3']);
  });
  it('offers what there is, without the aliases that every version has', () => {
    assert.deepEqual(offered(all, 'alias'), [['best', 1]]);
    assert.deepEqual(offered(all, 'jobType'), [['train', 2]]);
  });
});
