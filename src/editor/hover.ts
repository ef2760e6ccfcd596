// The hover on an artifact name in code.

import * as vscode from 'vscode';
import { type Card, cardOf, type Link, type Piece, resolve } from '../join/card.ts';
import type { Store } from '../join/store.ts';
import { emptyLineage } from '../lineage/model.ts';
import type { Code } from './code.ts';
import { attempt, toRange, toSignal } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';

/** More names than this are counted, not looked up. */
const namesLookedUp = 8;
/** The only commands that a hover's links may run. */
const allowed = ['artifactLineage.showLineage', 'artifactLineage.openPlace'];

export function registerHover(store: Store, code: Code, history: History, log: Log): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { language: 'python' },
    {
      provideHover(document, position, token) {
        const signal = toSignal(token);
        return attempt(log, signal, async () => {
          const reference = await code.referenceAt(document, position);
          if (!reference) return undefined;
          await history.ready(signal);
          const resolved = await resolve(reference, (name) => store.find(name, signal), namesLookedUp);
          const ids = resolved.flatMap(({ node }) => (node ? [node.id] : []));
          const around = ids.length > 0 ? await store.around(ids, signal) : emptyLineage;
          const card = cardOf(reference, resolved, around, Date.now(), vscode.l10n.t);
          return new vscode.Hover(markdown(card), toRange(reference.nameAt.range));
        });
      },
    },
  );
}

function markdown(card: Card): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: allowed };
  card.forEach((line, index) => {
    if (index > 0) text.appendMarkdown('\n\n');
    for (const piece of line) append(text, piece);
  });
  return text;
}

/** Names come from trackers and from code: every text is escaped, and a link's target is ours. */
function append(text: vscode.MarkdownString, piece: Piece): void {
  if ('link' in piece) {
    text.appendMarkdown('[');
    text.appendText(piece.text);
    text.appendMarkdown(`](${target(piece.link)})`);
  } else if (piece.style) {
    const mark = piece.style === 'strong' ? '**' : '';
    text.appendMarkdown(mark);
    if (piece.style === 'code') text.appendMarkdown(inlineCode(piece.text));
    else text.appendText(piece.text);
    text.appendMarkdown(mark);
  } else text.appendText(piece.text);
}

function inlineCode(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const flat = text.replace(/\s+/g, ' ').trim();
  return `${fence} ${flat} ${fence}`;
}

function target(link: Link): string {
  switch (link.to) {
    case 'lineage':
      return command('artifactLineage.showLineage', { node: link.node });
    case 'place':
      return command('artifactLineage.openPlace', link.place);
    case 'page':
      return /^https?:\/\//.test(link.url) ? encodeURI(link.url).replace(/[()]/g, encodeURIComponent) : '';
  }
}

function command(id: string, argument: unknown): string {
  return `command:${id}?${encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (it) => (it === '(' ? '%28' : '%29'))}`;
}
