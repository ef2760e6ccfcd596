// Artifact names parse as the SDK parses them.

import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formatName, isRegistry, isVersion, parseName } from '../../../src/lineage/name.ts';

describe('parseName', () => {
  const table: readonly [string, ReturnType<typeof parseName>][] = [
    ['raw', { collection: 'raw' }],
    ['raw:v3', { collection: 'raw', alias: 'v3' }],
    ['proj/raw:latest', { project: 'proj', collection: 'raw', alias: 'latest' }],
    ['ada/proj/raw:prod', { entity: 'ada', project: 'proj', collection: 'raw', alias: 'prod' }],
    [
      'wandb-registry-model/Clean Data:gold',
      { project: 'wandb-registry-model', collection: 'Clean Data', alias: 'gold' },
    ],
    ['raw:a/b:c', { collection: 'raw', alias: 'a/b:c' }],
    ['raw:', { collection: 'raw' }],
    ['/proj/raw', { project: 'proj', collection: 'raw' }],
    ['a/b/c/d', undefined],
    ['', undefined],
    [':v1', undefined],
  ];
  for (const [text, expected] of table)
    it(`reads ${JSON.stringify(text)}`, () => assert.deepEqual(parseName(text), expected));

  it('is undone by formatName', () => {
    const part = fc.stringMatching(/^[A-Za-z0-9_.-]{1,8}$/);
    fc.assert(
      fc.property(part, part, part, part, (entity, project, collection, alias) => {
        const name = { entity, project, collection, alias };
        assert.deepEqual(parseName(formatName(name)), name);
      }),
    );
  });
});

describe('isVersion and isRegistry', () => {
  it('tell versions from aliases', () => {
    assert.deepEqual(['v0', 'v12', 'v2.0', 'V3', 'latest'].map(isVersion), [true, true, false, false, false]);
  });
  it('tell registries from projects', () => {
    const projects = ['model-registry', 'wandb-registry-model', 'wandb-registry-', 'mnist'];
    assert.deepEqual(projects.map(isRegistry), [true, true, false, false]);
  });
});
