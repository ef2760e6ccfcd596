// Hands the editor's questions on artifact names in Python to what answers them, whose code is loaded with the first.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import type { Code } from './code.ts';
import type { History } from './history.ts';
import { once } from './late.ts';
import type { Lens } from './lens.ts';
import type { Log } from './log.ts';
import { onDidChangeSettings } from './settings.ts';
import type { Found } from './symbols.ts';

export interface LanguageNeeds {
  readonly store: Store;
  readonly code: Code;
  readonly history: History;
  readonly log: Log;
}

const python = { language: 'python' };

export function registerLanguageFeatures(needs: LanguageNeeds): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const asked = once(async () => {
    const { languageProviders } = await import('./languageProviders.ts');
    return languageProviders(needs, () => changed.fire());
  });
  const { languages } = vscode;
  return vscode.Disposable.from(
    changed,
    { dispose: needs.store.onDidChange(() => changed.fire()) },
    onDidChangeSettings(() => changed.fire()),
    languages.registerHoverProvider(python, {
      provideHover: async (...given) => (await asked()).hover.provideHover(...given),
    }),
    languages.registerCodeLensProvider(python, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: async (...given) => (await asked()).lens.provideCodeLenses(...given),
      resolveCodeLens: async (lens, token) => (await asked()).lens.resolveCodeLens(lens as Lens, token),
    }),
    languages.registerInlayHintsProvider(python, {
      onDidChangeInlayHints: changed.event,
      provideInlayHints: async (...given) => (await asked()).inlayHints.provideInlayHints(...given),
    }),
    languages.registerCompletionItemProvider(
      python,
      {
        provideCompletionItems: async (...given) =>
          (await asked()).completion.provideCompletionItems(...given),
      },
      ...['"', "'", '/', ':'],
    ),
    languages.registerDefinitionProvider(python, {
      provideDefinition: async (...given) => (await asked()).definition.provideDefinition(...given),
    }),
    languages.registerImplementationProvider(python, {
      provideImplementation: async (...given) =>
        (await asked()).implementation.provideImplementation(...given),
    }),
    languages.registerReferenceProvider(python, {
      provideReferences: async (...given) => (await asked()).references.provideReferences(...given),
    }),
    languages.registerDocumentHighlightProvider(python, {
      provideDocumentHighlights: async (...given) =>
        (await asked()).highlights.provideDocumentHighlights(...given),
    }),
    languages.registerDocumentSymbolProvider(
      python,
      {
        provideDocumentSymbols: async (...given) =>
          (await asked()).documentSymbols.provideDocumentSymbols(...given),
      },
      { label: vscode.l10n.t('Artifacts') },
    ),
    languages.registerWorkspaceSymbolProvider({
      provideWorkspaceSymbols: async (...given) =>
        (await asked()).workspaceSymbols.provideWorkspaceSymbols(...given),
      resolveWorkspaceSymbol: async (found, token) =>
        (await asked()).workspaceSymbols.resolveWorkspaceSymbol(found as Found, token),
    }),
    languages.registerRenameProvider(python, {
      prepareRename: async (document, position) => (await asked()).rename.prepareRename(document, position),
      provideRenameEdits: async (document, position, newName) =>
        (await asked()).rename.provideRenameEdits(document, position, newName),
    }),
  );
}
