// Reads one Python file or notebook: source text in, references to artifacts out.

import { sentence } from '../lineage/sentence.ts';
import type { CodeFile } from './codeReference.ts';
import { environment, environmentScope } from './environment.ts';
import { executeBlock } from './execute.ts';
import { factsOf } from './facts.ts';
import { finish } from './finish.ts';
import { nothingFound, onlyIn } from './found.ts';
import { pairOf, scriptFormats } from './jupytext.ts';
import { newMachine, tire } from './machine.ts';
import { type Cell, readNotebook } from './notebook.ts';
import type { Project } from './project.ts';
import { referencesOf, runsOf } from './references.ts';
import { sayShell } from './shellReferences.ts';
import { Slice } from './slice.ts';
import { mayCount } from './sliceWords.ts';
import { sourceOf } from './source.ts';
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
  const piece = { index: null, text: text.replace(/^\uFEFF/, ' '), written: '', environment: [] };
  return scanPieces(path, [piece], formats, project);
}

/** `json` is the notebook's file. Its code cells are one program in order; a place's lines count in its cell. */
export function scanNotebook(path: string, json: string, project?: Project): CodeFile {
  const notebook = readNotebook(json);
  if (!notebook)
    return {
      path,
      references: [],
      runs: [],
      problem: sentence('{0} is not a notebook: its content is not notebook JSON.', path),
    };
  return scanPieces(path, notebook.cells, notebook.formats, project);
}

/** A whole script, or one cell of a notebook. */
type Piece = Omit<Cell, 'index'> & { readonly index: number | null };

function scanPieces(
  path: string,
  pieces: readonly Piece[],
  formats: string | undefined,
  project: Project | undefined,
): CodeFile {
  const pairedWith = formats && pairOf(path, formats);
  const pair = pairedWith ? { pairedWith } : {};
  if (!pieces.some(({ text, written }) => mayCount(text) || written.includes('wandb artifact')))
    return { path, references: [], runs: [], ...pair };
  const read = pieces.map((piece) => ({ ...piece, source: sourceOf(path, piece.index, piece.text) }));
  const sources = read.map(({ source }) => source);
  const [first] = sources;
  if (!first) return { path, references: [], runs: [], ...pair };
  const found = nothingFound();
  const m = newMachine(found, first, project);
  const facts = factsOf(sources);
  if (facts.runsOnly) tire(m);
  const slice = new Slice(facts);
  slice.keepSites();
  for (const source of sources) m.slices.set(source, slice);
  for (const { source, written, environment: variables } of read) {
    m.source = source;
    for (const [name, value] of variables) m.trail.set(environment(m).cells, name, textValue(value));
    executeBlock(m, source.root);
    sayShell(found, source, written);
  }
  finish(m, sources);
  const own = onlyIn(found, path);
  const references = referencesOf(own, environmentScope(m));
  const misuses = [...own.misuses.values()];
  return { path, references, runs: runsOf(own), ...(misuses.length > 0 && { misuses }), ...pair };
}
