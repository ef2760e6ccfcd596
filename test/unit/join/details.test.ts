// What is told of one selected node.
import assert from 'node:assert/strict';
import { commitPage, detailsOf } from '../../../src/join/details.ts';
import { english } from '../../../src/join/say.ts';
import type { ManifestFile } from '../../../src/lineage/manifest.ts';
import { place, run, version } from '../../support/lineage/build.ts';

describe('details', () => {
  it('tells a run in sections, with links to its code and its commit', () => {
    const commit = '0123456789abcdef';
    const trained = run('vague-morning-5', {
      config: { lr: 0.1, layers: [1, 2] },
      summary: { accuracy: 0.9 },
      declared: [place('train.py', 9), place('train.py', 20)],
      remote: 'git@github.com:ada/mnist.git',
      commit,
    });
    const { sections } = detailsOf(trained, [], 0, english);
    assert.deepEqual(
      sections.map(({ title }) => title),
      ['', 'Config', 'Summary'],
    );
    assert.deepEqual(sections[1]?.facts, [
      { label: 'lr', value: '0.1' },
      { label: 'layers', value: '[1,2]' },
    ]);
    const linked = sections[0]?.facts.filter(({ link }) => link);
    assert.deepEqual(linked, [
      { label: 'Commit', value: commit, link: { type: 'commit' } },
      { label: 'Declared', value: 'train.py:10', link: { type: 'place', at: 0 } },
      { label: 'Declared', value: 'train.py:21', link: { type: 'place', at: 1 } },
    ]);
  });

  it('lists files up to a bound and counts the rest', () => {
    const files = Array.from({ length: 250 }, (_, i): ManifestFile => ({ path: `a/${i}.npz`, size: 1000 }));
    const section = detailsOf(version('data:v0'), files, 0, english).sections.at(-1);
    assert.equal(section?.title, 'Files');
    assert.equal(section?.facts.length, 200);
    assert.equal(section?.more, 50);
    assert.deepEqual(section?.facts[0], {
      label: 'a/0.npz',
      value: '1.0 kB',
      link: { type: 'file', path: 'a/0.npz' },
    });
  });

  it('knows where a commit can be read, and gives no key away', () => {
    const page = 'https://github.com/ada/mnist/commit/0123abc';
    for (const remote of [
      'git@github.com:ada/mnist.git',
      'https://github.com/ada/mnist.git',
      'https://ada:secret@github.com/ada/mnist',
      'ssh://git@github.com:22/ada/mnist.git/',
    ])
      assert.equal(commitPage(remote, '0123abc'), page, remote);
    assert.equal(commitPage('/srv/git/mnist.git', '0123abc'), undefined);
    assert.equal(commitPage('C:\\mnist', '0123abc'), undefined);
    assert.equal(commitPage('git@github.com:ada/mnist.git', 'main'), undefined);
    assert.equal(commitPage(undefined, '0123abc'), undefined);
  });
});
