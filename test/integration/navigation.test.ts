// Artifact names as symbols, asked through VS Code's own providers.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/workbench/eventually.ts';
import { activated, positionOf, sampleFile } from './sample.ts';

async function open(name: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(sampleFile(name));
}

/** Where something lies, as `file:line`, in order. */
function lines(found: readonly (vscode.Location | vscode.LocationLink)[]): readonly string[] {
  return found
    .map((it) => ('targetUri' in it ? { uri: it.targetUri, range: it.targetRange } : it))
    .map(({ uri, range }) => `${uri.path.split('/').at(-1)}:${range.start.line + 1}`)
    .sort();
}

async function ask(command: string, document: vscode.TextDocument, at: vscode.Position) {
  return vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(command, document.uri, at);
}

describe('an artifact’s name as a symbol', () => {
  before(activated);

  it('is defined where it is logged', async () => {
    const train = await open('train.py');
    const at = positionOf(train, 'run.use_artifact(name)', 'name');
    const [found, ...others] = lines(await ask('vscode.executeDefinitionProvider', train, at));
    assert.match(found ?? '', /^create_dataset\.py:/);
    assert.deepEqual(others, []);
  });

  it('is implemented by the scripts of the runs that logged it', async () => {
    const evaluate = await open('evaluate.py');
    const at = positionOf(evaluate, 'f"{model_use_case_id}_model:v0"', 'model');
    const found = lines(await ask('vscode.executeImplementationProvider', evaluate, at));
    assert.deepEqual(found, ['train.py:35']);
  });

  it('is referred to by scripts and notebook cells', async () => {
    const train = await open('train.py');
    const at = positionOf(train, 'name="mnist_model"', 'mnist_model');
    await eventually(async () => {
      const found = lines(await ask('vscode.executeReferenceProvider', train, at));
      assert.deepEqual(
        found.map((it) => it.split(':')[0]),
        ['evaluate.ipynb', 'evaluate.py', 'train.py'],
      );
    });
  });

  it('is none of ours where Python’s own names stand', async () => {
    const train = await open('train.py');
    const at = positionOf(train, 'run.use_artifact(name)', 'use_artifact');
    assert.deepEqual(await ask('vscode.executeDefinitionProvider', train, at), []);
  });

  it('is highlighted where it is used and logged in a document', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'python',
      content:
        'import wandb\nrun = wandb.init(project="p")\nrun.log_artifact("d", name="set", type="t")\nrun.use_artifact("set:v0")\n',
    });
    const found = await vscode.commands.executeCommand<vscode.DocumentHighlight[]>(
      'vscode.executeDocumentHighlights',
      document.uri,
      positionOf(document, '"set:v0"', 'set'),
    );
    assert.deepEqual(
      found.map(({ range, kind }) => [range.start.line, kind]),
      [
        [2, vscode.DocumentHighlightKind.Write],
        [3, vscode.DocumentHighlightKind.Read],
      ],
    );
  });

  it('is in the outline, and found by its name in the workspace', async () => {
    const train = await open('train.py');
    const outline = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      train.uri,
    );
    const names = outline.map(({ name }) => name);
    for (const name of ['mnist_dataset:v0', 'mnist_model', 'MNIST-dev'])
      assert.ok(names.includes(name), name);
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'mnistmodel',
    );
    assert.ok(
      found.some(({ name, location }) => name === 'mnist_model' && location.uri.path.endsWith('train.py')),
    );
  });

  it('is renamed wherever it is written in one piece, and what is not is said', async () => {
    const maker = await vscode.workspace.openTextDocument({
      language: 'python',
      content:
        'import wandb\nrun = wandb.init(project="rename-me")\nrun.log_artifact("d", name="set", type="t")\nrun.use_artifact("set:v0")\n',
    });
    const at = positionOf(maker, '"set:v0"', 'set');
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      maker.uri,
      at,
      'digits',
    );
    await vscode.workspace.applyEdit(edit);
    assert.match(maker.getText(), /name="digits"[\s\S]*use_artifact\("digits:v0"\)/);
    const train = await open('train.py');
    const put = positionOf(train, 'run.use_artifact(name)', 'name');
    await assert.rejects(
      async () => vscode.commands.executeCommand('vscode.prepareRename', train.uri, put),
      /put together from parts/,
    );
  });

  it('leads nowhere in a file without artifacts', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: 'print("a")\n' });
    await eventually(async () => {
      const found = await ask('vscode.executeDefinitionProvider', document, new vscode.Position(0, 7));
      assert.deepEqual(found, []);
    });
  });
});
