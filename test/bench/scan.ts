// Benchmark: scanning a folder's Python for artifact references, against reading the same files and parsing alone.

import { readdirSync, readFileSync } from 'node:fs';
import { parser } from '@lezer/python';
import { mayMatter } from '../../src/python/markers.ts';
import { scanFile } from '../../src/python/scan.ts';
import { median, type Report } from './report.ts';

const rounds = 5;

/** Scans the folders, or the sample project without any. */
export async function scanBench(folders: readonly string[]): Promise<Report> {
  const paths = (folders.length > 0 ? folders : ['media/sample']).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(py|ipynb)$/.test(name))
      .map((name) => `${folder}/${name}`),
  );
  const readAll = () => paths.map((path) => ({ path, text: readFileSync(path, 'utf8') }));
  const candidates = readAll().filter(({ text }) => mayMatter(text));
  const read = await median(rounds, () => readAll().filter(({ text }) => mayMatter(text)));
  const parse = await median(rounds, () => candidates.map(({ text }) => parser.parse(text)));
  const scan = await median(rounds, () =>
    readAll()
      .filter(({ text }) => mayMatter(text))
      .map(({ path, text }) => scanFile(path, text)),
  );
  const references = candidates.flatMap(({ path, text }) => scanFile(path, text).references);
  return {
    subject: { files: paths.length, candidates: candidates.length, references: references.length },
    medians: { 'read and filter': read, 'parse alone': parse, 'whole scan': scan },
    ratios: { 'whole scan / (read and filter + parse alone)': scan / (read + parse) },
    targets: [],
  };
}
