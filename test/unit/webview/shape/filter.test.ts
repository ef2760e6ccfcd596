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
  it('knows versions that are gone, and those that a person made', () => {
    const gone = tile('net:v1', { type: 'model', state: 'deleted' });
    const uploaded = tile('raw:v0', { state: 'committed', author: 'eve' });
    const wanted = (values: Filter['wanted']) =>
      [train, failed, gone, uploaded]
        .filter((one) => passes(one, { ...noFilter, wanted: values }))
        .map(({ title }) => title);
    assert.deepEqual(wanted({ state: 'deleted' }), ['train', 'bad', 'net:v1']);
    assert.deepEqual(wanted({ state: 'failed' }), ['bad', 'net:v1', 'raw:v0']);
    assert.deepEqual(wanted({ author: 'eve' }), ['net:v1', 'raw:v0']);
    assert.deepEqual(offered([gone, uploaded], 'state'), [['deleted', 1]]);
  });
  it('keeps what has no time', () => {
    assert.deepEqual(through({ since: 7 }), ['bad', 'net:v3']);
  });
  it('offers what there is, without the aliases that every version has', () => {
    assert.deepEqual(offered(all, 'alias'), [['best', 1]]);
    assert.deepEqual(offered(all, 'jobType'), [['train', 2]]);
  });
});
