// Artifact names as symbols: definition, implementations, references and highlights, from code alone or with history.

import * as vscode from 'vscode';
import { resolve } from '../join/resolve.ts';
import type { Store } from '../join/store.ts';
import { definitionsOf, occurrencesOf, writes } from '../join/symbols/occurrences.ts';
import { producersOf } from '../join/symbols/producers.ts';
import type { CodeFile, CodeReference } from '../python/codeReference.ts';
import type { Code } from './code.ts';
import { attempt, toRange, toSignal } from './convert.ts';
import { cellOf } from './documents.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { locationOf } from './places.ts';

/** More names than this are not looked up in history. */
const namesLookedUp = 8;

export interface Navigation {
  readonly definition: vscode.DefinitionProvider;
  readonly implementation: vscode.ImplementationProvider;
  readonly references: vscode.ReferenceProvider;
  readonly highlights: vscode.DocumentHighlightProvider;
}

export function navigation(store: Store, code: Code, history: History, log: Log): Navigation {
  const named = async <T>(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    work: (reference: CodeReference, files: readonly CodeFile[], signal: AbortSignal) => Promise<T>,
  ): Promise<T | undefined> => {
    const signal = toSignal(token);
    return attempt(log, signal, async () => {
      const reference = await code.nameAt(document, position);
      if (!reference) return undefined;
      await code.ready();
      return work(reference, await code.filesWith(document), signal);
    });
  };

  const links = async (reference: CodeReference, targets: readonly CodeReference[]) => {
    const origin = toRange(reference.nameAt.range);
    const found = await Promise.all(
      targets.map(async (target): Promise<vscode.LocationLink[]> => {
        const whole = await locationOf(target.callAt, code);
        const name = await locationOf(target.nameAt, code);
        if (!whole || !name) return [];
        const targetUri = whole.uri;
        // A name may be written elsewhere than its call.
        const targetSelectionRange = whole.range.contains(name.range) ? name.range : whole.range;
        return [{ originSelectionRange: origin, targetUri, targetRange: whole.range, targetSelectionRange }];
      }),
    );
    return found.flat();
  };

  return {
    definition: {
      provideDefinition: (document, position, token) =>
        named(document, position, token, (reference, files) =>
          links(reference, definitionsOf(reference, files)),
        ),
    },
    implementation: {
      provideImplementation: (document, position, token) =>
        named(document, position, token, async (reference, files, signal) => {
          await history.ready(signal);
          const resolved = await resolve(reference, (name) => store.find(name, signal), namesLookedUp);
          const ids = resolved.flatMap(({ node }) => (node ? [node.id] : []));
          const around = await store.around(ids, signal);
          const places = producersOf(ids, around, reference, files);
          const locations = await Promise.all(places.map((place) => locationOf(place, code)));
          return locations.filter((it) => it !== undefined);
        }),
    },
    references: {
      provideReferences: (document, position, { includeDeclaration }, token) =>
        named(document, position, token, async (reference, files) => {
          const defined = includeDeclaration ? [] : definitionsOf(reference, files);
          const found = occurrencesOf(reference, files).filter((it) => !defined.includes(it));
          const locations = await Promise.all(found.map((it) => locationOf(it.nameAt, code)));
          return locations.filter((it) => it !== undefined);
        }),
    },
    highlights: {
      provideDocumentHighlights: (document, position, token) =>
        named(document, position, token, async (reference, files) => {
          const cell = cellOf(document);
          const here = files.filter(({ path }) => path === reference.callAt.path);
          return occurrencesOf(reference, here)
            .filter(({ nameAt }) => nameAt.cell === cell)
            .map(
              (it) =>
                new vscode.DocumentHighlight(
                  toRange(it.nameAt.range),
                  writes(it) ? vscode.DocumentHighlightKind.Write : vscode.DocumentHighlightKind.Read,
                ),
            );
        }),
    },
  };
}
