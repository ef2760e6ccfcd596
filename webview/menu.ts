// What VS Code's own context menu on the map is about: it reads the nearest `data-vscode-context` when a menu is asked for.
// Source: https://code.visualstudio.com/api/extension-guides/webview#context-menus
import { itemAt, type Session } from './session.ts';
import { isCluster, type ShownTile } from './shape/shownTile.ts';

export function createMenu(session: Session): void {
  const { stage } = session.page;
  // Before VS Code's own listener, which stands further out.
  stage.addEventListener(
    'contextmenu',
    ({ target }) => {
      const id = (target as Element).closest('.tile')?.getAttribute('data-id') ?? null;
      stage.dataset.vscodeContext = JSON.stringify(contextOf(itemAt(session, id)?.tile));
    },
    true,
  );
}

/** The words of `lineageTile` are what menu items are shown for; `node` is what their commands are given. */
export function contextOf(tile: ShownTile | undefined): Readonly<Record<string, unknown>> {
  const common = { preventDefaultContextMenuItems: true };
  if (!tile) return { ...common, lineageTile: 'none' };
  if (isCluster(tile.id)) return { ...common, lineageTile: 'cluster' };
  const can = [tile.hasCode && 'code', tile.hasPage && 'page', tile.hasPast && 'ran'];
  return { ...common, node: tile.id, lineageTile: ['node', tile.kind, ...can].filter(Boolean).join(' ') };
}
