// A lineage file that is open in an editor, as what a map reads.

import type * as vscode from 'vscode';
import { lineageFileSteps } from '../backends/lineageFile/parse.ts';
import { oneStep } from '../backends/memory.ts';
import { inTurns } from '../backends/pace.ts';
import type { Lineage } from '../lineage/model.ts';
import type { MapSource } from './mapReading.ts';

/** Rejects with what is wrong with the text when it is asked. */
export function sourceOf(document: vscode.TextDocument): MapSource {
  let parsed: { readonly version: number; readonly lineage: Lineage } | undefined;
  const lineage = async (signal: AbortSignal) => {
    const { version } = document;
    if (parsed?.version === version) return parsed.lineage;
    const label = document.uri.path.split('/').at(-1) ?? '';
    const bytes = new TextEncoder().encode(document.getText());
    const read = await inTurns(lineageFileSteps(bytes, { label, readAt: Date.now() }), signal);
    parsed = { version, lineage: read };
    return read;
  };
  return {
    ready: async () => undefined,
    around: async (ids, signal) => oneStep(await lineage(signal), ids),
    readOn: async () => undefined,
    problems: async () => [],
    whole: lineage,
  };
}
