// Lineage files opened as maps in the real workbench: one of thousands of nodes, and one that is broken.
import assert from 'node:assert/strict';
import { toJson } from '../../src/lineage/export/json.ts';
import { folderWith } from '../support/hosts/workspaces.ts';
import { generate } from '../support/lineage/generate.ts';
import { said, spoken } from '../support/words/spoken.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { journey } from '../support/workbench/journey.ts';

const nodes = 2000;
const files = () =>
  folderWith({
    'team.lineage.json': JSON.stringify(toJson(generate(nodes, 1), false)),
    'broken.lineage.json': '{"nodes": [',
  });

describe('a lineage file', () => {
  const title = 'is a map, laid out beside the page if it is large; a broken one says so and opens as text';
  journey(title, { workspace: files }, async (workbench) => {
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
    await workbench.openFile('broken.lineage.json');
    const broken = await eventually(async () => {
      for (const other of workbench.page.frames()) {
        const text = await other
          .locator('body')
          .innerText()
          .catch(() => '');
        if (
          text.includes(said('{0} cannot be read as a lineage file: it is not JSON.', 'broken.lineage.json'))
        )
          return other;
      }
      throw new Error('Nothing says that the file is broken.');
    }, 60_000);
    await broken.getByRole('button', { name: spoken('Open as Text') }).click();
    await workbench.page.locator('.monaco-editor[data-uri$="broken.lineage.json"]').waitFor();
    assert.doesNotMatch(await workbench.log(), /\[error\]/);
  });
});
