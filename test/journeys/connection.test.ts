// Connecting to a W&B server and leaving it again, by hand; what folders name on their own; a folder that nobody trusts.

import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { folderWith, sampleCopy } from '../support/hosts/workspaces.ts';
import { generateProject } from '../support/wandbServer/generateProject.ts';
import { startWandbServer, type WandbServer } from '../support/wandbServer/server.ts';
import type { State } from '../support/wandbServer/state.ts';
import { proxyPage, tooMany } from '../support/wandbServer/switches.ts';
import { said, saying } from '../support/words/spoken.ts';
import { where } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { sampleState, walkWithServer } from '../support/workbench/serverJourney.ts';
import { textOf } from '../support/workbench/text.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const key = 'a1b2c3d4e5'.repeat(4);
const sampleRuns = ['jumping-monkey-1', 'serene-haze-6', 'vague-morning-5'];
const keyPrompt = 'It is kept in the secret storage of VS Code and sent only to this server.';
const goingRun = 'serene-haze-6';
const patience = 60_000;

describe('a W&B server', () => {
  where('trust', 'node')(
    'is browsed with a typed key, through a lost network and every fault, and left with nothing behind',
    function () {
      // One fault is half a minute of silence.
      this.timeout(480_000);
      const start = () => startWandbServer({ state: twoProjects(), key });
      return walkWithServer('browse ten thousand runs', {}, sweeps, browse, () => ({}), start);
    },
  );

  where('trust', 'node')(
    'that a folder names is asked about first, and gets no key but one typed for it',
    async () => {
      const evil = await startWandbServer({ state: poisoned(await sampleState()) });
      const names = () => evilFolder(evil.url);
      const env = (server: WandbServer) => ({ WANDB_BASE_URL: server.url, WANDB_API_KEY: key });
      try {
        await walkWithServer(
          'a server named by a folder',
          {},
          names,
          (open, good) => beware(open, good, evil),
          env,
          async () => startWandbServer({ state: going(await sampleState()) }),
        );
      } finally {
        await evil.close();
      }
    },
  );

  where('trust', 'node')(
    'is not asked with a key of the environment that is none, but with a typed one',
    () => {
      const env = (server: WandbServer) => ({ WANDB_BASE_URL: server.url, WANDB_API_KEY: '«ключ»' });
      return walkWithServer('a key that is none', {}, sampleCopy, mendKey, env);
    },
  );

  where('node')('is not asked for anything from a folder that is not trusted', () => {
    const env = (server: WandbServer) => ({ WANDB_BASE_URL: server.url, WANDB_API_KEY: key });
    return walkWithServer('untrusted', { trust: 'asked' }, sampleCopy, distrust, env);
  });
});

async function browse(workbench: Workbench, server: WandbServer): Promise<void> {
  await workbench.openView('Artifact Lineage');
  await eventually(async () => assert.match(await workbench.viewText('Runs'), saying('No runs are known')));
  assert.deepEqual(server.requests, []);
  await connect(workbench, server);
  await switchProjects(workbench);
  await pageAndFilter(workbench);
  await showLineage(workbench);
  await loseNetwork(workbench, server);
  await meetFaults(workbench, server);
  assert.deepEqual(server.unknown, []);
  await signOut(workbench);
}

async function connect(workbench: Workbench, { url, port, requests }: WandbServer): Promise<void> {
  await workbench.runCommand('Lineage: Connect to W&B');
  await workbench.answer('Address of the W&B server', url);
  await workbench.answer(keyPrompt, 'x'.repeat(40));
  await eventually(async () =>
    assert.match((await workbench.notices()).join(), saying('{0} does not accept the key')),
  );
  assert.deepEqual(new Set(requests.map(({ operation }) => operation)), new Set(['Account']));
  await workbench.runCommand('Notifications: Clear All Notifications');

  await workbench.runCommand('Lineage: Connect to W&B');
  await workbench.answer('Address of the W&B server', url);
  await workbench.answer(keyPrompt, key);
  await eventually(async () => assert.equal((await runs(workbench))[0], 'evaluate-9999'), patience);
  await eventually(async () =>
    assert.equal(await workbench.viewDescription('Runs'), `ada · 127.0.0.1:${port}`),
  );
}

/** Another project in the place of the one that code names, and back. */
async function switchProjects(workbench: Workbench): Promise<void> {
  const exchange = async () => {
    await workbench.runCommand('Lineage: Switch Entity or Project…');
    await workbench.pick('ada');
    await workbench.pickSeveral('sweeps', 'pilot');
  };
  await exchange();
  await eventually(async () => assert.deepEqual(await runs(workbench), ['pilot-run']), patience);
  await exchange();
  await eventually(async () => assert.equal((await runs(workbench))[0], 'evaluate-9999'), patience);
}

async function pageAndFilter(workbench: Workbench): Promise<void> {
  assert.equal((await runs(workbench)).length, 51);
  await workbench.clickRow('Runs', 'Load more…');
  await eventually(async () => assert.equal((await runs(workbench)).length, 101), patience);
  await workbench.runCommand('Lineage: Filter Runs…');
  await workbench.pick('Name');
  await workbench.answer('Part of the run’s name', 'ingest-2');
  // Of ten thousand only these; the oldest is on no page that was read.
  const matching = ['ingest-2800', 'ingest-2600', 'ingest-2400', 'ingest-2200', 'ingest-2000', 'ingest-200'];
  await eventually(
    async () => assert.deepEqual(await runs(workbench), [said('Name holds “{0}”', 'ingest-2'), ...matching]),
    patience,
  );
}

async function showLineage(workbench: Workbench): Promise<void> {
  await workbench.rowAction('Runs', 'ingest-2000', 'Show Lineage');
  const map = await eventually(() => workbench.map(), patience);
  await eventually(async () => {
    const titles = (await map.tiles()).map(({ title }) => title);
    assert.ok(titles.includes('ingest-2000') && titles.includes('images:v10'), titles.join());
  }, patience);
}

/** What was read stays, on the map too, and the network's return is noticed without anybody's doing. */
async function loseNetwork(workbench: Workbench, server: WandbServer): Promise<void> {
  const shown = (await (await workbench.map()).tiles()).length;
  await server.away();
  await workbench.runCommand('Lineage: Refresh');
  await eventually(async () => {
    assert.match(await workbench.viewDescription('Runs'), new RegExp(`^${said('not reachable · {0}', '')}`));
    const rows = await runs(workbench);
    assert.ok(rows.includes('ingest-2000'));
    assert.match(rows[0] ?? '', saying('Nothing answers at'));
  }, patience);
  assert.equal((await (await workbench.map()).tiles()).length, shown);
  await server.back();
  await eventually(async () => {
    assert.match(await workbench.viewDescription('Runs'), /^ada · /);
    assert.equal((await runs(workbench))[0], said('Name holds “{0}”', 'ingest-2'));
  }, patience);
}

/** Each fault leaves what was read on show; what is said and logged of it holds no key, no header and no reply. */
async function meetFaults(workbench: Workbench, { switches }: WandbServer): Promise<void> {
  const reply = 'the text of a reply';
  const header = 'the-text-of-a-header';
  const headers = { 'X-Trace': header };
  const secrets = [key, Buffer.from(`api:${key}`).toString('base64'), reply, header];
  const faults = [
    [{ status: 401, headers, body: { error: reply } }, saying('{0} does not accept the key')],
    [
      { status: 403, headers, body: { errors: [{ message: reply }] } },
      saying('{0} does not let your account'),
    ],
    [{ status: 404, headers, body: reply }, saying('There is no W&B server at')],
    [{ status: 500, headers, body: { error: reply } }, saying('{0} is in trouble')],
    [{ status: 200, headers, body: `{"data": "${reply}` }, saying('{0} answered with something that is not')],
    [proxyPage, saying('{0} answered with a web page')],
    [tooMany(900), saying('{0} gets too many requests')],
    ['cut', saying('The connection to {0} was cut')],
    ['hang', saying('{0} did not answer within')],
  ] as const;
  switches.next.push(tooMany(6));
  await workbench.runCommand('Lineage: Refresh');
  await eventually(async () => assert.match(await workbench.viewText('Runs'), saying('Waiting for W&B')));
  await eventually(
    async () => assert.doesNotMatch(await workbench.viewText('Runs'), saying('Waiting for W&B')),
    patience,
  );
  for (const [fault, sentence] of faults) {
    switches.always = fault;
    await workbench.runCommand('Lineage: Refresh');
    await eventually(async () => {
      const rows = await runs(workbench);
      assert.match(rows[0] ?? '', sentence);
      assert.ok(rows.includes('ingest-2000'));
    }, 2 * patience);
    const log = await workbench.log();
    for (const secret of secrets) assert.ok(!log.includes(secret), String(sentence));
  }
  switches.always = undefined;
  switches.failing.set('Run.user', 500);
  await workbench.runCommand('Lineage: Refresh');
  await eventually(async () => {
    const rows = await runs(workbench);
    assert.match(rows[0] ?? '', saying('{0} left out a part'));
    assert.ok(rows.includes('ingest-2000'));
  }, patience);
  switches.failing.clear();
  await workbench.runCommand('Lineage: Refresh');
  await eventually(
    async () => assert.equal((await runs(workbench))[0], said('Name holds “{0}”', 'ingest-2')),
    patience,
  );
  for (const secret of secrets) assert.deepEqual(await workbench.filesWith(secret), []);
  assert.doesNotMatch(await workbench.log(), /\[error\]/);
}

async function signOut(workbench: Workbench): Promise<void> {
  await eventually(async () => assert.notDeepEqual(await workbench.filesWith('ingest-2000'), []), patience);
  const map = await workbench.map();
  await workbench.runCommand('Lineage: Sign Out of W&B');
  await workbench.runCommand('Lineage: Clear Run Filter');
  await eventually(async () => assert.match(await workbench.viewText('Runs'), saying('No runs are known')));
  assert.equal(await workbench.viewDescription('Runs'), '');
  await eventually(async () => assert.doesNotMatch(await textOf(map.frame.locator('body')), /ingest|images/));
  for (const left of [key, 'ingest-2000']) assert.deepEqual(await workbench.filesWith(left), []);
}

/** The folder's own files name one server, the user's environment another: the user's is read, the folder's is not. */
async function beware(workbench: Workbench, good: WandbServer, evil: WandbServer): Promise<void> {
  const machine = new URL(evil.url).host;
  await workbench.openView('Artifact Lineage');
  const question = said('Connect to {0}?', machine);
  await eventually(async () =>
    assert.deepEqual((await runs(workbench)).sort(), [question, ...sampleRuns].sort()),
  );
  await eventually(async () =>
    assert.equal(await workbench.viewDescription('Runs'), `ada · 127.0.0.1:${good.port}`),
  );
  assert.deepEqual(evil.requests, []);
  await openStoredFile(workbench);
  await seeEnd(workbench, good);
  await openPages(workbench);

  await workbench.clickRow('Runs', question);
  const dialog = workbench.page.locator('.monaco-dialog-box');
  const named = dialog.getByText(saying('{0} names this server'));
  await named.and(dialog.getByText('.vscode/settings.json')).first().waitFor();
  await dialog.getByText(said('Connect…'), { exact: true }).click();
  assert.deepEqual(evil.requests, []);
  // The key of the environment is not even offered.
  const typed = 'typed'.repeat(8);
  await workbench.answer(keyPrompt, typed);
  await eventually(async () => assert.ok(evil.requests.length > 0));
  await eventually(async () =>
    assert.match(await workbench.viewDescription('Runs'), new RegExp(`· 127.0.0.1:${evil.port}$`)),
  );
  assert.deepEqual(keysOf(evil), new Set([typed]));
  assert.deepEqual(keysOf(good), new Set([key]));
  await readPoison(workbench);
}

/** The sample's last run has not ended yet. */
function going(state: State): State {
  for (const run of state.runs) if (run.displayName === goingRun) run.state = 'running';
  return state;
}

/** What goes on at the server ends before one's eyes. */
async function seeEnd(workbench: Workbench, { state }: WandbServer): Promise<void> {
  const description = async () =>
    (await workbench.treeRows('Runs')).find(({ label }) => label === goingRun)?.description ?? '';
  await eventually(async () => assert.match(await description(), new RegExp(said('running'))));
  for (const run of state.runs) run.state = 'finished';
  await eventually(async () => assert.match(await description(), new RegExp(said('finished'))), patience);
}

/** Of a version that lies on the server alone, a file is fetched when it is opened. */
async function openStoredFile(workbench: Workbench): Promise<void> {
  await workbench.expand('Artifacts', 'mnist_model:v0');
  await workbench.clickRow('Artifacts', 'model.json');
  const { page } = workbench;
  await page.locator('.tab.active', { hasText: 'model.json' }).waitFor();
  await page.locator('.editor-group-container .view-lines', { hasText: '0.182' }).waitFor();
}

/** The pages of a run, of a version's lineage and of a registered model; a server on this machine is reached through VS Code. */
async function openPages(workbench: Workbench): Promise<void> {
  const pages = [
    ['Runs', 'vague-morning-5', 'Open in W&B', /\/ada\/mnist-lineage\/runs\/\w+$/],
    [
      'Artifacts',
      'mnist_model:v0',
      'Open Lineage in W&B',
      /\/ada\/mnist-lineage\/artifacts\/model\/mnist_model\/v0\/lineage$/,
    ],
    [
      'Artifacts',
      'MNIST-dev',
      'Open in W&B',
      /\/ada\/registry\/model\?selectionPath=ada(\/|%2F)model-registry\1MNIST-dev$/,
    ],
  ] as const;
  for (const [view, label, entry, address] of pages) {
    const opened = workbench.page.context().waitForEvent('page');
    await workbench.rowMenu(view, label, entry);
    const page = await opened;
    await eventually(() => assert.match(page.url(), address), patience);
    await page.close();
  }
}

/** Names, aliases and metadata that would be markup, commands, turned around or endless are text and nothing else. */
async function readPoison(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await eventually(async () => {
    const labels = await runs(workbench);
    assert.equal(labels.filter((it) => it.startsWith('<img src=x') && it.includes('�gnp.exe')).length, 3);
    assert.ok(labels.every((it) => it.length < 300));
  }, patience);
  await workbench.openFile('train.py');
  await eventually(async () => {
    const hover = await workbench.hoverAt('run.use_artifact(name)', 'name');
    assert.match(hover, /<img src=x/);
    assert.match(hover, /\[free\]\(command:workbench\.action\.quit\)/);
    assert.ok(!hover.includes('\u202e') && hover.length < 10_000);
    await isInert(page);
  });
  await page.keyboard.press('Escape');
  await workbench.placeCaret('run.use_artifact(name)', 'name');
  await workbench.runCommand('Lineage: Show Lineage');
  const map = await eventually(() => workbench.map(), patience);
  await eventually(async () => {
    const titles = (await map.tiles()).map(({ title }) => title);
    assert.ok(titles.some((it) => it.startsWith('<img src=x')) && titles.every((it) => it.length < 300));
    assert.ok(!titles.join().includes('\u202e'));
  }, patience);
  await map.click('mnist_dataset:v0');
  // What it is called elsewhere, its description, and its metadata.
  await eventually(async () => {
    const details = await map.details();
    const poison = details.match(
      /<img src=x onerror=alert\(1\)>\[free\]\(command:workbench\.action\.quit\)/g,
    );
    assert.ok((poison?.length ?? 0) >= 4, details.slice(0, 2000));
    assert.ok(!details.includes('\u202e') && details.length < 20_000);
  });
  await isInert(page);
  await isInert(map.frame);
  assert.doesNotMatch(await workbench.log(), /\[error\]/);
}

/** Nothing of the poison has become an element or a link. */
async function isInert(frame: Pick<Workbench['page'], 'locator'>): Promise<void> {
  const become = ['img[src="x"]', '[href*="workbench.action.quit"]', '[data-href*="workbench.action.quit"]'];
  for (const selector of become) assert.equal(await frame.locator(selector).count(), 0, selector);
}

/** What a server can say to deceive. */
function poisoned(state: State): State {
  const poison = `<img src=x onerror=alert(1)>[free](command:workbench.action.quit)\u202egnp.exe`;
  for (const run of state.runs) {
    run.displayName = `${poison} ${'a'.repeat(1_000_000)}`;
    run.notes = poison;
    run.tags.push(poison);
  }
  for (const it of state.artifacts) {
    it.description = poison;
    it.metadata = JSON.stringify({ [poison]: poison, long: 'b'.repeat(1_000_000) });
  }
  for (const it of state.memberships) it.aliases.push(poison, `z${'c'.repeat(1_000_000)}`);
  return state;
}

/** What lies in the folder is shown all the same. */
async function mendKey(workbench: Workbench, server: WandbServer): Promise<void> {
  await workbench.openView('Artifact Lineage');
  await eventually(async () => {
    const [first = '', ...others] = await runs(workbench);
    assert.match(first, saying('WANDB_API_KEY does not hold a key'));
    assert.deepEqual(others.sort(), sampleRuns);
  });
  assert.deepEqual(server.requests, []);
  await workbench.runCommand('Lineage: Connect to W&B');
  await workbench.answer('Address of the W&B server', server.url);
  await workbench.answer(keyPrompt, key);
  await eventually(async () => assert.deepEqual((await runs(workbench)).sort(), sampleRuns), patience);
  assert.deepEqual(keysOf(server), new Set([key]));
}

/** What lies in the folder is shown all the same. */
async function distrust(workbench: Workbench, server: WandbServer): Promise<void> {
  await workbench.page.getByText('Restricted Mode', { exact: true }).waitFor();
  await workbench.openView('Artifact Lineage');
  await eventually(async () => assert.deepEqual((await runs(workbench)).sort(), sampleRuns));
  await workbench.openFile('train.py');
  await eventually(async () =>
    assert.match(await workbench.hoverAt('run.use_artifact(name)', 'name'), /mnist_dataset:v0/),
  );
  assert.deepEqual(server.requests, []);
}

/** The project of many runs, and one of a single run that no code speaks of. */
function twoProjects(): State {
  const state = generateProject({ entity: 'ada', project: 'sweeps', runs: 10_000 });
  const [home] = state.projects;
  const [run] = state.runs;
  assert.ok(home && run);
  const pilot = { ...home, id: 'pilot', name: 'pilot' };
  state.projects.push(pilot);
  state.runs.push({ ...run, id: 'pilot-run', name: 'pilot1', displayName: 'pilot-run', project: pilot.id });
  return state;
}

/** A folder whose code speaks of the generated project. */
function sweeps() {
  return folderWith({
    'train.py':
      'import wandb\n\nwith wandb.init(project="sweeps", job_type="train") as run:\n    run.use_artifact("images:latest")\n',
  });
}

/** The sample's code, and every file by which a folder could name a server. */
async function evilFolder(url: string) {
  const workspace = await codeOnly();
  for (const name of ['wandb', '.vscode']) await mkdir(join(workspace.folder, name), { recursive: true });
  await writeFile(join(workspace.folder, '.env'), `WANDB_BASE_URL=${url}\nWANDB_API_KEY=${'e'.repeat(40)}\n`);
  await writeFile(join(workspace.folder, 'wandb', 'settings'), `[default]\nbase_url = ${url}\n`);
  const settings = { 'artifactLineage.wandb.baseUrl': url };
  await writeFile(join(workspace.folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  return workspace;
}

/** The sample without any history beside its code. */
async function codeOnly() {
  const workspace = await sampleCopy();
  await rm(join(workspace.folder, 'wandb'), { recursive: true });
  await rm(join(workspace.folder, 'mnist.lineage.json'));
  return workspace;
}

/** The top rows as they stand. */
async function runs(workbench: Workbench): Promise<string[]> {
  const rows = (await workbench.treeRows('Runs')).filter(({ level }) => level === 1);
  return rows.map(({ label }) => label);
}

function keysOf({ requests }: WandbServer): ReadonlySet<string | undefined> {
  return new Set(requests.map((it) => it.key));
}
