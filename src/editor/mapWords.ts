// The map's own words in the editor's language: the page has them in English and asks for no other.

import * as vscode from 'vscode';
import type { Words } from '../protocol/messages.ts';

/** Under this, and then the page's key, they stand in l10n/bundle.l10n.*.json. */
const prefix = 'map/';

/** Empty in English. */
export function mapWords(): Words {
  return Object.fromEntries(
    Object.entries(vscode.l10n.bundle ?? {}).flatMap(([key, text]) =>
      key.startsWith(prefix) ? [[key.slice(prefix.length), text]] : [],
    ),
  );
}
