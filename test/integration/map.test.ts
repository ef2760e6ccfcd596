// Lineage maps in a real editor: which one shows what, and how they go along with the code.
import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { lineageFileSteps } from '../../src/backends/lineageFile/parse.ts';
import { atOnce } from '../../src/lineage/steps.ts';
import { assertMermaid } from '../support/cli/standards.ts';
import { runCommand } from '../support/hosts/command.ts';
import { temporaryFolder } from '../support/hosts/paths.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { activated, positionOf, sampleFile } from './sample.ts';

const home = 'ada/mnist-lineage';

describe('lineage maps', function () {
  this.timeout(120_000);

  before(activated);
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  const maps = () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .filter(({ input }) => input instanceof vscode.TabInputWebview)
      .map(({ label }) => label)
      .sort();
  const seen = (...labels: readonly string[]) =>
    eventually(async () => assert.deepEqual(maps(), labels), 60_000);
  const show = (node: string) => vscode.commands.executeCommand('artifactLineage.showLineage', { node });
  const run = (name: string) => vscode.commands.executeCommand(`artifactLineage.${name}`);

  it('are one for all unless another is wanted', async () => {
    await show(`version:${home}/mnist_model:v0`);
    await seen('Lineage: mnist_model:v0');
    await show(`version:${home}/mnist_dataset:v0`);
    await seen('Lineage: mnist_dataset:v0');
    await vscode.commands.executeCommand('artifactLineage.showInNewMap', {
      node: `version:${home}/mnist_model:v0`,
    });
    await seen('Lineage: mnist_dataset:v0', 'Lineage: mnist_model:v0');
  });

  it('stay as they are when they are locked, and follow the editor when they are told to', async () => {
    await show(`version:${home}/mnist_model:v0`);
    await seen('Lineage: mnist_model:v0');
    await run('lockMap');
    await show(`version:${home}/mnist_dataset:v0`);
    await seen('Lineage: mnist_dataset:v0', 'Lineage: mnist_model:v0');
    await run('followEditor');
    const document = await vscode.workspace.openTextDocument(sampleFile('evaluate.py'));
    const editor = await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await eventually(async () => assert.equal(maps().includes('Lineage: mnist_dataset:v0'), false), 60_000);
    const train = await vscode.workspace.openTextDocument(sampleFile('train.py'));
    const other = await vscode.window.showTextDocument(train, vscode.ViewColumn.One);
    assert.notEqual(editor, other);
    const at = positionOf(train, 'run.use_artifact(name)', 'name');
    other.selection = new vscode.Selection(at, at);
    await seen('Lineage: mnist_dataset:v0', 'Lineage: mnist_model:v0');
  });

  it('go into files that their own tools read, and through the clipboard', async () => {
    await show(`version:${home}/mnist_model:v0`);
    await seen('Lineage: mnist_model:v0');
    const folder = await temporaryFolder('export');
    try {
      const exported = async (format: string) => {
        const to = vscode.Uri.file(join(folder, format));
        await vscode.commands.executeCommand('artifactLineage.exportMap', { format, to });
        return readFile(to.fsPath);
      };
      const text = async (format: string) => (await exported(format)).toString('utf8');
      await eventually(async () => assert.match(await text('svg'), /<svg.*mnist_model:v0.*<\/svg>/s), 60_000);
      assert.equal((await exported('png')).subarray(1, 4).toString('latin1'), 'PNG');
      await assertMermaid(await text('mermaid'));
      await exported('dot');
      const edges = JSON.parse(await runCommand('dot', ['-Tjson0', join(folder, 'dot')]));
      assert.equal(edges.edges.length, 5);
      const source = { label: 'exported', readAt: 0 };
      assert.equal(atOnce(lineageFileSteps(await exported('json'), source)).edges.length, 5);
      assert.equal(Object.keys(JSON.parse(await text('prov')).activity).length, 3);
      assert.ok(
        (await text('openlineage'))
          .split('\n')
          .filter(Boolean)
          .every((line) => JSON.parse(line).eventTime),
      );
      await run('copyMapAsMarkdown');
      assert.match(await vscode.env.clipboard.readText(), /^# Lineage of `mnist_model:v0`/);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('compare two, and tell what depends on one', async () => {
    const node = (name: string) => ({ node: `version:${home}/${name}` });
    const [data, model] = [node('mnist_dataset:v0'), node('mnist_model:v0')];
    await vscode.commands.executeCommand('artifactLineage.compareLineage', model, [model, data]);
    await seen('Compare: mnist_dataset:v0 ↔ mnist_model:v0');
    await vscode.commands.executeCommand('artifactLineage.showImpact', data);
    await seen('Lineage: mnist_dataset:v0');
  });

  it('compare two aliases by their names', async () => {
    const node = (name: string) => `${name.includes(':') ? 'version' : 'collection'}:${home}/${name}`;
    const version = (number: string, alias: string) => ({
      id: node(`rated:${number}`),
      kind: 'version',
      name: 'rated',
      version: number,
      aliases: [alias],
    });
    const nodes = [
      { id: node('rated'), kind: 'collection', name: 'rated', holds: 'own' },
      version('v3', 'production'),
      version('v5', 'latest'),
    ];
    const file = sampleFile('rated.lineage.json');
    await vscode.workspace.fs.writeFile(file, Buffer.from(JSON.stringify({ nodes, edges: [] })));
    try {
      await show(node('rated:v3'));
      await seen('Lineage: rated:v3');
      const compared = vscode.commands.executeCommand('artifactLineage.compareLineage', {
        node: node('rated'),
      });
      // The first of each list is an alias, that of the newest version before others.
      await eventually(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        assert.deepEqual(maps(), ['Compare: rated:production ↔ rated:latest']);
      }, 60_000);
      await compared;
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it('open lineage files, whose text is one command away', async () => {
    const file = sampleFile('mnist.lineage.json');
    const opened = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    await vscode.commands.executeCommand('vscode.open', file);
    await eventually(async () => {
      const input = opened();
      assert.ok(input instanceof vscode.TabInputCustom && input.viewType === 'artifactLineage.file');
    }, 60_000);
    const to = vscode.Uri.joinPath(file, '../again.dot');
    await vscode.commands.executeCommand('artifactLineage.exportMap', { format: 'dot', to });
    assert.match(new TextDecoder().decode(await vscode.workspace.fs.readFile(to)), /MNIST-dev/);
    await vscode.workspace.fs.delete(to);
    await run('openAsText');
    await eventually(async () => assert.ok(opened() instanceof vscode.TabInputText), 60_000);
    await run('openAsMap');
    await eventually(async () => assert.ok(opened() instanceof vscode.TabInputCustom), 60_000);
  });
});
