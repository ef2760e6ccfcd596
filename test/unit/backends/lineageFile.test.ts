// Lineage files: what is written can be read, and what is wrong is said in a sentence.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { BackendError } from '../../../src/backends/backend.ts';
import type { Host } from '../../../src/backends/host.ts';
import { lineageFile } from '../../../src/backends/lineageFile/lineageFile.ts';
import { lineageFileSteps } from '../../../src/backends/lineageFile/parse.ts';
import { declare } from '../../../src/join/declare.ts';
import { toJson } from '../../../src/lineage/export/json.ts';
import { emptyLineage } from '../../../src/lineage/model.ts';
import { atOnce } from '../../../src/lineage/steps.ts';
import { guide, linesOf } from '../../support/lineage/build.ts';
import { guideFiles } from '../../support/lineage/code.ts';
import { generate } from '../../support/lineage/generate.ts';

const { signal } = new AbortController();
const source = { label: 'mnist.lineage.json', readAt: 5 };
const parse = (content: string) => atOnce(lineageFileSteps(new TextEncoder().encode(content), source));
const read = (content: unknown) => parse(JSON.stringify(content));

describe('lineage file', () => {
  it('reads back what was written', () => {
    const back = read(toJson(guide, false));
    assert.deepEqual(linesOf(back), linesOf(guide));
    assert.deepEqual([...back.nodes.keys()], [...guide.nodes.keys()]);
    for (const node of back.nodes.values()) assert.deepEqual(node.recorded, [source]);
  });

  it('keeps details, and turns nothing declared into recorded', () => {
    const declared = declare(emptyLineage, guideFiles);
    const back = read(toJson(declared, false));
    assert.deepEqual(linesOf(back), linesOf(declared));
    assert.deepEqual(toJson(back, false), toJson(declared, false));
  });

  it('reads the least that a file can say', () => {
    const back = read({
      nodes: [
        { id: 'run:a/b/c', kind: 'run', name: 'r' },
        { id: 'version:a/b/x:v0', kind: 'version', name: 'x', version: 'v0', state: 'strange' },
      ],
      edges: [{ kind: 'logged', from: 'run:a/b/c', to: 'version:a/b/x:v0' }],
    });
    assert.deepEqual(linesOf(back), ['r -logged-> x:v0 r']);
    const version = back.nodes.get('version:a/b/x:v0');
    assert.ok(version?.kind === 'version');
    assert.deepEqual([version.state, version.aliases], ['unknown', []]);
  });

  it('reads a large file in many steps, however it is written, as a small one at once', () => {
    const large = toJson(generate(2000, 1), false);
    const { nodes, edges } = large;
    const awkward = {
      ...nodes[0],
      description: 'a "quoted\\" [text], {not} a list \u{1f600}, and "nodes": [1, 2]',
    };
    const all = { edges, more: { nodes: [1] }, nodes: [awkward, ...nodes.slice(1)] };
    for (const text of [JSON.stringify(all), `\ufeff${JSON.stringify(all, null, 2)}`]) {
      const back = toJson(parse(text), false);
      assert.deepEqual(back.nodes, all.nodes);
      assert.deepEqual(back.edges, edges);
    }
    const steps = lineageFileSteps(new TextEncoder().encode(JSON.stringify(large)), source);
    assert.ok([...steps].length > 2000);
  });

  it('reads lists whose keys are written with escapes', () => {
    const escaped = JSON.stringify(toJson(guide, false)).replace('"nodes"', '"\\u006eodes"');
    assert.match(escaped, /u006eodes/);
    assert.deepEqual(linesOf(parse(escaped)), linesOf(guide));
  });

  it('says where in a large file something is wrong, and takes no damage for an end', () => {
    const text = JSON.stringify(toJson(generate(2000, 1), false));
    const last = text.lastIndexOf('"kind":"logged"');
    assert.throws(
      () => parse(`${text.slice(0, last)}"kind":"lost"${text.slice(last + 15)}`),
      /"edges\.\d+\.kind" should be/,
    );
    for (const damaged of [
      text.slice(0, -2),
      text.slice(0, last),
      text.replace('],"edges"', ',],"edges"'),
      `${text}}`,
    ])
      assert.throws(() => parse(damaged), /it is not JSON/);
  });

  it('is read once for all who ask at the same time, and again when it changed', async () => {
    let [reads, modifiedAt] = [0, 1];
    const bytes = new TextEncoder().encode(JSON.stringify(toJson(guide, false)));
    const files = {
      stat: async () => ({ kind: 'file', size: bytes.length, modifiedAt }),
      read: async () => {
        reads++;
        return bytes;
      },
    };
    const backend = lineageFile({ files } as unknown as Host, '/a/mnist.lineage.json');
    const ask = () => Promise.all([backend.whole?.(signal), backend.runs(undefined, signal)]);
    const [first] = await ask();
    assert.equal(first?.edges.length, guide.edges.length);
    assert.equal((await ask())[0], first);
    assert.equal(reads, 1);
    modifiedAt = 2;
    assert.notEqual((await ask())[0], first);
    assert.equal(reads, 2);
  });

  const wrong: readonly [string, string, RegExp][] = [
    ['no JSON', '{', /^mnist\.lineage\.json cannot be read as a lineage file: it is not JSON\.$/],
    ['another kind of file', '[]', /has no "nodes" and "edges"|should be/],
    ['a node without an id', '{"nodes":[{"kind":"run","name":"r"}],"edges":[]}', /"nodes\.0\.id" should be/],
    [
      'an id of another kind',
      '{"nodes":[{"id":"run:x","kind":"version","name":"r"}],"edges":[]}',
      /begins with its kind/,
    ],
    [
      'an edge to nowhere',
      '{"nodes":[],"edges":[{"kind":"used","from":"version:a","to":"run:b"}]}',
      /names the node "version:a", which is not among its nodes/,
    ],
    [
      'an edge that nobody vouches for',
      '{"nodes":[],"edges":[{"kind":"used","from":"version:a","to":"run:b","recorded":false}]}',
      /declared by the lines/,
    ],
  ];
  for (const [what, content, message] of wrong)
    it(`says what is wrong with ${what}`, () => {
      assert.throws(
        () => parse(content),
        (error) =>
          error instanceof BackendError && error.trouble === 'malformed' && message.test(error.message),
      );
    });

  it('has a schema that names every fact it writes', () => {
    const schema = JSON.parse(readFileSync('media/lineage.schema.json', 'utf8'));
    const { nodes, edges } = toJson(declare(guide, guideFiles), false);
    for (const key of nodes.flatMap(Object.keys)) assert.ok(key in schema.definitions.node.properties, key);
    for (const key of edges.flatMap(Object.keys)) assert.ok(key in schema.definitions.edge.properties, key);
  });
});
