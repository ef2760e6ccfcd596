// Joining in turns: shared by all who ask, and never of what there was before.

import assert from 'node:assert/strict';
import { Joining, type Parts } from '../../../src/join/joining.ts';
import { emptyLineage } from '../../../src/lineage/model.ts';
import { guide } from '../../support/lineage/build.ts';
import { guideFiles } from '../../support/lineage/code.ts';

const signal = new AbortController().signal;
const files = new Map(guideFiles.map((file) => [file.path, file]));
const past: Parts['past'] = new Map();

describe('joining in turns', () => {
  it('gives all who ask the same, and keeps it', async () => {
    const joining = new Joining(() => ({ history: guide, files, past }));
    const [first, second] = await Promise.all([joining.inTurns(signal), joining.inTurns(signal)]);
    assert.ok(first.edges.some(({ declared }) => declared.length > 0));
    assert.equal(second, first);
    assert.equal(joining.now(), first);
  });

  it('joins again what has changed while it was at work', async () => {
    let asked = 0;
    const joining = new Joining(() => ({ history: asked++ < 2 ? emptyLineage : guide, files, past }));
    const lineage = await joining.inTurns(signal);
    assert.ok(lineage.edges.some(({ recorded }) => recorded.length > 0));
    assert.equal(joining.now(), lineage);
  });

  it('is waited for no longer than the signal allows', async () => {
    const joining = new Joining(() => ({ history: guide, files, past }));
    await assert.rejects(joining.inTurns(AbortSignal.abort(new Error('enough'))), /enough/);
  });
});
