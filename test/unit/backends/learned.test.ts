// What several backends have said: a large lineage is taken in in turns, and what comes meanwhile is not lost.

import assert from 'node:assert/strict';
import { Learned } from '../../../src/backends/learned.ts';
import { lineageOf } from '../../../src/lineage/model.ts';
import { linesOf } from '../../support/lineage/build.ts';
import { generate } from '../../support/lineage/generate.ts';

const signal = new AbortController().signal;

describe('what backends have said', () => {
  it('is the same however it came, with what came while a large lineage was taken in', async () => {
    const large = generate(3000, 1);
    const small = generate(40, 2);
    const learned = new Learned([]);
    const taking = learned.addWhole(large, signal);
    learned.add([small]);
    await taking;
    await learned.addWhole(large, signal);
    const atOnce = new Learned([]);
    atOnce.add([large, small]);
    assert.deepEqual([...linesOf(learned.lineage)].sort(), [...linesOf(atOnce.lineage)].sort());
    assert.equal(learned.lineage.nodes.size, atOnce.lineage.nodes.size);
  });

  it('gives nodes under the id that they have by now', () => {
    const [run] = [...generate(40, 1).nodes.values()].filter((node) => node.kind === 'run');
    assert.ok(run);
    const learned = new Learned([]);
    learned.add([lineageOf([run], [])]);
    const { entity: _, ...other } = run;
    const [found] = learned.addNodes([
      [{ ...other, id: 'run:?/elsewhere/x', also: [run.id], user: 'ada', project: run.project ?? '' }],
    ]);
    assert.deepEqual([found?.id, found?.user], [run.id, 'ada']);
  });
});
