// A lineage file of thousands of nodes, opened as a map in the real workbench: laid out in a thread of its own.
import assert from 'node:assert/strict';
import { toJson } from '../../src/lineage/export/json.ts';
import { folderWith } from '../support/hosts/workspaces.ts';
import { generate } from '../support/lineage/generate.ts';
import { journey } from '../support/workbench/journey.ts';

const nodes = 2000;
const large = () => folderWith({ 'team.lineage.json': JSON.stringify(toJson(generate(nodes, 1), false)) });

describe('a large lineage file', () => {
  journey('is a map, laid out beside the page', { workspace: large }, async (workbench) => {
    await workbench.openFile('team.lineage.json');
    const { frame } = await workbench.map();
    // Of its two canvases one is seen.
    await frame.locator('canvas.sheet:not([hidden])').waitFor();
    const { origin } = new URL(frame.url());
    const workers = workbench.page.workers().map((worker) => worker.url());
    assert.ok(
      workers.some((url) => url.startsWith(`blob:${origin}/`)),
      `${origin} has none of ${workers.join(', ')}`,
    );
    assert.doesNotMatch(await workbench.log(), /\[error\]/);
  });
});
