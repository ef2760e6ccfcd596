// Benchmark: the extension in a real VS Code, on a workspace with 2 000 references and a history of 10 000 versions.

import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { toJson } from '../../src/lineage/export/json.ts';
import type { ArtifactVersion } from '../../src/lineage/model.ts';
import { formatName } from '../../src/lineage/name.ts';
import { packageExtension } from '../support/hosts/packageExtension.ts';
import { repository, temporaryFolder } from '../support/hosts/paths.ts';
import { runInServer } from '../support/hosts/serverSuite.ts';
import { generate } from '../support/lineage/generate.ts';
import { type Measured, mark, startMark } from './editorMeasured.ts';
import { atMost, type Report } from './report.ts';

const versionsWanted = 10_000;
const files = 20;
const referencesPerFile = 100;
const linesOfLargeFile = 2000;
const starts = 3;

export async function editorBench(): Promise<Report> {
  const folder = await temporaryFolder('bench');
  const packaged = await packageExtension();
  try {
    const subject = await fill(folder);
    const bare = await bareExtension(join(folder, 'bare'));
    const file = join(folder, 'large.py');
    const vsix = [packaged.file];
    let measured: Measured | undefined;
    await runInServer(folder, {
      tests: join(repository, 'dist', 'test', 'bench', 'editorHost'),
      extension: bare,
      vsix,
      hear: (line) => {
        if (line.startsWith(mark)) measured = JSON.parse(line.slice(mark.length));
      },
    });
    if (!measured) throw new Error('VS Code ended without a result.');
    const withUs = await medianOf(() => startOf(folder, file, bare, vsix));
    const without = await medianOf(() => startOf(folder, file, bare, []));
    const { 'lenses seen': lenses, 'candidates seen': candidates, ...medians } = measured;
    return {
      subject: { ...subject, 'lenses seen': lenses, 'candidates seen': candidates },
      medians: {
        ...medians,
        'start of the extension host': withUs,
        'start without the extension': without,
      },
      ratios: { 'start, with ÷ without the extension': withUs / without },
      targets: [
        atMost('activation, ms', measured.activation, 30),
        atMost('hover from cache, ms', measured.hover, 20),
        atMost('completion, ms', measured.completion, 50),
        atMost('longest task while opening, ms', measured['longest task while opening'], 50),
        atMost('longest task while typing, ms', measured['longest task while typing'], 50),
        atMost('growth over edits, MB', measured['growth over edits, MB'], 5),
      ],
    };
  } finally {
    await packaged.remove();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The time until the extension host runs tests, with a Python file open; milliseconds. */
async function startOf(
  folder: string,
  file: string,
  extension: string,
  vsix: readonly string[],
): Promise<number> {
  let time = Number.NaN;
  const tests = join(repository, 'dist', 'test', 'bench', 'editorStart');
  const hear = (line: string) => {
    if (line.startsWith(startMark)) time = Number(line.slice(startMark.length));
  };
  await runInServer(folder, { tests, extension, vsix, file, hear });
  return time;
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < starts; round++) times.push(await measure());
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** An extension that does nothing. */
async function bareExtension(folder: string): Promise<string> {
  await mkdir(folder);
  const manifest = { name: 'bare', publisher: 'bench', version: '1.0.0', engines: { vscode: '*' } };
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

/** Writes scripts that use what the history holds, one of them long. */
async function fill(folder: string): Promise<Report['subject']> {
  let nodes = versionsWanted;
  const versionsIn = (size: number) =>
    [...generate(size, 1).nodes.values()].filter((node): node is ArtifactVersion => node.kind === 'version');
  while (versionsIn(nodes).length < versionsWanted) nodes = Math.round(nodes * 1.2);
  const versions = versionsIn(nodes).slice(-files * referencesPerFile);
  await writeFile(join(folder, 'history.lineage.json'), JSON.stringify(toJson(generate(nodes, 1), false)));
  await mkdir(join(folder, 'more'));
  for (let index = 0; index < files; index++) {
    const own = versions.slice(index * referencesPerFile, (index + 1) * referencesPerFile);
    const lines = own.flatMap((version) => [
      `    data = run.use_artifact("${nameOf(version)}")`,
      ...(index === 0 ? filler(Math.floor(linesOfLargeFile / referencesPerFile) - 1) : []),
    ]);
    const path = index === 0 ? 'large.py' : `more/script_${index}.py`;
    await writeFile(
      join(folder, path),
      ['import wandb', 'with wandb.init() as run:', ...lines, ''].join('\n'),
    );
  }
  return {
    references: versions.length,
    versions: versionsIn(nodes).length,
    'lines of the file': linesOfLargeFile,
  };
}

function nameOf({ entity, project, name, version }: ArtifactVersion): string {
  return formatName({
    ...(entity && { entity }),
    ...(project && { project }),
    collection: name,
    ...(version && { alias: version }),
  });
}

function filler(count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `    total_${index} = sum(x * ${index} for x in range(10))`,
  );
}
