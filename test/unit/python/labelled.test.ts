// The scanner against call sites of public packages that were labelled by hand: see test/fixtures/labelled/SOURCES.md.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CodeReference, NameValue } from '../../../src/python/codeReference.ts';
import { scanFile } from '../../../src/python/scan.ts';

interface Label {
  /** 1-based, where the call begins. */
  readonly line: number;
  readonly call: string;
  readonly relation: CodeReference['relation'];
  readonly argument: CodeReference['argument'];
  readonly kind: NameValue['kind'];
  readonly values: readonly string[];
  readonly literal?: true;
}

const folder = 'test/fixtures/labelled';
const labels: Readonly<Record<string, readonly Label[]>> = JSON.parse(
  readFileSync(`${folder}/labels.json`, 'utf8'),
);
const scans = new Map(
  Object.keys(labels).map((path) => [
    path,
    scanFile(path, readFileSync(`${folder}/${path}`, 'utf8')).references.map(labelOf),
  ]),
);

function labelOf({ callAt, call, relation, argument, value }: CodeReference): Label {
  return {
    line: callAt.range.start.line + 1,
    call,
    relation,
    argument,
    kind: value.kind,
    values: value.values,
  };
}

const site = ({ line, call, relation, argument }: Label) => `${line} ${relation} ${call} ${argument}`;
const name = ({ kind, values }: Label) => `${kind} ${[...values].sort().join(' | ')}`;
const isExact = ({ kind, values }: Label) =>
  (kind === 'exact' || kind === 'object') && values.length > 0 && !values.some((it) => it.includes('*'));

/** Every labelled call with what the scanner says of it: the first of its site that is not taken yet. */
function pairs() {
  return Object.entries(labels).flatMap(([path, list]) => {
    const left = [...(scans.get(path) ?? [])];
    return list.map((label) => {
      const same = left.filter((it) => site(it) === site(label));
      const found = same.find((it) => name(it) === name(label)) ?? same[0];
      if (found) left.splice(left.indexOf(found), 1);
      return { path, label, found };
    });
  });
}

const all = pairs();
const told = ({ path, label, found }: (typeof all)[number]) =>
  `${path}:${site(label)}: ${name(label)}, but the scanner says ${found ? name(found) : 'nothing'}`;
const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;

describe('labelled call sites of public packages', () => {
  const found = all.filter((it) => it.found);
  const extra = [...scans].flatMap(([path, list]) => {
    const left = [...(labels[path] ?? [])].map(site);
    return list.flatMap((it) => {
      const index = left.indexOf(site(it));
      if (index >= 0) left.splice(index, 1);
      return index >= 0 ? [] : [`${path}:${site(it)} ${name(it)}`];
    });
  });
  const knowable = all.filter(({ label }) => isExact(label));
  const right = knowable.filter(({ label, found: it }) => it && name(it) === name(label));
  const same = all.filter(({ label, found: it }) => it && name(it) === name(label));
  const wrong = all.filter(({ label, found: it }) => it && isExact(it) && name(it) !== name(label));
  const precision = found.length / (found.length + extra.length);

  it(`are many, and few of them plain literals (${all.length} in ${scans.size} files)`, () => {
    assert.ok(all.filter(({ label }) => !label.literal).length >= 100);
  });

  it(`are found: recall ${percent(found.length, all.length)}`, () => {
    const missed = all.filter((it) => !it.found).map(told);
    assert.ok(found.length / all.length >= 0.99, missed.join('\n'));
  });

  it(`are all that is found: precision ${(100 * precision).toFixed(1)} %`, () => {
    assert.deepEqual(extra, []);
  });

  it(`are named exactly where that can be known: ${right.length} of ${knowable.length}`, () => {
    assert.deepEqual(knowable.filter((it) => !right.includes(it)).map(told), []);
  });

  it(`are never named wrongly as if it were known`, () => {
    assert.deepEqual(wrong.map(told), []);
  });

  it(`have their patterns and origins: ${percent(same.length, all.length)} alike in every part`, () => {
    assert.deepEqual(all.filter((it) => !same.includes(it)).map(told), []);
  });
});
