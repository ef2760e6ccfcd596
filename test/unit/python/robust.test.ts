// The scanner never throws and always ends: arbitrary text, programs cut off anywhere, damaged notebooks.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { scanFile, scanNotebook } from '../../../src/python/scan.ts';
import { pythonEnvironment } from '../../support/sdk/pythonEnvironment.ts';

const program = readFileSync('test/fixtures/python/everything.py', 'utf8');
const pieces = [
  'import wandb\n',
  'run = wandb.init()\n',
  'run.use_artifact(',
  'f"{',
  '}"',
  '"',
  "'''",
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ':',
  '\n',
  '    ',
  'def f(x, *a, **k):',
  'class C(C):',
  'f(f)',
  'x',
  ' = ',
  ' += ',
  'return ',
  'yield ',
  'while True:\n ',
  'for x in x:\n ',
  'lambda x: ',
  ' if ',
  ' else ',
  'self.',
  'try:\n ',
  'except E as e:\n ',
  'break\n',
  'continue\n',
  '%',
  '.format(',
  '"{0.a[b]!r:>{w}}"',
  ' or ',
  'x[1:2]',
  'wandb.Artifact(',
  'super().',
  '\\',
  '#',
  ';',
  ',',
  '*',
  '**',
  '@',
  'x.link(x)',
  'global x\n',
  '0x',
  '1e999',
  'match x:\n case [x, *y]:\n  ',
  '"a" * 999999999',
  '99 ** 99 ** 99',
  "'%*d' % x",
];

function mustScan(path: string, text: string): void {
  const file = scanFile(path, text);
  for (const { callAt, value } of file.references) {
    assert.ok(callAt.range.start.line <= callAt.range.end.line);
    if (value.kind === 'exact') for (const name of value.values) assert.ok(!name.includes('\u0000'));
    assert.equal(value.kind === 'unknown', value.kind !== 'object' && value.values.length === 0);
    assert.ok(value.values.length <= 33);
  }
}

describe('the scanner on any input', function () {
  this.timeout(60_000);

  it('survives arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => mustScan('a.py', text)),
      { numRuns: 200 },
    );
  });

  it('survives shuffled pieces of Python', () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (it) => mustScan('a.py', it)),
      { numRuns: 600 },
    );
  });

  it('survives a program cut off at any place, and yields what stands before', () => {
    const whole = scanFile('a.py', program).references.length;
    assert.ok(whole > 20);
    fc.assert(
      fc.property(fc.nat(program.length), (end) => {
        mustScan('a.py', program.slice(0, end));
        assert.ok(scanFile('a.py', program.slice(0, end)).references.length <= whole + 1);
      }),
      { numRuns: 150 },
    );
  });

  it('survives a program with any part cut out or doubled', () => {
    const cut = fc.tuple(fc.nat(program.length), fc.nat(200), fc.boolean());
    fc.assert(
      fc.property(cut, ([from, length, twice]) => {
        const part = program.slice(from, from + length);
        mustScan('a.py', program.slice(0, from) + (twice ? part + part : '') + program.slice(from + length));
      }),
      { numRuns: 150 },
    );
  });

  it('gives the same answer twice', () => {
    assert.deepEqual(scanFile('a.py', program), scanFile('a.py', program));
  });

  it('survives notebooks of any shape', () => {
    const shape = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.jsonValue({ maxDepth: 1 }),
        fc.constantFrom(...pieces),
        tie('notebook'),
      ),
      notebook: fc.dictionary(
        fc.constantFrom(
          'cells',
          'metadata',
          'source',
          'cell_type',
          'worksheets',
          'input',
          'kernelspec',
          'language',
          'jupytext',
          'formats',
        ),
        fc.oneof(
          { depthSize: 'small' },
          tie('value'),
          fc.array(tie('value'), { maxLength: 3 }),
          fc.constant('code'),
        ),
      ),
    })).notebook;
    fc.assert(
      fc.property(shape, (json) => mustScan('a.ipynb', JSON.stringify(json))),
      { numRuns: 300 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => mustScan('a.ipynb', text)),
      { numRuns: 100 },
    );
  });

  it('survives nesting deeper than any stack', () => {
    for (const open of ['(', '[', '{', 'f(', '-', 'not ', 'x if y else ', 'lambda: ', '"a" + ', 'x.', 'f"{'])
      mustScan('a.py', `import wandb\nx = ${open.repeat(5_000)}`);
    mustScan('a.py', `x = ${Array(5_000).fill('"a"').join(' + ')}`);
    mustScan('a.py', Array.from({ length: 300 }, (_, i) => `${' '.repeat(i)}if x:`).join('\n'));
    assert.ok(scanNotebook('a.ipynb', '['.repeat(100_000)).problem);
  });

  it('ends on programs that would never', () => {
    mustScan('a.py', 'def f(x):\n    return f(x + "a") + f(x + "b")\nf("c")\nwhile True:\n    x = x + "d"\n');
    const fan = Array.from(
      { length: 30 },
      (_, i) => `def f${i}(x): f${i + 1}(x + "a"); f${i + 1}(x + "b")\n`,
    ).join('');
    mustScan('a.py', `import wandb\n${fan}def f30(x): wandb.use_artifact(x)\nf0("")\n`);
    const choices = Array.from({ length: 40 }, (_, i) => `if a${i}: x += "${i}"\n`).join('');
    mustScan('a.py', `import wandb\nx = ""\n${choices}wandb.use_artifact(x)\n`);
  });
});

describe("Python's own library, as if each file logged an artifact", () => {
  it('is got through, and the call is found in each', async function () {
    this.timeout(120_000);
    const python = await pythonEnvironment();
    const code = 'import sysconfig; print(sysconfig.get_paths()["stdlib"])';
    const library = execFileSync(python, ['-c', code], { encoding: 'utf8' }).trim();
    const files = readdirSync(library, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.py') && !/^(?:test|site-packages|idlelib|lib2to3)[\\/]/.test(name),
    );
    assert.ok(files.length > 300);
    const start = 'import wandb\nwandb.init()\nwandb.use_artifact("stress:v1")\n';
    for (const name of files) {
      const { references } = scanFile('a.py', start + readFileSync(`${library}/${name}`, 'utf8'));
      assert.deepEqual(references[0]?.value.values, ['stress:v1'], name);
    }
  });
});
