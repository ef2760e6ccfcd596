// A lineage file that is open in an editor, as what a map reads.

import type * as vscode from 'vscode';
import { parseLineageFile } from '../backends/lineageFile/parse.ts';
import { oneStep } from '../backends/memory.ts';
import type { Lineage } from '../lineage/model.ts';
import type { MapSource } from './mapReading.ts';

/** Throws what is wrong with the text when it is asked. */
export function sourceOf(document: vscode.TextDocument): MapSource {
  let parsed: { readonly version: number; readonly lineage: Lineage } | undefined;
  const lineage = () => {
    const { version } = document;
    if (parsed?.version === version) return parsed.lineage;
    const label = document.uri.path.split('/').at(-1) ?? '';
    const read = parseLineageFile(document.getText(), { label, readAt: Date.now() });
    parsed = { version, lineage: read };
    return read;
  };
  return {
    ready: async () => undefined,
    around: async (ids) => oneStep(lineage(), ids),
    readOn: async () => undefined,
    problems: async () => [],
    whole: lineage,
  };
}
