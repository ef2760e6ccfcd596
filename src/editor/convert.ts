// Between the editor's types and the core's: ranges, cancellation, and one catch for each entry point.

import * as vscode from 'vscode';
import { BackendError } from '../backends/backend.ts';
import { told } from '../join/say.ts';
import type { Position, Range } from '../lineage/model.ts';
import type { Log } from './log.ts';

export function toRange({ start, end }: Range): vscode.Range {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

/** Whether a position lies in a range, its end included, as a caret does. */
export function holds({ start, end }: Range, { line, character }: Position): boolean {
  return (
    (line > start.line || (line === start.line && character >= start.character)) &&
    (line < end.line || (line === end.line && character <= end.character))
  );
}

/** An AbortSignal that follows a cancellation token. */
export function toSignal(token: vscode.CancellationToken): AbortSignal {
  const controller = new AbortController();
  if (token.isCancellationRequested) controller.abort();
  else token.onCancellationRequested(() => controller.abort());
  return controller.signal;
}

/** A sentence for people: a backend's own, else that it went to the log. */
export function sentenceOf(error: unknown, log: Log): string {
  if (error instanceof BackendError) return told(error.sentence, vscode.l10n.t);
  log.error(error instanceof Error ? error : String(error));
  return vscode.l10n.t('Something unexpected went wrong; the Artifact Lineage output has the details.');
}

/** Runs a provider's work; cancelled or failed work gives undefined, a failure is logged. */
export async function attempt<T>(
  log: Log,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    const value = await work();
    return signal.aborted ? undefined : value;
  } catch (error) {
    if (!signal.aborted) {
      if (error instanceof BackendError) log.warn(error.message);
      else log.error(error instanceof Error ? error : String(error));
    }
    return undefined;
  }
}
