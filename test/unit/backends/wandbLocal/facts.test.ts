// What is read of the run folders of several SDK releases, against what their scripts know and the server recorded.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { localRuns } from '../../../../src/backends/wandbLocal/localRuns.ts';
import { nodeHost } from '../../../../src/cli/nodeHost.ts';
import type { ArtifactVersion, Edge, EdgeKind, Lineage, Run } from '../../../../src/lineage/model.ts';
import { inEnglish } from '../../../../src/lineage/sentence.ts';
import { problemTexts } from '../../../support/problemTexts.ts';
import { type Fixture, openFixture, type RunTruth } from '../../../support/sdk/fixtures.ts';

const { signal } = new AbortController();
const hour = 3_600_000;

/** All that is read, an hour after the folders were unpacked: none of their runs is going any more. */
async function read(folder: string) {
  const backend = localRuns({ ...nodeHost(), now: () => Date.now() + hour }, [folder]);
  const { items } = await backend.runs(undefined, signal);
  const lineage = await backend.around(
    items.map((run) => run.id),
    signal,
  );
  return { backend, runs: items, lineage, problems: await problemTexts(backend) };
}

function runIn(runs: readonly Run[], { key }: RunTruth): Run {
  const found = runs.filter((run) => run.key === key);
  const [run] = found;
  assert.ok(run && found.length === 1, `one run ${key}`);
  return run;
}

/** An edge as the oracle writes it; a version that the folder does not tell is `?`. */
function told({ nodes }: Lineage, { kind, from, to }: Edge) {
  const name = (id: Edge['from']) => {
    const node = nodes.get(id);
    return node?.kind === 'version' ? `${node.name}:${node.version ?? '?'}` : (node?.name ?? id);
  };
  return { kind, from: name(from), to: name(to) };
}

/** SDKs around 0.16 also make a job of each run, which readers leave out. */
const isJob = (name: string) => name.startsWith('job-');

describe('run folders of the real SDK', () => {
  for (const name of readdirSync('test/fixtures/folders').sort()) {
    describe(name, () => {
      let fixture: Fixture & { readonly remove: () => Promise<void> };
      let found: Awaited<ReturnType<typeof read>>;

      before(async () => {
        fixture = await openFixture(name);
        found = await read(fixture.folder);
      });
      after(() => fixture.remove());

      it('gives every run once, with all that its script knows of it', () => {
        const { truth } = fixture;
        assert.deepEqual(found.problems, []);
        assert.equal(found.runs.length, truth.runs.length);
        for (const known of truth.runs) {
          const run = runIn(found.runs, known);
          assert.deepEqual(
            {
              name: run.name,
              project: run.project,
              jobType: run.jobType ?? '',
              group: run.group ?? null,
              tags: [...(run.tags ?? [])].sort(),
              runNotes: run.runNotes ?? '',
              exitCode: run.exitCode,
              program: run.program,
              args: run.args,
              commit: run.commit,
              remote: run.remote,
              host: run.host,
              forkedFrom: run.forkedFrom,
              tables: (run.tables ?? []).map((table) => table.name),
            },
            {
              name: known.name,
              project: known.project,
              jobType: known.jobType,
              group: known.group,
              tags: known.tags,
              runNotes: known.runNotes ?? '',
              exitCode: known.exitCode,
              program: truth.program,
              args: truth.args,
              commit: truth.commit,
              remote: 'https://github.com/example/away.git',
              host: truth.host,
              forkedFrom: known.forkedFrom,
              tables: known.tables,
            },
          );
          assert.ok(run.user === undefined || run.user === truth.user);
          // An offline run knows only the entity that it was told, an online one is told the server's.
          assert.equal(run.entity, known.entity);
          const notes = known.rewoundTo === undefined ? [] : [`It was rewound to step ${known.rewoundTo}.`];
          if (known.exitCode !== undefined) assert.deepEqual(run.notes.map(inEnglish), notes);
          const saves = known.key === 'first-of-two';
          assert.equal(run.savedCode, saves ? `${run.folder}/files/code/${truth.program}` : undefined);
          if (saves) assert.ok(existsSync(String(run.savedCode)));
          if (known.config !== undefined) assert.deepEqual(run.config, known.config ?? undefined);
          if (known.summary !== undefined) {
            assert.deepEqual(run.summary, known.summary);
            const numbers = Object.entries(known.summary ?? {}).filter(([, it]) => typeof it === 'number');
            assert.deepEqual(run.metrics && [...run.metrics].sort(), numbers.map(([key]) => key).sort());
          }
        }
      });

      it('tells when each run began, and its end when that is written down', () => {
        for (const known of fixture.truth.runs) {
          const { startedAt, endedAt, state, notes } = runIn(found.runs, known);
          assert.ok(startedAt && startedAt > Date.UTC(2026, 10, 23) && startedAt < Date.UTC(2026, 11, 31));
          const ends = { undefined: 'unknown', 0: 'finished' }[String(known.exitCode)] ?? 'failed';
          assert.equal(state, ends);
          if (known.exitCode === undefined) {
            assert.equal(endedAt, undefined);
            assert.match(notes.map(inEnglish).join(), /^$|cut off/);
          } else if (endedAt !== undefined || !known.resumed)
            // What SDK 0.30 writes down for a resumed run is no time that has passed.
            assert.ok(endedAt !== undefined && endedAt >= startedAt && endedAt < startedAt + 20_000);
        }
      });

      if (existsSync(`test/fixtures/folders/${name}/oracle.json`))
        it(
          'equals the server’s lineage where the folder can know it, and says unknown elsewhere',
          sameAsOracle,
        );
      else it('gives the versions that an offline run logged, as its script sees them', sameVersions);

      async function sameVersions() {
        for (const known of fixture.truth.runs) {
          const run = runIn(found.runs, known);
          const logged = found.lineage.edges
            .filter((edge) => edge.kind === 'logged' && edge.from === run.id)
            .map((edge) => found.lineage.nodes.get(edge.to) as ArtifactVersion);
          assert.deepEqual(
            logged.map((it) => it.name),
            known.logged.map((it) => it.name),
          );
          for (const [index, version] of known.logged.entries()) {
            const it = logged[index];
            assert.ok(it);
            assert.deepEqual(
              [it.type, it.size, it.fileCount, [...it.aliases].sort(), [...(it.tags ?? [])].sort()],
              [version.type, version.size, version.fileCount, version.aliases, version.tags],
            );
            assert.deepEqual([it.version, it.state, it.recorded.length], [undefined, 'unknown', 1]);
            if (version.digest === undefined) continue;
            assert.deepEqual(
              [it.digest, it.description ?? null, it.metadata ?? {}],
              [version.digest, version.description, version.metadata],
            );
            const files = await found.backend.files?.of(it, signal);
            assert.equal(files?.length, version.fileCount);
            assert.deepEqual(
              [...files]
                .sort((a, b) => (a.path < b.path ? -1 : 1))
                .slice(0, 20)
                .map((file) => [file.path, file.size ?? 0, file.digest, file.ref ?? '']),
              version.files,
            );
          }
        }
      }

      function sameAsOracle() {
        const { lineage, runs } = found;
        const oracle = fixture.oracle ?? [];
        assert.ok(oracle.length > 0);
        const ours = lineage.edges.map((edge) => told(lineage, edge));
        const used = oracle.filter((edge) => edge.kind === 'used' && !isJob(edge.from));
        // Each of ours is one of the server's, the only one when its version is not told; none is missing.
        const matches = ours.map((edge) =>
          used.filter(
            ({ from, to }) =>
              to === edge.to &&
              (edge.from.endsWith(':?') ? from.startsWith(edge.from.slice(0, -1)) : from === edge.from),
          ),
        );
        assert.ok(
          matches.every((match) => match.length >= 1),
          JSON.stringify(ours),
        );
        assert.deepEqual(new Set(matches.flat()), new Set(used));
        assert.equal(ours.length, used.length);
        for (const node of lineage.nodes.values())
          if (node.kind === 'version' && node.version === undefined)
            assert.match(node.notes.map(inEnglish).join(), /its version is not written down\.$/);
        for (const { kind, from } of oracle.filter((edge) => edge.kind !== 'used')) {
          const doers = kind === 'logged' ? runs.filter((run) => run.name === from) : runs;
          assert.ok(doers.length > 0);
          for (const run of doers) assert.ok(run.blindTo?.includes(kind satisfies EdgeKind), `${run.name}`);
        }
      }
    });
  }
});

describe('an artifact in a run’s configuration', () => {
  for (const name of ['online-0.16.6', 'forked-0.19.11', 'forked-0.30.0', 'forked-0.31.0'])
    it(`tells its version besides the alias by which it was used: ${name}`, async () => {
      const fixture = await openFixture(name);
      try {
        const { lineage } = await read(fixture.folder);
        const version = name.startsWith('online') ? 'v1' : 'v0';
        const found = [...lineage.nodes.values()].find(
          (node) => node.kind === 'version' && node.name === 'data' && node.version === version,
        );
        assert.ok(found?.kind === 'version');
        assert.deepEqual(found.aliases, [name.startsWith('online') ? 'best' : 'latest']);
        assert.match(String(found.notes.map(inEnglish)), /is what it was called when the run used it\.$/);
        assert.ok(found.also.some((id) => id.startsWith('version:server/')));
      } finally {
        await fixture.remove();
      }
    });
});
