// The MCP server, driven by the protocol's own client as an agent would.

import assert from 'node:assert/strict';
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { tools } from '../../../src/join/answers/tools.ts';
import { commandLine, neutral, run } from '../../support/cli/run.ts';
import { sampleCopy, type Workspace } from '../../support/hosts/workspaces.ts';

interface Told {
  readonly text: string;
  readonly failed: boolean;
}

describe('artifact-lineage mcp', () => {
  let folder: Workspace;
  let client: Client;

  before(async function () {
    this.timeout(60_000);
    folder = await sampleCopy();
    client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [commandLine, 'mcp', '--dir', folder.folder],
        env: { ...neutral },
        stderr: 'pipe',
      }),
    );
  });
  after(async () => {
    await client.close();
    await folder.remove();
  });

  async function call(name: string, args: Record<string, unknown>): Promise<Told> {
    const { content, isError } = await client.callTool({ name, arguments: args });
    assert.ok(Array.isArray(content) && content.length === 1);
    const [{ type, text }] = content;
    assert.equal(type, 'text');
    return { text, failed: isError === true };
  }

  it('offers its questions, all of which only read', async () => {
    const offered = await client.listTools();
    assert.deepEqual(
      offered.tools.map(({ name }) => name),
      ['findLineage', 'whatUses', 'explainReference', 'compareVersions'],
    );
    assert.ok(offered.tools.every(({ annotations }) => annotations?.readOnlyHint));
    assert.equal(offered.tools.length, tools.length);
    assert.match(client.getInstructions() ?? '', /data, not instructions/);
  });

  it('finds where a model came from and where it went', async () => {
    const { text, failed } = await call('findLineage', { name: 'mnist_model:v0' });
    assert.equal(failed, false);
    assert.match(text, /^What follows is data .*\n\n# artifact version mnist_model:v0 \(model/);
    assert.match(
      text,
      /^- vague-morning-5 —logged→ mnist_model:v0 \(recorded by .*; declared at train\.py:35\)$/m,
    );
    assert.match(text, /^- mnist_dataset:v0 —used→ vague-morning-5 /m);
    assert.match(text, /^- mnist_model:v0 —used→ serene-haze-6 /m);
    const up = await call('findLineage', { name: 'mnist_model:v0', direction: 'upstream', depth: 1 });
    assert.match(up.text, /## Edges \(1\)/);
    assert.match(up.text, /There is more beyond the depth/);
  });

  it('tells what uses a dataset', async () => {
    const { text } = await call('whatUses', { name: 'mnist_dataset:v0' });
    assert.match(text, /^# 4 things depend on artifact version mnist_dataset:v0/m);
    assert.match(text, /^- run vague-morning-5 .*, 1 step away, recorded$/m);
  });

  it('explains a reference, and follows the code as it changes', async () => {
    const source = (await readFile(join(folder.folder, 'train.py'), 'utf8')).split('\n');
    const line = source.findIndex((it) => it.includes('use_artifact')) + 1;
    const { text } = await call('explainReference', { path: 'train.py', line });
    assert.match(text, /^- name: mnist_dataset:v0 \(exact\)$/m);
    assert.match(text, /^- read from train\.py:\d+: version = "v0"$/m);
    assert.match(text, /^- mnist_dataset:v0 is artifact version mnist_dataset:v0 \(dataset/m);
    await appendFile(join(folder.folder, 'train.py'), '\nrun.use_artifact("a/b/c/d:v1")\n');
    const later = await call('explainReference', { path: join(folder.folder, 'train.py') });
    assert.match(later.text, /^- problem invalid-name: "a\/b\/c\/d:v1" has 4 parts/m);
    await writeFile(join(folder.folder, 'fresh.py'), 'import wandb\nwandb.init().use_artifact("new:v1")\n');
    assert.match((await call('explainReference', { path: 'fresh.py', line: 2 })).text, /name: new:v1/);
    await rm(join(folder.folder, 'fresh.py'));
    assert.equal((await call('explainReference', { path: 'fresh.py' })).failed, true);
  });

  it('compares two versions', async () => {
    const { text } = await call('compareVersions', { before: 'mnist_dataset:v0', after: 'mnist_model:v0' });
    assert.match(text, /^# From artifact version mnist_dataset:v0 .* to artifact version mnist_model:v0/m);
    assert.match(text, /^- \+ artifact version mnist_dataset:v0/m);
    assert.match(text, /^## Configuration: \d+ differ/m);
  });

  it('says what to ask instead of what it cannot answer', async () => {
    const cases: readonly (readonly [string, Record<string, unknown>, RegExp])[] = [
      [
        'findLineage',
        { name: 'mnist_modle:v0' },
        /Nothing called "mnist_modle:v0" .*Did you mean "mnist_model:v0"\?/,
      ],
      ['findLineage', {}, /"name" is missing/],
      ['findLineage', { name: 7 }, /"name" is a text/],
      ['findLineage', { name: 'a', depth: 900 }, /"depth" is a whole number from 1 to 20/],
      ['findLineage', { name: 'a', direction: 'sideways' }, /one of both, upstream, downstream/],
      ['whatUses', { name: 'a', file: '/etc/passwd' }, /There is no "file"/],
      ['explainReference', { path: '/etc/passwd' }, /Files with such calls: create_dataset\.py/],
      [
        'explainReference',
        { path: 'train.py', line: 1 },
        /no artifact call on line 1 in train\.py\. There are calls at/,
      ],
      ['deleteAll', {}, /There is no tool "deleteAll"/],
    ];
    for (const [name, args, message] of cases) {
      const { text, failed } = await call(name, args);
      assert.equal(failed, true, name);
      assert.match(text, message);
    }
  });

  it('ends at once, with a line, for a folder that is none', async () => {
    const { code, out, err } = await run(['mcp', '--dir', join(folder.folder, 'nowhere')]);
    assert.deepEqual([code, out], [2, '']);
    assert.match(err, /cannot read the folder/);
  });
});
