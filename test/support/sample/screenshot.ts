// Takes the README's picture: the sample in a real workbench, its map beside the training script.
//
//   npm run build && node test/support/sample/screenshot.ts
import { join } from 'node:path';
import { repository } from '../hosts/paths.ts';
import { sampleCopy } from '../hosts/workspaces.ts';
import { eventually } from '../workbench/eventually.ts';
import { openWorkbench } from '../workbench/workbench.ts';

async function main(): Promise<void> {
  const { folder, remove } = await sampleCopy();
  const settings = { 'window.title': 'mnist', 'editor.lineNumbers': 'on', 'breadcrumbs.enabled': false };
  const workbench = await openWorkbench({ folder, settings });
  try {
    await workbench.page.setViewportSize({ width: 1720, height: 860 });
    await workbench.openView('Artifact Lineage');
    await workbench.openFile('train.py');
    await workbench.placeCaret('run.use_artifact(name)', 'name');
    await workbench.runCommand('Lineage: Show Lineage');
    const map = await workbench.map();
    await eventually(async () => {
      if ((await map.tiles()).length < 6) throw new Error('The map is not drawn yet.');
    });
    // Tiles fade in.
    await eventually(async () => {
      const faint = "Array.from(document.querySelectorAll('g.tile'), (it) => getComputedStyle(it).opacity)";
      const opacities = await map.frame.evaluate<string[]>(faint);
      if (opacities.some((it) => it !== '1')) throw new Error('The map is still fading in.');
    });
    await workbench.screenshot(join(repository, 'media', 'screenshot.png'));
  } finally {
    await workbench.closeAll();
    await remove();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
