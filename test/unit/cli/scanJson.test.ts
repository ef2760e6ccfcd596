// The contract of `scan --json`.

import assert from 'node:assert/strict';
import { toScanJson } from '../../../src/cli/scanJson.ts';
import { scanFile } from '../../../src/python/scan.ts';

describe('scan --json', () => {
  it('names every part of a reference', () => {
    const code =
      'import wandb\nrun = wandb.init(project="p", entity="e")\nif x:\n  a = run.use_artifact(f"raw:{v}", type="dataset")';
    assert.deepEqual(toScanJson([scanFile('src/a.py', code)]), {
      references: [
        {
          path: 'src/a.py',
          cell: null,
          line: 4,
          column: 6,
          call: 'use_artifact',
          argument: 'name',
          relation: 'used',
          kind: 'pattern',
          values: ['raw:*'],
          type: 'dataset',
          entity: 'e',
          project: 'p',
        },
      ],
    });
  });

  it('has one entry per named argument', () => {
    const code =
      'import wandb\nrun = wandb.init()\na = wandb.Artifact("a", "t")\nrun.link_artifact(a, "reg/x")\na.link("reg/y")';
    const { references } = toScanJson([scanFile('a.py', code)]);
    assert.deepEqual(
      references.map(({ line, call, argument, kind, values }) => [line, call, argument, kind, ...values]),
      [
        [3, 'Artifact', 'name', 'exact', 'a'],
        [4, 'link_artifact', 'artifact', 'object', 'a'],
        [4, 'link_artifact', 'target_path', 'exact', 'reg/x'],
        [5, 'link', 'target_path', 'exact', 'reg/y'],
      ],
    );
  });

  it('counts cells, and says null for what is not known', () => {
    const json = JSON.stringify({
      cells: [{ cell_type: 'raw' }, { cell_type: 'code', source: 'import wandb\nwandb.use_artifact(x)' }],
    });
    const [reference] = toScanJson([scanFile('a.ipynb', json)]).references;
    const { cell, line, kind, values, type, entity, project } = reference ?? assert.fail();
    assert.deepEqual(
      { cell, line, kind, values, type, entity, project },
      { cell: 1, line: 2, kind: 'unknown', values: [], type: null, entity: null, project: null },
    );
  });

  it('is empty for no files', () => assert.deepEqual(toScanJson([]), { references: [] }));
});
