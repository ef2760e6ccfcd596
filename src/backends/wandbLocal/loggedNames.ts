// What a run's summary tells of what it logged beside artifacts: the last metrics' names, and tables.

import type { LoggedTable, Run } from '../../lineage/model.ts';
import { record } from './jsonText.ts';

const mostMetrics = 8;

/** `summary` holds pairs of key and value, the last written last. */
export function loggedNames(
  summary: readonly (readonly [string, unknown])[],
): Pick<Run, 'metrics' | 'tables'> {
  const metrics = summary.filter(([key, value]) => typeof value === 'number' && !key.startsWith('_'));
  const tables = summary.filter(([, value]) => isTable(value)).map(([key, value]) => tableOf(key, value));
  return {
    ...(metrics.length > 0 && { metrics: metrics.slice(-mostMetrics).map(([key]) => key) }),
    ...(tables.length > 0 && { tables }),
  };
}

/** Source: `wandb.Table.to_json` and its kin, which name themselves in `_type`. */
export function isTable(value: unknown): boolean {
  return /^(table-file|partitioned-table|joined-table|incremental-table-file)$/.test(
    String(record(value)._type ?? ''),
  );
}

function tableOf(name: string, value: unknown): LoggedTable {
  const { path, nrows, ncols } = record(value);
  const safe = typeof path === 'string' && !path.split(/[\\/]/).includes('..') && !/^([\\/]|\w:)/.test(path);
  return {
    name,
    ...(safe && { path: `files/${path}` }),
    ...(typeof nrows === 'number' && { rows: nrows }),
    ...(typeof ncols === 'number' && { columns: ncols }),
  };
}
