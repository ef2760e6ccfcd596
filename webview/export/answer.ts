// Answers the host's wish for what is shown, in the form that it is wanted in.
import type { Exported, ToView } from '../../src/protocol/messages.ts';
import type { Session } from '../session.ts';
import { nodesOf } from '../shape/shownTile.ts';
import { pngOf } from './png.ts';
import { svgOf } from './svg.ts';

export async function answer(
  { scene, picture, say }: Session,
  { as }: Extract<ToView, { readonly type: 'export' }>,
): Promise<Exported> {
  const ids = scene.tiles.flatMap(({ tile }) => nodesOf(tile));
  if (as === 'nodes') return { as, ids, content: '' };
  const focus = picture?.focus ?? null;
  const name = focus === null ? undefined : scene.byId.get(focus)?.tile.title;
  const drawn = svgOf(scene, focus, name === undefined ? say('map') : `${say('map')}: ${name}`, say);
  return { as, ids, content: as === 'svg' ? drawn.svg : await pngOf(drawn) };
}
