// What history tells of a script in the Code view: its runs, the best of them, and those who live off its outputs.

import assert from 'node:assert/strict';
import { consumersRow, fileRow, scriptRunRows, scriptRunsRow } from '../../../src/join/codeRows.ts';
import { english } from '../../../src/join/say.ts';
import { bestOf, consumersOf, runsOfPrograms } from '../../../src/join/scriptRuns.ts';
import { programsOf } from '../../../src/join/scripts.ts';
import { runId } from '../../../src/lineage/model.ts';
import { guide, run } from '../../support/lineage/build.ts';
import { guideFiles } from '../../support/lineage/code.ts';

const hour = 3_600_000;
const context = { now: 10 * hour, say: english };
const runs = Array.from({ length: 8 }, (_, index) =>
  run(`fit-${index}`, {
    program: 'train.py',
    startedAt: (9 - index) * hour,
    state: index === 6 ? 'failed' : 'finished',
    summary: { loss: index + 1, accuracy: 0.9, val_accuracy: index === 7 ? 0.98765 : 0.5 },
    commit: '0123456789abcdef',
  }),
);
const train = guideFiles.find((file) => file.path === 'train.py');
assert.ok(train);

describe('the runs of a script', () => {
  it('are found by program, the newest first', () => {
    const found = runsOfPrograms([...runs].reverse(), programsOf(guideFiles));
    assert.deepEqual([...found.keys()], ['train.py']);
    assert.deepEqual(found.get('train.py'), runs);
  });

  it('have a best by what was measured on held-out data, more or less of it as the metric wants', () => {
    const best = bestOf(runs);
    assert.deepEqual([best?.run.name, best?.metric], ['fit-7', 'val_accuracy']);
    const losses = runs.map((it) => ({ ...it, summary: { loss: it.summary?.loss ?? 0 } }));
    assert.equal(bestOf(losses)?.run.name, 'fit-0');
    assert.equal(bestOf(runs.slice(0, 1)), undefined, 'a single run is not the best of any');
    assert.equal(bestOf(runs.map((it) => ({ ...it, summary: { epoch: 3 } }))), undefined);
  });

  it('are told on the script and listed: the newest, the best and the last that failed', () => {
    assert.match(fileRow(train, runs, context).description ?? '', /8 runs · finished 1 h ago$/);
    assert.equal(scriptRunsRow('train.py', runs, context).description, '8 · 1 failed');
    const rows = scriptRunRows('train.py', runs, bestOf(runs), context);
    assert.deepEqual(
      rows.map(({ label }) => label),
      ['fit-0', 'fit-1', 'fit-2', 'fit-3', 'fit-4', 'fit-6', 'fit-7', '1 more run'],
    );
    assert.match(rows[0]?.description ?? '', /^last · finished · 1 h ago · 0123456$/);
    assert.match(rows[6]?.description ?? '', /^best val_accuracy: 0.9877 · /);
  });

  it('say "never run" only of a script that starts a run', () => {
    const starts = { ...train, runs: [{ ...train.runs[0], at: train.references[0]?.callAt }] };
    assert.match(fileRow(starts as typeof train, [], context).description ?? '', /never run/);
    assert.doesNotMatch(fileRow({ ...train, runs: [] }, [], context).description ?? '', /never run/);
  });

  it('lead to those who used what they logged', () => {
    const trained = guide.nodes.get(runId({ entity: 'ada', project: 'mnist' }, 'vague-morning-5'));
    assert.ok(trained?.kind === 'run');
    const consumers = consumersOf([trained], guide);
    assert.deepEqual(
      consumers.map((node) => node.name),
      ['serene-haze-6'],
    );
    assert.equal(consumersRow('train.py', consumers, context).description, '1 run');
  });
});
