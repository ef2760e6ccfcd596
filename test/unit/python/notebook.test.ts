// Notebooks: one program in order, places by cell, magics blanked, other kernels left alone, Jupytext pairs.

import assert from 'node:assert/strict';
import { inEnglish } from '../../../src/lineage/sentence.ts';
import { pairOf } from '../../../src/python/jupytext.ts';
import { blankMagics } from '../../../src/python/magics.ts';
import { scanFile, scanNotebook } from '../../../src/python/scan.ts';
import { lines } from './scanning.ts';

type Cell = string | { readonly markdown: string };

function notebook(cells: readonly Cell[], metadata: object = {}): string {
  return JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata,
    cells: cells.map((cell) =>
      typeof cell === 'string'
        ? {
            cell_type: 'code',
            outputs: [{ text: 'wandb.use_artifact("no")' }],
            source: cell.split(/(?<=\n)/),
          }
        : { cell_type: 'markdown', source: cell.markdown },
    ),
  });
}

describe('a notebook', () => {
  it('is one program in order, with places counted in cells of all kinds', () => {
    const file = scanNotebook(
      'a.ipynb',
      notebook([
        { markdown: 'wandb.use_artifact("no")' },
        'import wandb\nn = "a"',
        'run = wandb.init()',
        '\nrun.use_artifact(n)\nn = "b"',
      ]),
    );
    assert.deepEqual(lines(file), ['used a']);
    const [used] = file.references;
    assert.equal(used?.callAt.cell, 3);
    assert.deepEqual(used?.callAt.range.start, { line: 1, character: 0 });
    assert.equal(used?.literalAt?.cell, 1);
    assert.equal(file.runs[0]?.at.cell, 2);
  });

  it('goes on after a half-typed cell', () => {
    const cells = ['import wandb\nrun = wandb.init()', 'run.use_artifact("a:', 'run.use_artifact("b")'];
    assert.deepEqual(lines(scanNotebook('a.ipynb', notebook(cells))), ['used a:', 'used b']);
  });

  it('takes sources that are one string, and worksheets of nbformat 3', () => {
    const code = 'import wandb\nwandb.use_artifact("a")';
    const one = { cells: [{ cell_type: 'code', source: code }] };
    const old = {
      nbformat: 3,
      worksheets: [{ cells: [{ cell_type: 'code', language: 'python', input: [code] }] }],
    };
    for (const json of [one, old])
      assert.deepEqual(lines(scanNotebook('a.ipynb', JSON.stringify(json))), ['used a']);
  });

  it('of another kernel has nothing to say', () => {
    const cells = ['import wandb\nwandb.use_artifact("a")'];
    const julia = notebook(cells, { kernelspec: { language: 'julia', name: 'julia-1.9' } });
    const python = notebook(cells, { kernelspec: { language: 'python' } });
    assert.deepEqual(scanNotebook('a.ipynb', julia), { path: 'a.ipynb', references: [], runs: [] });
    assert.equal(scanNotebook('a.ipynb', python).references.length, 1);
  });

  it('that is none is told in a sentence', () => {
    for (const text of ['', 'wandb', '{', '[]', 'null', '{"cells": 3}', '"cells"']) {
      const { problem } = scanNotebook('x/a.ipynb', text);
      assert.equal(
        problem && inEnglish(problem),
        'x/a.ipynb is not a notebook: its content is not notebook JSON.',
        text,
      );
    }
    assert.equal(scanNotebook('a.ipynb', '{"cells": []}').problem, undefined);
  });
});

describe('magics', () => {
  const rows: readonly (readonly [title: string, source: string, expected: string])[] = [
    ['a line magic', '%matplotlib inline\nx = 1', '                  \nx = 1'],
    ['a shell line, continued', '!pip install \\\n  wandb\nx = 1', '              \n       \nx = 1'],
    ['an assignment of either', 'a = !ls\nb = %who\nx = 1', '       \n        \nx = 1'],
    ['help', 'wandb?\n?wandb\nx = 1', '      \n      \nx = 1'],
    ['a timed statement', '%time x = f()', '0;    x = f()'],
    ['a cell magic over Python', '%%capture\nx = 1', '         \nx = 1'],
    ['a cell of another language', '%%bash\nx = 1\n', '      \n     \n'],
    ['no magic: the remainder operator', 'x = (a\n  % b)\ny = a % b', 'x = (a\n  % b)\ny = a % b'],
    ['no magic: within a string', 'x = """\n%a\n!b\n"""', 'x = """\n%a\n!b\n"""'],
    ['no magic: unequal', 'a != b', 'a != b'],
  ];
  for (const [title, source, expected] of rows) it(title, () => assert.equal(blankMagics(source), expected));

  it('may set the environment', () => {
    const file = scanNotebook(
      'a.ipynb',
      notebook([
        '%env WANDB_PROJECT=demo\n%set_env WANDB_ENTITY team',
        'import wandb\nwandb.init().use_artifact("a")',
      ]),
    );
    assert.deepEqual(file.references[0]?.scope, { entity: 'team', project: 'demo' });
  });

  it('move no place of what follows', () => {
    const file = scanNotebook(
      'a.ipynb',
      notebook(['%%time\n!pip install wandb\nimport wandb\nwandb.use_artifact("a")']),
    );
    assert.deepEqual(file.references[0]?.callAt.range.start, { line: 3, character: 0 });
  });
});

describe('Jupytext', () => {
  const rows: readonly (readonly [path: string, formats: string, pair: string | undefined])[] = [
    ['x/a.ipynb', 'ipynb,py', 'x/a.py'],
    ['a.ipynb', 'ipynb,py:percent', 'a.py'],
    ['a.ipynb', 'py:light, ipynb', 'a.py'],
    ['a.ipynb', 'ipynb,auto:light', 'a.py'],
    ['a.py', 'ipynb,py:light', 'a.ipynb'],
    ['a.ipynb', 'ipynb,md', undefined],
    ['a.ipynb', 'ipynb', undefined],
    ['a.ipynb', 'notebooks//ipynb,scripts//py', undefined],
    ['a.py', 'ipynb,R:light', undefined],
  ];
  for (const [path, formats, pair] of rows)
    it(`${path}: ${formats}`, () => assert.equal(pairOf(path, formats), pair));

  it('is read from a notebook’s metadata and from a script’s header', () => {
    const paired = notebook([], { jupytext: { formats: 'ipynb,py:light' } });
    assert.equal(scanFile('x/a.ipynb', paired).pairedWith, 'x/a.py');
    const script = '# ---\n# jupyter:\n#   jupytext:\n#     formats: ipynb,py:light\n# ---\n\nimport wandb\n';
    assert.equal(scanFile('x/a.py', script).pairedWith, 'x/a.ipynb');
    assert.equal(scanFile('x/a.py', '# formats: ipynb,py\n').pairedWith, undefined);
  });
});
