// What answers for artifact names in Python, made together when the editor first asks.

import { completionProvider } from './completion.ts';
import { hoverProvider } from './hover.ts';
import { inlayHintsProvider } from './inlay.ts';
import { KnownNames } from './knownNames.ts';
import type { LanguageNeeds } from './languageFeatures.ts';
import { lensProvider } from './lens.ts';
import { navigation } from './navigation.ts';
import { renameProvider } from './rename.ts';
import { documentSymbolProvider, workspaceSymbolProvider } from './symbols.ts';

/** `changed` is called when lenses are to be asked for again. */
export function languageProviders({ store, code, history, log }: LanguageNeeds, changed: () => void) {
  return {
    hover: hoverProvider(store, code, history, log),
    lens: lensProvider(store, code, history, new KnownNames(store, history, changed), log),
    inlayHints: inlayHintsProvider(store, code, history, log),
    completion: completionProvider(store, code, history, log),
    ...navigation(store, code, history, log),
    documentSymbols: documentSymbolProvider(code, log),
    workspaceSymbols: workspaceSymbolProvider(store, code, log),
    rename: renameProvider(store, code, history, log),
  };
}
