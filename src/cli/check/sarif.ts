// Problems as a SARIF log, the form that code scanning services read.

import { about } from '../../join/problems/about.ts';
import { type Code, codes, type Severity } from '../../join/problems/finding.ts';
import type { Place } from '../../lineage/model.ts';
import type { Report } from './report.ts';
import { spotOf } from './where.ts';

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/sarif-v2.1.0-os.html */
export function toSarif({ problems, unread }: Report, pathOf: (path: string) => string, version: string) {
  const rules = Object.keys(codes) as readonly Code[];
  const location = (at: Place, text?: string) => ({
    ...(text !== undefined && { message: { text } }),
    physicalLocation: {
      artifactLocation: {
        uri: uriOf(pathOf(at.path)),
        ...(isBelow(pathOf(at.path)) && { uriBaseId: '%SRCROOT%' }),
      },
      ...(at.cell === null && { region: regionOf(at) }),
    },
    ...(at.cell !== null && { logicalLocations: [{ fullyQualifiedName: cellText(at) }] }),
  });
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Artifact Lineage',
            semanticVersion: version,
            rules: rules.map((id) => ({
              id,
              shortDescription: { text: about[id] },
              defaultConfiguration: { level: levels[codes[id]] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            toolExecutionNotifications: unread.map((text) => ({ level: 'warning', message: { text } })),
          },
        ],
        results: problems.map(({ code, severity, message, at, related }) => ({
          ruleId: code,
          ruleIndex: rules.indexOf(code),
          level: levels[severity],
          message: { text: at.cell === null ? message : `${message} (${cellText(at)})` },
          locations: [location(at)],
          ...(related.length > 0 && {
            relatedLocations: related.map((it) => location(it.at, it.message)),
          }),
        })),
      },
    ],
  };
}

/** The lines of a notebook's cell are not those of its file: such a place is told in words. */
function cellText(at: Place): string {
  return `cell ${(at.cell ?? 0) + 1}, line ${spotOf(at).line}`;
}

function regionOf(at: Place) {
  const { line, column, endLine, endColumn } = spotOf(at);
  return { startLine: line, startColumn: column, endLine, endColumn };
}

function isBelow(path: string): boolean {
  return !/^(\/|[A-Za-z]:)/.test(path);
}

function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return isBelow(path) ? encoded : `file://${path.startsWith('/') ? '' : '/'}${encoded}`;
}
