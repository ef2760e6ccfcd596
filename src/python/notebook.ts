// Reads a Jupyter notebook (nbformat 3 to 5) into its Python code cells, counted among all cells.

import { blankMagics, environmentOf } from './magics.ts';

export interface Cell {
  /** 0-based, among all cells of the notebook, markdown included. */
  readonly index: number;
  /** Its Python: what IPython adds is blanked. */
  readonly text: string;
  /** As it was written. */
  readonly written: string;
  /** Environment variables that its magics set. */
  readonly environment: readonly (readonly [name: string, value: string])[];
}

export interface Notebook {
  readonly cells: readonly Cell[];
  /** Jupytext's `formats`, e.g. `ipynb,py:light`. */
  readonly formats?: string;
}

/**
 * Parses a notebook's JSON. Returns undefined when it is not JSON or not a notebook; no cells when its kernel is not
 * Python. Source: https://nbformat.readthedocs.io/en/latest/format_description.html
 */
export function readNotebook(json: string): Notebook | undefined {
  let content: unknown;
  try {
    content = JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
  const cells = field(content, 'cells') ?? sheetCells(field(content, 'worksheets'));
  if (!Array.isArray(cells)) return undefined;
  const metadata = field(content, 'metadata');
  const formats = field(field(metadata, 'jupytext'), 'formats');
  return {
    cells: isPython(metadata) ? cells.flatMap(readCell) : [],
    ...(typeof formats === 'string' && { formats }),
  };
}

function readCell(cell: unknown, index: number): readonly Cell[] {
  if (field(cell, 'cell_type') !== 'code') return [];
  const language = field(field(field(cell, 'metadata'), 'vscode'), 'languageId') ?? field(cell, 'language');
  if (typeof language === 'string' && !/python/i.test(language)) return [];
  const source = field(cell, 'source') ?? field(cell, 'input');
  const text = Array.isArray(source) ? source.filter((line) => typeof line === 'string').join('') : source;
  return typeof text === 'string'
    ? [{ index, text: blankMagics(text), written: text, environment: environmentOf(text) }]
    : [];
}

/** nbformat 3 kept cells in worksheets. */
function sheetCells(worksheets: unknown): unknown {
  if (!Array.isArray(worksheets)) return undefined;
  return worksheets.flatMap((sheet): readonly unknown[] => {
    const cells = field(sheet, 'cells');
    return Array.isArray(cells) ? cells : [];
  });
}

/** A notebook that does not say its language is Python's. */
function isPython(metadata: unknown): boolean {
  const kernel = field(metadata, 'kernelspec');
  const language = field(kernel, 'language') ?? field(field(metadata, 'language_info'), 'name');
  return typeof language !== 'string' || /python/i.test(language);
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
