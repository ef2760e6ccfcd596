// Scenes for tests, laid out at once.
import { layout } from '../../../webview/layout/layout.ts';
import { draftOf, type Scene, sceneOf } from '../../../webview/scene.ts';
import type { Shown } from '../../../webview/shape/shownTile.ts';
import type { Measure } from '../../../webview/tileSize.ts';

export function sceneFor(shown: Shown, measure: Measure, before?: Scene): Scene {
  const draft = draftOf(shown, measure, 0, before);
  return sceneOf(draft, draft.kept?.placed ?? layout(draft.input));
}
