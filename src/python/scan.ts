// Reads one Python file or notebook: source text in, references to artifacts out.

import { markers } from './calls.ts';
import type { CodeFile } from './codeReference.ts';
import { environment, environmentVariable } from './environment.ts';
import { executeBlock } from './execute.ts';
import { finish } from './finish.ts';
import { nothingFound } from './found.ts';
import { pairOf, scriptFormats } from './jupytext.ts';
import { newMachine } from './machine.ts';
import { readNotebook } from './notebook.ts';
import { referencesOf, runsOf } from './references.ts';
import { type Source, sourceOf } from './source.ts';
import { exactText, textValue } from './value.ts';

/**
 * Scans a file by its ending: `.ipynb` is a notebook, all else Python. `path` is relative to the scanned folder and
 * only copied into places. Never throws: what cannot be read is told in `problem`, what does not parse yields less.
 */
export function scanFile(path: string, text: string): CodeFile {
  return path.endsWith('.ipynb') ? scanNotebook(path, text) : scanPython(path, text);
}

export function scanPython(path: string, text: string): CodeFile {
  const formats = scriptFormats(text);
  return scanPieces(
    path,
    [{ source: sourceOf(path, null, text.replace(/^\uFEFF/, ' ')), environment: [] }],
    formats,
  );
}

/** `json` is the notebook's file. Its code cells are one program in order; a place's lines count in its cell. */
export function scanNotebook(path: string, json: string): CodeFile {
  const notebook = readNotebook(json);
  if (!notebook)
    return {
      path,
      references: [],
      runs: [],
      problem: `${path} is not a notebook: its content is not notebook JSON.`,
    };
  const pieces = notebook.cells.map((cell) => ({
    source: sourceOf(path, cell.index, cell.text),
    environment: cell.environment,
  }));
  return scanPieces(path, pieces, notebook.formats);
}

interface Piece {
  readonly source: Source;
  /** Environment variables that are set before it runs. */
  readonly environment: readonly (readonly [name: string, value: string])[];
}

function scanPieces(path: string, pieces: readonly Piece[], formats: string | undefined): CodeFile {
  const pairedWith = formats && pairOf(path, formats);
  const pair = pairedWith ? { pairedWith } : {};
  const [first] = pieces;
  if (!first) return { path, references: [], runs: [], ...pair };
  const found = nothingFound();
  const m = newMachine(found, first.source);
  for (const { source, environment: variables } of pieces) {
    m.source = source;
    for (const [name, value] of variables) m.trail.set(environment(m).cells, name, textValue(value));
    executeBlock(m, source.root);
  }
  const sources = pieces.map(({ source }) => source);
  finish(m, sources);
  const entity = exactText(environmentVariable(m, 'WANDB_ENTITY'));
  const project = exactText(environmentVariable(m, 'WANDB_PROJECT'));
  const references = referencesOf(found, { ...(entity && { entity }), ...(project && { project }) });
  return { path, references, runs: runsOf(found), ...pair };
}

/** Whether a file can hold a reference at all: a search for a few words, in UTF-8 bytes or decoded text. */
export function mayMatter(content: string | Uint8Array): boolean {
  const text = typeof content === 'string' ? content : new TextDecoder('latin1').decode(content);
  return markers.some((marker) => text.includes(marker));
}
