// Runs a benchmark by name: `npm run bench -- NAME [--json] [ARGUMENTS]`.

import { checkBench } from './check.ts';
import { editorBench } from './editor.ts';
import { layoutBench } from './layout.ts';
import { localBench } from './local.ts';
import { mapBench } from './map.ts';
import type { Report } from './report.ts';
import { scanBench } from './scan.ts';
import { serverBench } from './server.ts';

const benchmarks: Readonly<Record<string, (args: readonly string[]) => Promise<Report>>> = {
  check: checkBench,
  editor: editorBench,
  layout: layoutBench,
  local: localBench,
  map: mapBench,
  scan: scanBench,
  server: serverBench,
};

async function main(): Promise<void> {
  const [name, ...args] = process.argv.slice(2).filter((arg) => arg !== '--json');
  const benchmark = name === undefined ? undefined : benchmarks[name];
  if (!benchmark) {
    process.stderr.write(
      `Benchmarks: ${Object.keys(benchmarks).join(', ')}. Use: npm run bench -- NAME [--json]\n`,
    );
    process.exitCode = 2;
    return;
  }
  const report = await benchmark(args);
  if (process.argv.includes('--json'))
    process.stdout.write(`${JSON.stringify({ name, ...report }, null, 2)}\n`);
  else
    for (const group of [report.subject, report.rows ?? report.medians, report.ratios, report.targets])
      console.table(group);
}

void main();
