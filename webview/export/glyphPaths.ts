// The icons as outlines, for pictures that are looked at where the codicon font is not.
import arrowCircleUp from '@vscode/codicons/src/icons/arrow-circle-up.svg';
import arrowSwap from '@vscode/codicons/src/icons/arrow-swap.svg';
import code from '@vscode/codicons/src/icons/code.svg';
import database from '@vscode/codicons/src/icons/database.svg';
import diffAdded from '@vscode/codicons/src/icons/diff-added.svg';
import diffModified from '@vscode/codicons/src/icons/diff-modified.svg';
import diffRemoved from '@vscode/codicons/src/icons/diff-removed.svg';
import ellipsis from '@vscode/codicons/src/icons/ellipsis.svg';
import error from '@vscode/codicons/src/icons/error.svg';
import fileCode from '@vscode/codicons/src/icons/file-code.svg';
import clock from '@vscode/codicons/src/icons/history.svg';
import hubot from '@vscode/codicons/src/icons/hubot.svg';
import library from '@vscode/codicons/src/icons/library.svg';
import notebook from '@vscode/codicons/src/icons/notebook.svg';
import packageIcon from '@vscode/codicons/src/icons/package.svg';
import pass from '@vscode/codicons/src/icons/pass.svg';
import play from '@vscode/codicons/src/icons/play.svg';
import stopCircle from '@vscode/codicons/src/icons/stop-circle.svg';
import symbolMisc from '@vscode/codicons/src/icons/symbol-misc.svg';
import sync from '@vscode/codicons/src/icons/sync.svg';
import target from '@vscode/codicons/src/icons/target.svg';
import trash from '@vscode/codicons/src/icons/trash.svg';
import type { Glyph } from '../icons.ts';

/** In a square of this many pixels. */
export const glyphSize = 16;

const icons: Readonly<Record<Glyph, string>> = {
  play,
  package: packageIcon,
  database,
  'symbol-misc': symbolMisc,
  hubot,
  library,
  notebook,
  'file-code': fileCode,
  code,
  target,
  ellipsis,
  pass,
  error,
  sync,
  'stop-circle': stopCircle,
  clock,
  trash,
  'arrow-circle-up': arrowCircleUp,
  'arrow-swap': arrowSwap,
  'diff-added': diffAdded,
  'diff-modified': diffModified,
  'diff-removed': diffRemoved,
};

export interface GlyphPath {
  readonly d: string;
  readonly rule: 'evenodd' | 'nonzero';
}

/** One path that draws the icon. */
export function glyphPath(name: string): GlyphPath | undefined {
  const svg: string | undefined = Object.hasOwn(icons, name) ? icons[name as Glyph] : undefined;
  if (!svg) return undefined;
  const d = [...svg.matchAll(/\sd="([^"]+)"/g)].map(([, part]) => part).join('');
  return { d, rule: svg.includes('evenodd') ? 'evenodd' : 'nonzero' };
}
