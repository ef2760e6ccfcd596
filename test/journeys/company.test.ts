// A W&B server inside a company, which only the proxy that VS Code is set to can reach, under the company's certificates.

import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Certificate, makeAuthority, makeCertificate } from '../support/hosts/certificates.ts';
import { temporaryFolder } from '../support/hosts/paths.ts';
import { type ForwardProxy, startProxy } from '../support/hosts/proxy.ts';
import { folderWith } from '../support/hosts/workspaces.ts';
import { startWandbServer, type WandbServer } from '../support/wandbServer/server.ts';
import { saying } from '../support/words/spoken.ts';
import { where } from '../support/workbench/circumstances.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { sampleState, walkWithServer } from '../support/workbench/serverJourney.ts';
import type { Workbench } from '../support/workbench/workbench.ts';

const name = 'wandb.company.example';
const sampleRuns = ['jumping-monkey-1', 'serene-haze-6', 'vague-morning-5'];
const secret = 'hush-hush';
/** In the place of a key. */
const jwt = 'eyJhbGciOiJub25lIn0.YWRh.c2lnbmVk';
const patience = 60_000;
/** What is typed stands as it is typed. */
const typedPlainly = { 'editor.autoClosingBrackets': 'never', 'editor.autoClosingQuotes': 'never' };

describe('a W&B server inside a company', () => {
  let folder: string;
  let authority: Certificate;
  let proxy: ForwardProxy;
  let evil: ForwardProxy;
  const bundle = () => join(folder, 'company.pem');
  const identity = () => join(folder, 'identity');

  before(async () => {
    folder = await temporaryFolder('company');
    authority = await makeAuthority('Company');
    await writeFile(bundle(), (await makeAuthority('Stranger')).cert);
    await writeFile(identity(), jwt);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** In the user's own environment no proxy is named. */
  const env = ({ url }: WandbServer) => ({
    WANDB_BASE_URL: url,
    WANDB_IDENTITY_TOKEN_FILE: identity(),
    REQUESTS_CA_BUNDLE: bundle(),
    ...Object.fromEntries(
      ['HTTP_PROXY', 'HTTPS_PROXY'].flatMap((it) => [
        [it, ''],
        [it.toLowerCase(), ''],
      ]),
    ),
  });

  const start = async () => {
    const certificate = await makeCertificate(name, authority);
    const server = await startWandbServer({ name, certificate, state: await sampleState() });
    proxy = await startProxy(server.port);
    evil = await startProxy(server.port);
    return server;
  };

  /** A folder that would have everything go through a proxy of its own. */
  const workspace = () =>
    folderWith({
      'train.py':
        'import wandb\n\nwith wandb.init(project="mnist-lineage") as run:\n    run.use_artifact("mnist_dataset:latest")\n',
      '.vscode/settings.json': JSON.stringify({ 'http.proxy': evil.url, 'http.noProxy': ['*'] }),
    });

  where('trust', 'node')("is read through the editor's proxy, once its authority is known", async () => {
    try {
      await walkWithServer('inside a company', { settings: typedPlainly }, workspace, walk, env, start);
    } finally {
      await proxy.close();
      await evil.close();
    }
  });

  async function walk(workbench: Workbench, server: WandbServer): Promise<void> {
    await workbench.openView('Artifact Lineage');
    await shows(workbench, saying('There is no address for'));
    assert.deepEqual(server.requests, []);

    const url = proxy.url.replace('//', `//ada:${secret}@`);
    await setUserSettings(workbench, { 'http.proxy': url });
    await refreshUntil(workbench, saying('The certificate of'));
    assert.deepEqual(server.requests, []);

    await writeFile(bundle(), authority.cert);
    await workbench.runCommand('Lineage: Refresh');
    await eventually(async () => assert.deepEqual(await labels(workbench), sampleRuns), patience);
    assert.ok(proxy.asked.includes(`${name}:443`));
    const sign = `Basic ${Buffer.from(`ada:${secret}`).toString('base64')}`;
    assert.ok(proxy.signs.includes(sign));

    for (const [refusal, sentence] of [
      [407, saying('The proxy on the way to {0} asks for')],
      [502, saying('The proxy on the way to {0} does not let')],
    ] as const) {
      proxy.refusal = refusal;
      proxy.cut();
      await refreshUntil(workbench, sentence, sampleRuns);
    }
    proxy.refusal = undefined;
    await workbench.runCommand('Lineage: Refresh');
    await eventually(async () => assert.deepEqual(await labels(workbench), sampleRuns), patience);

    assert.deepEqual(evil.asked, []);
    const log = await workbench.log();
    for (const hidden of [secret, sign, jwt, ...server.tokens]) assert.ok(!log.includes(hidden));
    for (const hidden of [jwt, ...server.tokens]) assert.deepEqual(await workbench.filesWith(hidden), []);
    assert.doesNotMatch(log, /\[error\]/);
  }
});

/** Again and again: a setting is saved before the extensions know of it. */
async function refreshUntil(workbench: Workbench, sentence: RegExp, runs?: readonly string[]): Promise<void> {
  await eventually(async () => {
    await workbench.runCommand('Lineage: Refresh');
    await shows(workbench, sentence, runs, 10_000);
  }, patience);
}

/** The first row says what is wrong; what was read before stays below it. */
async function shows(
  workbench: Workbench,
  sentence: RegExp,
  runs: readonly string[] = [],
  timeout = patience,
): Promise<void> {
  await eventually(async () => {
    const [first = '', ...others] = await labels(workbench);
    assert.match(first, sentence);
    assert.deepEqual(others, runs);
  }, timeout);
}

/** The top rows; the runs in the order of their names. */
async function labels(workbench: Workbench): Promise<readonly string[]> {
  const rows = (await workbench.treeRows('Runs')).filter(({ level }) => level === 1);
  const all = rows.map(({ label }) => label);
  return [...all.filter((it) => it.includes(' ')), ...all.filter((it) => !it.includes(' ')).sort()];
}

/** As a user does who edits the file; where VS Code runs in a browser, it keeps these settings itself. */
async function setUserSettings(
  workbench: Workbench,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { page } = workbench;
  await workbench.runCommand('Preferences: Open User Settings (JSON)');
  const tab = page.locator('.tab.active', { hasText: 'settings.json' });
  await tab.waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(JSON.stringify(settings));
  await page.keyboard.press('Control+s');
  await eventually(async () => assert.doesNotMatch((await tab.getAttribute('class')) ?? '', /dirty/));
  await page.keyboard.press('Control+F4');
}
