// The hover on an artifact name in code.

import * as vscode from 'vscode';
import { cardOf } from '../join/card.ts';
import { derivationOf } from '../join/derivation.ts';
import { linkTarget } from '../join/markdown/linkTarget.ts';
import { neighbourhood } from '../join/neighbourhood.ts';
import type { Card, Link, Piece } from '../join/piece.ts';
import { resolve } from '../join/resolve.ts';
import type { Store } from '../join/store.ts';
import { type Palette, thumbnailOf } from '../join/thumbnail.ts';
import { inert } from '../lineage/inert.ts';
import type { Code } from './code.ts';
import { attempt, toRange, toSignal } from './convert.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';

/** More names than this are counted, not looked up. */
const namesLookedUp = 8;
/** Of one piece of a line; characters. */
const longest = 1000;
/** The only commands that a hover's links may run. */
const allowed = [
  'artifactLineage.showLineage',
  'artifactLineage.openPlace',
  'artifactLineage.compareVersions',
  'artifactLineage.copyName',
  'artifactLineage.applyFix',
];

export function hoverProvider(store: Store, code: Code, history: History, log: Log): vscode.HoverProvider {
  return {
    provideHover(document, position, token) {
      const signal = toSignal(token);
      return attempt(log, signal, async () => {
        const reference = await code.referenceAt(document, position);
        if (!reference) return undefined;
        await history.ready(signal);
        const found = await resolve(reference, (name) => store.find(name, signal), namesLookedUp);
        const resolved = found.map((it) => ({ ...it, askedAt: store.askedAt(it.name) }));
        const ids = resolved.flatMap(({ node }) => (node ? [node.id] : []));
        const around = await neighbourhood(ids, store, signal);
        const card = cardOf(reference, resolved, around, Date.now(), vscode.l10n.t);
        const [first] = resolved.length === 1 ? resolved : [];
        const picture = first?.node && thumbnailOf(first.node, around, palette());
        const text = markdown(card, picture, derivationOf(reference, vscode.l10n.t));
        return new vscode.Hover(text, toRange(reference.nameAt.range));
      });
    },
  };
}

/** The picture stands where the height of a hover does not cut it off. */
function markdown(card: Card, picture: string | undefined, derivation: Card): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: allowed };
  const paragraph = () => {
    if (text.value !== '') text.appendMarkdown('\n\n');
  };
  const write = (lines: Card) => {
    for (const line of lines) {
      paragraph();
      for (const piece of line) append(text, piece);
    }
  };
  write(card);
  if (picture) {
    const image = btoa(String.fromCharCode(...new TextEncoder().encode(picture)));
    paragraph();
    text.appendMarkdown(`![${vscode.l10n.t('What is around it')}](data:image/svg+xml;base64,${image})`);
  }
  write(derivation);
  return text;
}

/** The picture is an image: it cannot take the colours of the theme by itself. */
function palette(): Palette {
  switch (vscode.window.activeColorTheme.kind) {
    case vscode.ColorThemeKind.Light:
      return { ink: '#3b3b3b', faint: '#8a8a8a', run: '#1a7f37', artifact: '#0060c0' };
    case vscode.ColorThemeKind.HighContrastLight:
      return { ink: '#000000', faint: '#292929', run: '#0a5c24', artifact: '#003c8f' };
    case vscode.ColorThemeKind.HighContrast:
      return { ink: '#ffffff', faint: '#d4d4d4', run: '#89d185', artifact: '#75beff' };
    default:
      return { ink: '#cccccc', faint: '#8c8c8c', run: '#89d185', artifact: '#75beff' };
  }
}

/** Names come from trackers and from code: every text is escaped, and a link's target is ours. */
function append(text: vscode.MarkdownString, given: Piece): void {
  const piece = { ...given, text: inert(given.text, longest) };
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
    case 'compare':
      return command('artifactLineage.compareVersions', { node: link.node });
    case 'copy':
      return command('artifactLineage.copyName', { node: link.node });
    case 'fix':
      return command('artifactLineage.applyFix', link.fix);
    case 'page':
      return linkTarget(link.url);
  }
}

function command(id: string, argument: unknown): string {
  return `command:${id}?${encodeURIComponent(JSON.stringify([argument])).replace(/[()]/g, (it) => (it === '(' ? '%28' : '%29'))}`;
}
