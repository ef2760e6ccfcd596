// The command line's arguments: good ones become a command, bad ones a line that says what is wrong.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { parseCommand, UsageError } from '../../../src/cli/usage.ts';

describe('parseCommand', () => {
  it('reads each command', () => {
    assert.deepEqual(parseCommand(['impact', 'a:v1', '--dir', 'd']), {
      verb: 'impact',
      name: 'a:v1',
      dir: 'd',
      backend: 'auto',
    });
    assert.deepEqual(parseCommand(['compare', 'a:v1', 'a:v2']), {
      verb: 'compare',
      before: 'a:v1',
      after: 'a:v2',
      dir: '.',
      backend: 'auto',
    });
    assert.deepEqual(parseCommand(['scan', 'src', '--json']), {
      verb: 'scan',
      dir: 'src',
      json: true,
      explain: false,
    });
    assert.deepEqual(parseCommand(['runs', '.']), { verb: 'runs', dir: '.', json: false, backend: 'auto' });
    assert.deepEqual(
      parseCommand(['lineage', 'raw:v0', '--dir', 'd', '--format', 'dot', '--upstream', '2']),
      {
        verb: 'lineage',
        name: 'raw:v0',
        dir: 'd',
        format: 'dot',
        backend: 'auto',
        upstream: 2,
      },
    );
    assert.deepEqual(parseCommand(['check', '--rule', 'no-alias=off', '--rule', 'never-logged=error']), {
      verb: 'check',
      dir: '.',
      format: 'text',
      severity: 'error',
      rules: new Map([
        ['no-alias', 'off'],
        ['never-logged', 'error'],
      ]),
      backend: 'auto',
    });
    assert.deepEqual(parseCommand(['diff', 'main']), { verb: 'diff', dir: '.', before: 'main' });
    assert.deepEqual(parseCommand(['mcp', '--backend', 'none']), { verb: 'mcp', dir: '.', backend: 'none' });
    assert.deepEqual(parseCommand([]), { verb: 'help' });
    assert.deepEqual(parseCommand(['scan', '--help']), { verb: 'help' });
  });

  const wrong: readonly [readonly string[], RegExp][] = [
    [['fly'], /unknown command "fly": use scan, check, diff, runs, lineage, impact, compare, mcp/],
    [['scan'], /scan needs DIR/],
    [['impact'], /impact needs NAME/],
    [['compare', 'a'], /compare needs BEFORE and AFTER/],
    [['compare', 'a', 'b', 'c'], /compare takes BEFORE AFTER, not also "c"/],
    [['scan', 'a', 'b'], /scan takes DIR, not also "b"/],
    [['lineage'], /lineage needs NAME/],
    [
      ['lineage', 'x', '--format', 'svg'],
      /--format is one of json, mermaid, dot, openlineage, prov, not "svg"/,
    ],
    [['lineage', 'x', '--backend', 'mlflow'], /--backend is one of auto, file, local, wandb/],
    [['lineage', 'x', '--upstream', '-1'], /--upstream/],
    [['lineage', 'x', '--downstream', 'all'], /takes a whole number of steps, not "all"/],
    [['scan', '.', '--format', 'dot'], /scan takes no --format/],
    [['scan', '.', '--json', '--explain'], /scan takes --json or --explain, not both/],
    [['scan', '.', '--sarif'], /--sarif/],
    [['check', '.', '--json', '--format', 'sarif'], /check takes --json or --format, not both/],
    [['check', '--severity', 'fatal'], /--severity is one of error, warning, information, hint/],
    [['check', '--rule', 'spelling=off'], /--rule knows no "spelling": use invalid-name, /],
    [['check', '--rule', 'no-alias=loud'], /--rule no-alias is one of error, .*, off, not "loud"/],
    [['runs', '.', '--backend', 'none'], /--backend is one of auto, file, local, wandb, not "none"/],
    [['diff'], /diff needs REV1/],
    [['diff', 'a', 'b', 'c'], /diff takes REV1 \[REV2\], not also "c"/],
    [['mcp', '.'], /mcp takes no argument, not also "."/],
    [['constructor'], /unknown command "constructor"/],
  ];
  it('reads every command of the recipes', async () => {
    const text = await readFile('media/pipelines.md', 'utf8');
    const commands = [...text.matchAll(/^ +(?:(?:-|run:|entry:) )*artifact-lineage (.+?)(?: > .+)?$/gm)].map(
      ([, args = '']) => args.replace(/"[^"]+"/g, 'REV').split(' '),
    );
    assert.equal(commands.length, 5);
    for (const args of commands) parseCommand(args);
  });

  for (const [args, message] of wrong)
    it(`refuses ${args.join(' ')}`, () => {
      assert.throws(
        () => parseCommand(args),
        (error) =>
          error instanceof UsageError && message.test(error.message) && !error.message.includes('\n'),
      );
    });
});
