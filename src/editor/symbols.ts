// Artifacts and runs in the outline and in the search for symbols.

import * as vscode from 'vscode';
import type { Store } from '../join/store.ts';
import { type CodeSymbol, symbolsOf } from '../join/symbols/symbols.ts';
import type { Code } from './code.ts';
import { attempt, toRange, toSignal } from './convert.ts';
import { cellOf } from './documents.ts';
import type { Log } from './log.ts';
import { locationOf, shownAt } from './places.ts';

/** The editor narrows further as more is typed. */
const mostFound = 200;

const kinds: Readonly<Record<CodeSymbol['kind'], vscode.SymbolKind>> = {
  run: vscode.SymbolKind.Event,
  used: vscode.SymbolKind.Variable,
  logged: vscode.SymbolKind.Object,
  linked: vscode.SymbolKind.Key,
};

/** A symbol that is placed when it is chosen, since a notebook is opened for it. */
export class Found extends vscode.SymbolInformation {
  readonly symbol: CodeSymbol;
  constructor(symbol: CodeSymbol, location: vscode.Location) {
    super(symbol.name, kinds[symbol.kind], `${symbol.detail} · ${symbol.at.path}`, location);
    this.symbol = symbol;
  }
}

export function documentSymbolProvider(code: Code, log: Log): vscode.DocumentSymbolProvider {
  return {
    provideDocumentSymbols: (document, token) =>
      attempt(log, toSignal(token), async () => {
        const cell = cellOf(document);
        const file = await code.fileFor(document);
        return (file ? symbolsOf(file, vscode.l10n.t) : [])
          .filter(({ at }) => at.cell === cell)
          .map(({ name, detail, kind, at, nameAt }) => {
            const range = toRange(at.range);
            const selection = toRange(nameAt.range);
            return new vscode.DocumentSymbol(
              name,
              detail,
              kinds[kind],
              range,
              range.contains(selection) && nameAt.path === at.path ? selection : range,
            );
          });
      }),
  };
}

export function workspaceSymbolProvider(store: Store, code: Code, log: Log) {
  return {
    provideWorkspaceSymbols: (query: string, token: vscode.CancellationToken) =>
      attempt(log, toSignal(token), async () => {
        await code.ready();
        const found: Found[] = [];
        for (const symbol of store.files.flatMap((file) => symbolsOf(file, vscode.l10n.t))) {
          const uri = shownAt(symbol.at, code) ?? code.uriOf(symbol.at.path);
          if (!uri || !follows(query, symbol.name)) continue;
          found.push(new Found(symbol, new vscode.Location(uri, toRange(symbol.at.range))));
          if (found.length >= mostFound) break;
        }
        return found;
      }),
    resolveWorkspaceSymbol: (found: Found, token: vscode.CancellationToken) =>
      attempt(log, toSignal(token), async () => {
        const location = await locationOf(found.symbol.at, code);
        return location ? new Found(found.symbol, location) : found;
      }),
  };
}

/** Whether all letters of the query stand in the name in their order, as the editor matches. */
function follows(query: string, name: string): boolean {
  let from = 0;
  for (const letter of query.toLowerCase()) {
    const at = name.toLowerCase().indexOf(letter, from);
    if (at < 0) return false;
    from = at + 1;
  }
  return true;
}
