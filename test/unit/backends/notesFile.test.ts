// The form in which notes are kept: nothing is lost in it, and nothing is written twice.

import assert from 'node:assert/strict';
import { type Note, unpack } from '../../../src/backends/notesFile.ts';
import { pack, type Thing } from '../../../src/backends/packNotes.ts';
import { atOnce } from '../../../src/lineage/steps.ts';

const recorded = (readAt: number) => [{ label: 'W&B', readAt }];
const rest = { declared: [], also: [] as readonly string[], notes: [] };
const run = (readAt = 1) => ({
  kind: 'run',
  id: 'run:ada/p/r1',
  name: 'jumping-monkey-1',
  url: 'https://lab/r1',
  recorded: recorded(readAt),
  ...rest,
});
const wholeRun = (readAt = 1) => {
  const { kind, id, ...others } = run(readAt);
  return { kind, id, config: { lr: 0.1, list: [0, 1] }, summary: {}, ...others };
};
const version = (name: string, readAt = 1) => ({
  kind: 'version',
  id: `version:ada/p/${name}`,
  name,
  url: `https://lab/${name}`,
  recorded: recorded(readAt),
  ...rest,
});
const edge = (to: string, readAt = 1) => ({
  kind: 'logged',
  from: 'run:ada/p/r1',
  to: `version:ada/p/${to}`,
  declared: [],
  recorded: recorded(readAt),
});

function written(values: Readonly<Record<string, unknown>>): string {
  const notes = Object.entries(values).map(([key, value]) => [key, { at: 5, value }] as const);
  return JSON.stringify(atOnce(pack(notes)));
}

function read(text: string): ReadonlyMap<string, Note> {
  return atOnce(unpack(JSON.parse(text)));
}

function node(kept: ReadonlyMap<string, Note>, key: string, index: number): Thing | undefined {
  const answer = kept.get(key)?.value as { readonly nodes: readonly Thing[] } | undefined;
  return answer?.nodes[index];
}

describe('the form of kept notes', () => {
  const keyed = { ...version('a:v0'), also: ['version:content/r1 a 123'] };
  const answers = {
    'step r1': {
      nodes: [wholeRun(), keyed, version('b:v0')],
      edges: [edge('a:v0'), edge('b:v0')],
      open: false,
      counts: [0, 2],
    },
    'step a': {
      nodes: [version('a:v0'), run()],
      edges: [edge('a:v0')],
      open: true,
      rest: { used: 'cursor' },
    },
    'step b': {
      nodes: [{ ...version('b:v0'), metadata: { rows: 3 } }, run()],
      edges: [edge('b:v0')],
      open: false,
    },
  };

  it('gives back every fact in its order', () => {
    const others = {
      'find a': version('a:v0'),
      'find none': null,
      'findRuns r1': [run(), { ...run(), tags: undefined, sweep: null }],
      'runs ': { items: [run(), { ...run(), name: 'renamed', url: null }], next: '7' },
      'files a': { files: [{ path: 'x', size: 3 }], numbers: [1, 2], none: [], mixed: [run(), 4] },
      'odd ': { nodes: [{ recorded: [] }, { recorded: [], id: 7 }], recorded: 3 },
      plain: 'text',
    };
    const all = { ...answers, ...others };
    const kept = read(written(all));
    assert.deepEqual([...kept.keys()], Object.keys(all));
    for (const [key, value] of Object.entries(all)) {
      assert.equal(JSON.stringify(kept.get(key)?.value), JSON.stringify(value), key);
      assert.equal(kept.get(key)?.at, 5);
    }
    assert.equal(
      written(Object.fromEntries([...kept].map(([key, { value }]) => [key, value]))),
      written(all),
    );
  });

  it('holds what is said of a node once, and gives one object for all who say the same', () => {
    const text = written(answers);
    for (const url of ['https://lab/r1', 'https://lab/a:v0', 'https://lab/b:v0'])
      assert.equal(text.split(url).length - 1, 1, url);
    assert.equal(text.split('"kind":"logged"').length - 1, 2);
    const kept = read(text);
    assert.equal(node(kept, 'step a', 1), node(kept, 'step b', 1));
    assert.notEqual(node(kept, 'step a', 1), node(kept, 'step r1', 0));
  });

  it('keeps the latest time at which a source said the very same, and no later one for more', () => {
    const kept = read(
      written({
        'step r1': { nodes: [wholeRun(1)], edges: [], open: false },
        'step a': { nodes: [version('a:v0'), run(2)], edges: [], open: false },
        'step b': { nodes: [version('b:v0'), run(9)], edges: [], open: false },
      }),
    );
    assert.deepEqual(node(kept, 'step r1', 0)?.recorded, recorded(1));
    assert.deepEqual(node(kept, 'step a', 1)?.recorded, recorded(9));
    assert.deepEqual(node(kept, 'step b', 1)?.recorded, recorded(9));
  });
});
