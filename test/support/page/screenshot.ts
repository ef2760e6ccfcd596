// Takes the README's picture of a large lineage: what hangs together with the busiest of 3 000 nodes, the page by itself.
//
//   npm run build && npx node test/support/page/screenshot.ts
import { join } from 'node:path';
import { repository } from '../hosts/paths.ts';
import { generate } from '../lineage/generate.ts';
import { eventually } from '../workbench/eventually.ts';
import { openMapPage } from './mapPage.ts';
import { allOf } from './pictures.ts';

async function main(): Promise<void> {
  const lineage = generate(3000, 1);
  const counts = new Map<string, number>();
  for (const { from, to } of lineage.edges)
    for (const id of [from, to]) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [focus] = [...lineage.nodes.values()]
    .filter(({ kind }) => kind === 'version')
    .sort((a, b) => (counts.get(b.id) ?? 0) - (counts.get(a.id) ?? 0));
  if (!focus) throw new Error('There is no version.');
  const shape = { clusters: true, foldGenerated: false, upstream: 'all', downstream: 'all' };
  const window = { width: 1600, height: 900 };
  const saved = { focus: focus.id, shape };
  const map = await openMapPage({ ...window, theme: 'light', saved, reducedMotion: true });
  try {
    await map.show(allOf(lineage, focus.id));
    await eventually(async () => {
      if ((await map.page.locator('g.tile').count()) < 50) throw new Error('The map is not drawn yet.');
    });
    await map.page.screenshot({ path: join(repository, 'media', 'large.png') });
  } finally {
    await map.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
