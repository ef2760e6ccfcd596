// Scans one file among others of a folder that exists in the test only.

import type { CodeFile } from '../../../src/python/codeReference.ts';
import { scanFile } from '../../../src/python/scan.ts';
import { lines } from './scanning.ts';

/** Texts by path. */
export type Files = Readonly<Record<string, string>>;

export function scanAmong(files: Files, main = 'train.py'): CodeFile {
  return scanFile(main, files[main] ?? '', { read: (path) => files[path] });
}

/** The references of `main`, one line each. */
export function linesAmong(files: Files, main = 'train.py'): readonly string[] {
  return lines(scanAmong(files, main));
}
