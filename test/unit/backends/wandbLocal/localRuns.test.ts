// Run folders that the real SDK wrote, online and offline, and folders that are broken.

import assert from 'node:assert/strict';
import { cp, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { localRuns } from '../../../../src/backends/wandbLocal/localRuns.ts';
import { nodeHost } from '../../../../src/cli/nodeHost.ts';
import type { ArtifactVersion, Run } from '../../../../src/lineage/model.ts';
import { inEnglish } from '../../../../src/lineage/sentence.ts';
import { field, recordOf } from '../../../support/local/records.ts';
import { problemTexts } from '../../../support/problemTexts.ts';
import { runLog } from '../../../support/runLog.ts';
import { sampleRun } from '../../../support/sample/runFolder.ts';
import { runPython } from '../../../support/sdk/runPython.ts';

const { signal } = new AbortController();

/** All runs under a folder with what they used and logged, as lines. */
async function read(folder: string, host = nodeHost()) {
  const backend = localRuns(host, [folder]);
  const { items } = await backend.runs(undefined, signal);
  const { nodes, edges } = await backend.around(
    items.map((run) => run.id),
    signal,
  );
  const name = (id: (typeof edges)[number]['from']) => nodes.get(id)?.name ?? id;
  return {
    runs: items,
    lines: edges.map((edge) => `${name(edge.from)} -${edge.kind}-> ${name(edge.to)}`).sort(),
    versions: [...nodes.values()]
      .filter((node): node is ArtifactVersion => node.kind === 'version')
      .sort((a, b) => a.name.localeCompare(b.name)),
    problems: await problemTexts(backend),
  };
}

describe('online run folders', () => {
  it('hold what each run used, and nothing of what it logged or linked', async () => {
    const { lines, versions, problems } = await read('media/sample');
    assert.deepEqual(lines, ['mnist_dataset -used-> vague-morning-5', 'mnist_model -used-> serene-haze-6']);
    assert.deepEqual(
      versions.map((it) => [it.name, it.version, it.type, it.entity]),
      [
        ['mnist_dataset', 'v0', 'dataset', undefined],
        ['mnist_model', 'v0', 'model', undefined],
      ],
    );
    assert.deepEqual(problems, []);
  });

  it('hold the run itself', async () => {
    const { runs } = await read('media/sample');
    assert.deepEqual(runs.map((run) => run.name).sort(), [
      'jumping-monkey-1',
      'serene-haze-6',
      'vague-morning-5',
    ]);
    const trained = runs.find((run) => run.name === 'vague-morning-5');
    assert.ok(trained);
    const { key, project, jobType, state, exitCode, program, config, blindTo, commit, notes } = trained;
    assert.deepEqual(
      { key, project, jobType, state, exitCode, program, config, blindTo, notes },
      {
        key: 'vm5k2r8t',
        project: 'mnist-lineage',
        jobType: 'train',
        state: 'finished',
        exitCode: 0,
        program: 'train.py',
        config: { classifier: 'nearest-centroid', training_share: 0.8 },
        blindTo: ['logged', 'linked'],
        notes: [],
      },
    );
    assert.match(commit ?? '', /^[0-9a-f]{40}$/);
    assert.ok(trained.startedAt && trained.startedAt > Date.UTC(2026, 0));
  });
});

describe('offline run folders', () => {
  let folder = '';
  let found: Awaited<ReturnType<typeof read>>;

  before('run the real SDK', async function () {
    this.timeout(300_000);
    folder = await mkdtemp(join(tmpdir(), 'artifact-lineage-offline-'));
    const server = { url: 'http://127.0.0.1:9', key: 'x'.repeat(40) };
    const script = join(process.cwd(), 'test', 'fixtures', 'offline', 'offline.py');
    const cwd = join(folder, 'project');
    await mkdir(cwd);
    await runPython({ script, cwd, home: join(folder, 'home'), server, env: { WANDB_MODE: 'offline' } });
    found = await read(cwd);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it('hold what each run logged, once however often, and not what it could not use', () => {
    assert.deepEqual(found.lines, ['offline-1 -logged-> raw']);
    assert.equal(found.versions.length, 1);
    const [raw] = found.versions;
    assert.ok(raw);
    assert.deepEqual([...raw.aliases].sort(), ['best', 'latest', 'second']);
    assert.deepEqual(
      [raw.type, raw.version, raw.fileCount, raw.size, raw.description],
      ['dataset', undefined, 2, 11, 'two files'],
    );
    assert.deepEqual(raw.metadata, { rows: 3 });
    assert.match(raw.digest ?? '', /^[0-9a-f]{32}$/);
  });

  it('hold the run’s config, summary, end and script', () => {
    const [run] = found.runs;
    assert.ok(run);
    assert.deepEqual(
      [run.name, run.jobType, run.project, run.state, run.exitCode, run.tags, run.runNotes],
      ['offline-1', 'collect', 'away', 'finished', 0, ['a', 'b'], 'from afar'],
    );
    assert.deepEqual(run.config, { seed: 7, nested: { deep: [1, 2] } });
    assert.equal(run.summary?.loss, 0.25);
    assert.match(run.program ?? '', /offline\.py$/);
    assert.deepEqual(run.blindTo, ['linked']);
  });
});

describe('broken run folders', () => {
  const source = sampleRun('vm5k2r8t');
  const name = basename(source);
  const log = 'run-vm5k2r8t.wandb';
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'artifact-lineage-broken-'));
    await cp(source, join(folder, 'wandb', name), { recursive: true });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function only(): Promise<Run> {
    const { runs, problems } = await read(folder);
    assert.deepEqual(problems, []);
    const [run] = runs;
    assert.ok(run && runs.length === 1);
    return run;
  }

  it('are still a run when the log is half written', async () => {
    await truncate(join(folder, 'wandb', name, log), 600);
    const run = await only();
    assert.deepEqual([run.name, run.state], ['vague-morning-5', 'running']);
  });

  it('are still a run, by their other files, when the log is empty, something else or of a newer W&B', async () => {
    const newer = await readFile(join(folder, 'wandb', name, log));
    newer.fill(1, 6, 20);
    for (const [content, note] of [
      ['', undefined],
      ['not a log at all', /^Its log is damaged at its beginning, or something else: .* from its folder\.$/],
      [newer, /^Its log is of a newer W&B than is known: .* from its folder\.$/],
    ] as const) {
      await writeFile(join(folder, 'wandb', name, log), content);
      const run = await only();
      assert.deepEqual([run.name, run.key, run.program], ['vm5k2r8t', 'vm5k2r8t', 'train.py']);
      assert.equal(run.config?.classifier, 'nearest-centroid');
      if (note) assert.match(run.notes.map(inEnglish).join('\n'), note);
      else assert.deepEqual(run.notes, []);
    }
  });

  it('are read on past a damaged beginning, and say so', async () => {
    const path = join(folder, 'wandb', name, log);
    const bytes = await readFile(path);
    bytes.fill(0, 0, 7);
    await writeFile(path, bytes);
    const run = await only();
    assert.equal(run.name, 'vague-morning-5');
    assert.deepEqual(run.notes.map(inEnglish), [
      'The beginning of its log is damaged; the records that follow are sound.',
    ]);
  });

  it('are still a run when there is no log yet', async () => {
    await rm(join(folder, 'wandb', name, log));
    assert.match((await only()).notes.map(inEnglish).join(), /has not written a log yet/);
  });

  it('are still a run when their other files are nonsense', async () => {
    for (const file of ['config.yaml', 'wandb-metadata.json', 'wandb-summary.json'])
      await writeFile(join(folder, 'wandb', name, 'files', file), '{[: nonsense\0');
    assert.equal((await only()).name, 'vague-morning-5');
  });

  it('say so when they may not be listed, or their log may not be opened', async () => {
    const { files, ...rest } = nodeHost();
    const denied = () => Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    const closed = await read(folder, {
      ...rest,
      files: {
        ...files,
        list: (path, inner) => (path.endsWith('/wandb') ? denied() : files.list(path, inner)),
      },
    });
    assert.deepEqual(closed.runs, []);
    assert.match(closed.problems.join(), /wandb cannot be read \(EACCES\): check its permissions/);
    const { runs, problems } = await read(folder, {
      ...rest,
      files: { ...files, open: denied, read: files.read },
    });
    assert.deepEqual(problems, []);
    assert.match(
      String(runs[0]?.notes.map(inEnglish)),
      /Its log cannot be read \(EACCES\): check its permissions/,
    );
  });

  it('are one run when a run was resumed in a second folder', async () => {
    const second = join(folder, 'wandb', 'run-20991231_235959-vm5k2r8t');
    await cp(join(folder, 'wandb', name), second, { recursive: true });
    assert.equal((await only()).name, 'vague-morning-5');
  });

  it('are two runs when two projects gave the same id', async () => {
    const other = join(folder, 'wandb', 'run-20991231_235959-vm5k2r8t');
    await mkdir(other);
    const content = runLog(
      recordOf(1, 17, [field(1, 'vm5k2r8t'), field(2, 'ada'), field(3, 'elsewhere'), field(8, 'namesake')]),
      recordOf(2, 18, []),
    );
    await writeFile(join(other, log), content);
    const { runs } = await read(folder);
    assert.deepEqual(
      runs.map((run) => [run.name, run.project]),
      [
        ['namesake', 'elsewhere'],
        ['vague-morning-5', 'mnist-lineage'],
      ],
    );
  });

  it('say how much of their log is damaged, and show the rest', async () => {
    const path = join(folder, 'wandb', name, log);
    const bytes = await readFile(path);
    const used = bytes.indexOf('mnist_dataset');
    bytes[used] = 0;
    await writeFile(path, bytes);
    const run = await only();
    assert.deepEqual([run.name, run.state, run.damaged], ['vague-morning-5', 'finished', 1]);
    assert.deepEqual(run.notes.map(inEnglish), ['1 damaged record was skipped in its log.']);
  });

  it('are not met where there are none', async () => {
    await rm(join(folder, 'wandb'), { recursive: true });
    assert.deepEqual(await read(folder), { runs: [], lines: [], versions: [], problems: [] });
  });
});
