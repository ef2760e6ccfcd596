// Turns a key press on the map into what it asks for.
import type { Direction } from './navigate.ts';

/** What a key does with the tile that has the keyboard focus. */
export type TileAction =
  | { readonly type: 'go'; readonly direction: Direction }
  | { readonly type: 'expand'; readonly direction: 'upstream' | 'downstream' }
  | { readonly type: 'open' | 'select' | 'code' | 'expandBoth' | 'path' };

export type KeyAction =
  | TileAction
  | { readonly type: 'clear' }
  | { readonly type: 'keys' }
  | { readonly type: 'list' }
  | { readonly type: 'zoomIn' }
  | { readonly type: 'zoomOut' }
  | { readonly type: 'actualSize' }
  | { readonly type: 'fit' };

const actions: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: { type: 'go', direction: 'left' },
  ArrowRight: { type: 'go', direction: 'right' },
  ArrowUp: { type: 'go', direction: 'up' },
  ArrowDown: { type: 'go', direction: 'down' },
  Enter: { type: 'open' },
  ' ': { type: 'select' },
  o: { type: 'code' },
  O: { type: 'code' },
  e: { type: 'expandBoth' },
  E: { type: 'expandBoth' },
  p: { type: 'path' },
  P: { type: 'path' },
  Escape: { type: 'clear' },
  '?': { type: 'keys' },
  l: { type: 'list' },
  L: { type: 'list' },
  '+': { type: 'zoomIn' },
  '=': { type: 'zoomIn' },
  '-': { type: 'zoomOut' },
  '\u2212': { type: 'zoomOut' },
  '0': { type: 'actualSize' },
  f: { type: 'fit' },
  F: { type: 'fit' },
};

const withShift: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: { type: 'expand', direction: 'upstream' },
  ArrowRight: { type: 'expand', direction: 'downstream' },
};

/** The editor's own keys for these, which it would use for itself. */
export function isFind({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'f' && (ctrlKey || metaKey) && !altKey;
}

/** The key with which VS Code tells how something is used without eyes or mouse. */
export function isHelp({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key === 'F1' && altKey && !ctrlKey && !metaKey && !shiftKey;
}

/** Undefined for keys that are the editor's, which are all with Ctrl, Alt or the Command key. */
export function keyAction(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
): KeyAction | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  if (event.shiftKey && Object.hasOwn(withShift, event.key)) return withShift[event.key];
  return Object.hasOwn(actions, event.key) ? actions[event.key] : undefined;
}
