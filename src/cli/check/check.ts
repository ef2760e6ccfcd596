// `check`: the problems of a folder's artifact names, in the form that was asked for, and whether they are too bad.

import { resolve } from 'node:path';
import type { Severity } from '../../join/problems/finding.ts';
import type { Store } from '../../join/store.ts';
import { toCheckJson } from './json.ts';
import { toGithub, toGitlab } from './pipelines.ts';
import { fails, type Rules, reportOn } from './report.ts';
import { toSarif } from './sarif.ts';
import { toText } from './text.ts';
import { pathsFrom } from './where.ts';

export const reportFormats = ['text', 'json', 'sarif', 'github', 'gitlab'] as const;
export type ReportFormat = (typeof reportFormats)[number];

/** Set when a bundle is built: the version in package.json. */
declare const productVersion: string;

export interface CheckOptions {
  readonly dir: string;
  readonly format: ReportFormat;
  /** The least that fails. */
  readonly severity: Severity;
  readonly rules: Rules;
}

export async function check(
  store: Store,
  { dir, format, severity, rules }: CheckOptions,
  signal: AbortSignal,
): Promise<{ readonly text: string; readonly failed: boolean }> {
  const report = await reportOn(store, rules, signal);
  const pathOf = pathsFrom(resolve(dir), process.cwd());
  const written = (): string | object => {
    switch (format) {
      case 'text':
        return toText(report, pathOf);
      case 'json':
        return toCheckJson(report, pathOf);
      case 'sarif':
        return toSarif(report, pathOf, productVersion);
      case 'github':
        return toGithub(report, pathOf);
      case 'gitlab':
        return toGitlab(report, pathOf);
    }
  };
  const text = written();
  return {
    text: typeof text === 'string' ? text : `${JSON.stringify(text, null, 2)}\n`,
    failed: fails(report, severity),
  };
}
