// The command line's arguments: good ones become a command, bad ones a line that says what is wrong.

import assert from 'node:assert/strict';
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
    assert.deepEqual(parseCommand([]), { verb: 'help' });
    assert.deepEqual(parseCommand(['scan', '--help']), { verb: 'help' });
  });

  const wrong: readonly [readonly string[], RegExp][] = [
    [['fly'], /unknown command "fly": use scan, runs, impact, compare, lineage/],
    [['scan'], /scan needs a DIR/],
    [['impact'], /impact needs the NAME/],
    [['compare', 'a'], /compare takes two names/],
    [['compare', 'a', 'b', 'c'], /compare takes two names/],
    [['scan', 'a', 'b'], /scan takes one argument, not also "b"/],
    [['lineage'], /lineage needs the NAME/],
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
  ];
  for (const [args, message] of wrong)
    it(`refuses ${args.join(' ')}`, () => {
      assert.throws(
        () => parseCommand(args),
        (error) =>
          error instanceof UsageError && message.test(error.message) && !error.message.includes('\n'),
      );
    });
});
