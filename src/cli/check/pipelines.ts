// Problems in the forms that pipelines show beside a change: GitHub's workflow commands and GitLab's Code Quality.

import type { Severity } from '../../join/problems/finding.ts';
import { digest } from '../../lineage/digest.ts';
import type { Report } from './report.ts';
import { cellOf, spotOf } from './where.ts';

const commands: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};
const qualities: Readonly<Record<Severity, string>> = {
  error: 'major',
  warning: 'minor',
  information: 'info',
  hint: 'info',
};

/**
 * A line a problem, which GitHub Actions shows at the place in the change. A notebook's cells have no lines of the file.
 * Source: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function toGithub({ problems }: Report, pathOf: (path: string) => string): string {
  return problems
    .map(({ at, code, severity, message }) => {
      const { line, column, endLine, endColumn } = spotOf(at);
      const ends = endLine === line ? `,endColumn=${endColumn}` : `,endLine=${endLine}`;
      const spot = at.cell === null ? `,line=${line},col=${column}${ends}` : '';
      const text = at.cell === null ? message : `${message} ${cellOf(at)}`;
      return `::${commands[severity]} file=${property(pathOf(at.path))}${spot},title=${code}::${data(text)}\n`;
    })
    .join('');
}

/** Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export function toGitlab({ problems }: Report, pathOf: (path: string) => string) {
  const seen = new Map<string, number>();
  return problems.map(({ at, code, severity, message }) => {
    const path = pathOf(at.path);
    // Equal problems of a file are told apart by their order, so that lines added above them change nothing.
    const key = JSON.stringify([path, code, message]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return {
      description: message,
      check_name: code,
      fingerprint: digest(`${key} ${before}`),
      severity: qualities[severity],
      location: { path, lines: { begin: at.cell === null ? spotOf(at).line : 1 } },
    };
  });
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
