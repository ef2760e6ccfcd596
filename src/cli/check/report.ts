// The problems of a folder as a list: each with its severity, in the order of files and places.

import { contradictedIn, provedIn } from '../../join/problems/check.ts';
import { type Code, codes, type Finding, type Severity, severities } from '../../join/problems/finding.ts';
import { english } from '../../join/say.ts';
import type { Store } from '../../join/store.ts';
import type { Place } from '../../lineage/model.ts';
import { inEnglish } from '../../lineage/sentence.ts';

export interface Problem extends Finding {
  readonly severity: Severity;
}

export interface Report {
  readonly problems: readonly Problem[];
  /** How many files with artifact calls were looked at. */
  readonly files: number;
  /** What could not be read, a sentence each. */
  readonly unread: readonly string[];
}

/** How bad a kind of problem is, where the caller says otherwise than `codes`. */
export type Rules = ReadonlyMap<Code, Severity | 'off'>;

/** The same findings as the editor's, of all files. Rejects with a BackendError when no backend answers. */
export async function reportOn(store: Store, rules: Rules, signal: AbortSignal): Promise<Report> {
  const files = store.files.filter(({ references, misuses }) => references.length > 0 || misuses);
  const findings = [...provedIn(files, english), ...(await contradictedIn(files, store, english, signal))];
  const problems = findings.flatMap((finding): readonly Problem[] => {
    const severity = rules.get(finding.code) ?? codes[finding.code];
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
  const unreadCode = store.files.flatMap(({ problem }) => (problem ? [inEnglish(problem)] : []));
  return {
    problems: problems.sort((a, b) => byPlace(a.at, b.at) || (a.code < b.code ? -1 : 1)),
    files: files.length,
    unread: [...(await store.problems(signal)).map(({ text }) => inEnglish(text)), ...unreadCode],
  };
}

/** Whether any problem is as bad as `severity` or worse. */
export function fails({ problems }: Report, severity: Severity): boolean {
  return problems.some((it) => severities.indexOf(it.severity) <= severities.indexOf(severity));
}

function byPlace(a: Place, b: Place): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (
    (a.cell ?? 0) - (b.cell ?? 0) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character
  );
}
