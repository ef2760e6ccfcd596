// The extension in the browser's worker, where there is no Node: code, run folders and lineage files all the same.
import assert from 'node:assert/strict';
import { sampleCopy } from '../support/hosts/workspaces.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';

describe('in the browser’s worker', () => {
  journey('the sample shows its lineage', { workspace: sampleCopy, kind: 'web' }, async (workbench) => {
    await workbench.openView('Artifact Lineage');
    await eventually(async () => {
      const rows = await workbench.treeRows('Runs');
      const top = rows.filter(({ level }) => level === 1).map(({ label }) => label);
      assert.deepEqual(top.sort(), ['jumping-monkey-1', 'serene-haze-6', 'vague-morning-5']);
    });
    await workbench.openFile('train.py');
    await eventually(async () => {
      assert.match(await workbench.hoverAt('run.use_artifact(name)', 'name'), /Logged by.*jumping-monkey-1/s);
    });
    await workbench.placeCaret('run.use_artifact(name)', 'name');
    await workbench.runCommand('Lineage: Show Lineage');
    const map = await workbench.map();
    await eventually(async () => assert.equal((await map.arrows()).length, 5));
    assert.deepEqual(await workbench.notices(), []);
  });
});
