// Reads one Python file or notebook: source text in, references to artifacts out.

import type { CodeFile } from './codeReference.ts';
import { environment, environmentScope } from './environment.ts';
import { executeBlock } from './execute.ts';
import { finish } from './finish.ts';
import { nothingFound, onlyIn } from './found.ts';
import { pairOf, scriptFormats } from './jupytext.ts';
import { newMachine } from './machine.ts';
import { readNotebook } from './notebook.ts';
import type { Project } from './project.ts';
import { referencesOf, runsOf } from './references.ts';
import { sayShell } from './shellReferences.ts';
import { type Source, sourceOf } from './source.ts';
import { textValue } from './value.ts';

/**
 * Scans a file by its ending: `.ipynb` is a notebook, all else Python. `path` is relative to the scanned folder and
 * only copied into places. Never throws: what cannot be read is told in `problem`, what does not parse yields less.
 */
export function scanFile(path: string, text: string, project?: Project): CodeFile {
  return path.endsWith('.ipynb') ? scanNotebook(path, text, project) : scanPython(path, text, project);
}

export function scanPython(path: string, text: string, project?: Project): CodeFile {
  const formats = scriptFormats(text);
  return scanPieces(
    path,
    [{ source: sourceOf(path, null, text.replace(/^\uFEFF/, ' ')), written: '', environment: [] }],
    formats,
    project,
  );
}

/** `json` is the notebook's file. Its code cells are one program in order; a place's lines count in its cell. */
export function scanNotebook(path: string, json: string, project?: Project): CodeFile {
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
    written: cell.written,
    environment: cell.environment,
  }));
  return scanPieces(path, pieces, notebook.formats, project);
}

interface Piece {
  readonly source: Source;
  /** A notebook's cell as it was written, with its shell lines. */
  readonly written: string;
  /** Environment variables that are set before it runs. */
  readonly environment: readonly (readonly [name: string, value: string])[];
}

function scanPieces(
  path: string,
  pieces: readonly Piece[],
  formats: string | undefined,
  project: Project | undefined,
): CodeFile {
  const pairedWith = formats && pairOf(path, formats);
  const pair = pairedWith ? { pairedWith } : {};
  const [first] = pieces;
  if (!first) return { path, references: [], runs: [], ...pair };
  const found = nothingFound();
  const m = newMachine(found, first.source, project);
  for (const { source, written, environment: variables } of pieces) {
    m.source = source;
    for (const [name, value] of variables) m.trail.set(environment(m).cells, name, textValue(value));
    executeBlock(m, source.root);
    sayShell(found, source, written);
  }
  const sources = pieces.map(({ source }) => source);
  finish(m, sources);
  const own = onlyIn(found, path);
  const references = referencesOf(own, environmentScope(m));
  return { path, references, runs: runsOf(own), ...pair };
}
