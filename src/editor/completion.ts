// Completes artifact names while they are typed.

import * as vscode from 'vscode';
import type { Candidate } from '../join/completion/candidate.ts';
import { complete, isWhole } from '../join/completion/complete.ts';
import type { Store } from '../join/store.ts';
import type { CodeReference } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import { attempt, holds, toRange, toSignal } from './convert.ts';
import { cellOf } from './documents.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';

/** A string as it is written, as far as the caret, and where its content ends. */
interface Typed {
  readonly text: string;
  readonly start: vscode.Position;
  readonly end: vscode.Position;
}

const kinds: Readonly<Record<Candidate['kind'], vscode.CompletionItemKind>> = {
  collection: vscode.CompletionItemKind.Value,
  version: vscode.CompletionItemKind.Constant,
  alias: vscode.CompletionItemKind.Reference,
  project: vscode.CompletionItemKind.Folder,
};

export function completionProvider(
  store: Store,
  code: Code,
  history: History,
  log: Log,
): vscode.CompletionItemProvider {
  return {
    async provideCompletionItems(document, position, token) {
      const signal = toSignal(token);
      return attempt(log, signal, async () => {
        const reference = await code.nameAt(document, position);
        const typed = reference && typedIn(document, position, reference);
        if (!reference || !typed) return undefined;
        await history.ready(signal);
        const found = await complete(reference, typed.text, store, Date.now(), vscode.l10n.t, signal);
        const start = document.positionAt(document.offsetAt(typed.start) + found.kept);
        if (start.isAfter(position)) return undefined;
        const range = {
          inserting: new vscode.Range(start, position),
          replacing: new vscode.Range(start, typed.end),
        };
        return new vscode.CompletionList(
          found.candidates.map((candidate, index) => itemOf(candidate, index, range)),
          found.cut,
        );
      });
    },
  };
}

function itemOf(
  { kind, text, detail }: Candidate,
  index: number,
  range: vscode.CompletionItem['range'],
): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: text, description: detail }, kinds[kind]);
  item.sortText = String(index).padStart(5, '0');
  item.filterText = text;
  item.insertText = text;
  if (range) item.range = range;
  if (kind === 'project') item.command = { command: 'editor.action.triggerSuggest', title: '' };
  return item;
}

/** The string literal at the caret; of a string that is put together, the alias alone. */
function typedIn(
  document: vscode.TextDocument,
  caret: vscode.Position,
  reference: CodeReference,
): Typed | undefined {
  const { literalAt, nameAt } = reference;
  const cell = cellOf(document);
  const at = [literalAt, nameAt].find((it) => it && it.cell === cell && holds(it.range, caret));
  if (!at) return undefined;
  const range = toRange(at.range);
  const [opening] = /^[a-z]*("""|'''|"|')/i.exec(document.getText(range)) ?? [];
  if (!opening) return undefined;
  const start = document.positionAt(document.offsetAt(range.start) + opening.length);
  if (caret.isBefore(start)) return undefined;
  const quote = opening.replace(/^[a-z]*/i, '');
  const whole = document.getText(new vscode.Range(start, range.end));
  const content = whole.endsWith(quote) ? whole.slice(0, -quote.length) : whole;
  const end = document.positionAt(document.offsetAt(start) + content.length);
  if (caret.isAfter(end)) return undefined;
  const text = document.getText(new vscode.Range(start, caret));
  if (at === literalAt) return { text, start, end };
  const alias = isWhole(reference) ? /:[^:{}]*$/.exec(text) : undefined;
  if (!alias) return undefined;
  return { text: alias[0], start: document.positionAt(document.offsetAt(start) + alias.index), end };
}
