// Configuration files as values: YAML and JSON with each text's place, as PyYAML and `json` read them; TOML beside.

import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node as Part, parseDocument } from 'yaml';
import type { Place } from '../lineage/model.ts';
import type { Project } from './project.ts';
import { keyName, type Thing } from './things.ts';
import { readToml } from './tomlFile.ts';
import type { Cells } from './trail.ts';
import { just, softened, textValue, unknown, type Value, withStep } from './value.ts';

/** Larger ones hold data, not settings; characters. */
const longest = 256 * 1024;
/** Nodes of one file, its aliases followed. */
const mostNodes = 20_000;
const deepest = 64;

interface Reading {
  readonly path: string;
  readonly text: string;
  readonly document: ReturnType<typeof parseDocument>;
  readonly lines: LineCounter;
  left: number;
}

/** The content of a file of the folder; undefined when there is none, or it is too large or broken. */
export function readConfig(project: Project | undefined, path: string): Value | undefined {
  const text = /\.(?:ya?ml|json|toml)$/i.test(path) ? project?.read(path) : undefined;
  if (text === undefined || text.length > longest) return undefined;
  if (/\.toml$/i.test(path)) return readToml(path, text);
  const lines = new LineCounter();
  // PyYAML reads version 1.1: `yes` is true there. JSON is a part of 1.2.
  const json = path.endsWith('.json');
  const document = parseDocument(text, { version: json ? '1.2' : '1.1', lineCounter: lines, merge: !json });
  if (document.errors.length > 0) return undefined;
  return contentOf({ path, text, document, lines, left: mostNodes }, document.contents, undefined, 0);
}

function contentOf(at: Reading, part: unknown, key: Part | undefined, depth: number): Value {
  const node = isAlias(part) ? part.resolve(at.document) : part;
  if (at.left-- <= 0 || depth > deepest) return unknown;
  if (isMap(node)) {
    const cells: Cells = new Map();
    for (const pair of node.items) fill(at, cells, pair.key, pair.value, depth + 1);
    return just({ kind: 'object', cells, open: false });
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => contentOf(at, item, undefined, depth + 1));
    return just({ kind: 'list', cells: new Map([['items', just({ kind: 'tuple', items, open: false })]]) });
  }
  if (!isScalar(node)) return node === null ? just({ kind: 'constant', value: null }) : unknown;
  const { value, range, type } = node;
  if (!range) return unknown;
  const whole = placeOf(at, key?.range?.[0] ?? range[0], range[1]);
  const literal = type?.startsWith('BLOCK') ? undefined : placeOf(at, range[0], range[1]);
  const read = typeof value === 'string' ? textValue(value, literal) : scalar(value, node.source, literal);
  return withStep(read, () => ({ text: lineOf(at, key?.range?.[0] ?? range[0]), at: whole }));
}

function scalar(value: unknown, source: string | undefined, literal: Place | undefined): Value {
  const thing = constant(value, source);
  return thing?.kind === 'text' ? textValue(thing.text, literal) : thing ? just(thing) : unknown;
}

function constant(value: unknown, source: string | undefined): Thing | undefined {
  // YAML 1.1 has `n` for a boolean and `e1` for a number; PyYAML reads both as texts.
  if (source && /^(?:[yn]|[+-]?e[+-]?\d+)$/i.test(source)) return { kind: 'text', text: source };
  if (value === null || typeof value === 'boolean') return { kind: 'constant', value };
  if (typeof value === 'number' && Number.isFinite(value))
    return { kind: 'number', value, float: /[.eE]/.test(source ?? '') };
  return undefined;
}

function fill(at: Reading, cells: Cells, key: unknown, value: unknown, depth: number): void {
  if (!isScalar(key)) return;
  if (typeof key.value === 'symbol' || key.value === '<<') {
    // What is merged in gives way to the map's own keys.
    for (const it of mergedMaps(at, value))
      for (const pair of it.items)
        if (!isScalar(pair.key) || !cells.has(String(pair.key.value)))
          fill(at, cells, pair.key, pair.value, depth + 1);
    return;
  }
  const thing: Thing | undefined =
    typeof key.value === 'string' ? { kind: 'text', text: key.value } : constant(key.value, key.source);
  const name = thing && keyName(thing);
  if (name !== undefined) cells.set(name, contentOf(at, value, key, depth));
}

function mergedMaps(at: Reading, value: unknown) {
  const node = isAlias(value) ? value.resolve(at.document) : value;
  const all = isSeq(node) ? node.items : [node];
  return all.map((it) => (isAlias(it) ? it.resolve(at.document) : it)).filter((it) => isMap(it));
}

function placeOf(at: Reading, from: number, to: number): Place {
  const position = (offset: number) => {
    const { line, col } = at.lines.linePos(offset);
    return { line: line - 1, character: col - 1 };
  };
  return { path: at.path, cell: null, range: { start: position(from), end: position(to) } };
}

function lineOf(at: Reading, offset: number): string {
  const end = at.text.indexOf('\n', offset);
  return at.text
    .slice(offset, end < 0 ? undefined : end)
    .trim()
    .slice(0, 120);
}

/** The later of two contents wins, maps key by key. */
export function mergeConfigs(first: Value, then: Value): Value {
  const [a, b] = [first[0]?.thing, then[0]?.thing];
  if (a?.kind !== 'object' || b?.kind !== 'object') return then;
  const cells = new Map(a.cells);
  for (const [key, value] of b.cells) {
    const before = cells.get(key);
    cells.set(key, before ? mergeConfigs(before, value) : value);
  }
  return just({ kind: 'object', cells, open: a.open || b.open });
}

/** Every value of a content marked as one that the command line may override. */
export function overridable(value: Value): Value {
  return softened(value).map((it) => {
    if (it.thing.kind !== 'object') return it;
    const cells = new Map([...it.thing.cells].map(([key, inner]) => [key, overridable(inner)]));
    return { ...it, thing: { ...it.thing, cells, open: true } };
  });
}
