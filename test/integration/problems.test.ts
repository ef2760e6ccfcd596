// Problems of artifact names, as VS Code shows them and mends them.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/workbench/eventually.ts';
import { fixOf, sampleFile } from './sample.ts';

const header = 'import wandb\nrun = wandb.init(entity="ada", project="mnist-lineage")\n';

async function opened(code: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ language: 'python', content: header + code });
}

async function problemsOf(
  document: vscode.TextDocument,
  count: number,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(async () => {
    const found = vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ source }) => source === 'Artifact Lineage');
    assert.equal(found.length, count, found.map(({ message }) => message).join('\n'));
    return found;
  });
}

const codeOf = ({ code }: vscode.Diagnostic) => (typeof code === 'object' ? code.value : code);

describe('problems of artifact names', () => {
  it('stand at the name, with a code whose page explains it', async () => {
    const document = await opened('run.use_artifact("a/b/c/d:v0")\n');
    const [problem] = await problemsOf(document, 1);
    assert.ok(problem);
    assert.equal(codeOf(problem), 'invalid-name');
    assert.equal(document.getText(problem.range), '"a/b/c/d:v0"');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    const { target } = problem.code as { readonly target: vscode.Uri };
    const page = await vscode.workspace.openTextDocument(target.with({ fragment: '' }));
    assert.ok(page.getText().includes(`### ${target.fragment}\n`));
  });

  it('go when the name is right', async () => {
    const document = await opened('run.use_artifact("a/b/c/d:v0")\n');
    await problemsOf(document, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, document.lineAt(2).range, 'run.use_artifact("a/b/d:v0")');
    await vscode.workspace.applyEdit(edit);
    await problemsOf(document, 0);
  });

  it('pin an alias in a script that trains to what it means today', async () => {
    const document = await opened(
      'run.use_artifact("mnist_dataset:latest")\nrun.log_artifact("m.pt", name="net", type="model")\n',
    );
    const [problem] = await problemsOf(document, 1);
    assert.ok(problem);
    assert.equal(codeOf(problem), 'mutable-alias');
    await vscode.workspace.applyEdit(await fixOf(document, problem, 'Pin to v0'));
    assert.match(document.getText(), /use_artifact\("mnist_dataset:v0"\)/);
    await problemsOf(document, 0);
  });

  it('of an argument without effect stand at it, faded, and go with it', async () => {
    const document = await opened('run.use_artifact("mnist_dataset", aliases=["v0"])\n');
    const found = await problemsOf(document, 2);
    const ignored = found.find((it) => codeOf(it) === 'ignored-aliases');
    assert.ok(ignored);
    assert.equal(document.getText(ignored.range), '["v0"]');
    assert.deepEqual(ignored.tags, [vscode.DiagnosticTag.Unnecessary]);
    await vscode.workspace.applyEdit(await fixOf(document, ignored, 'Change to "mnist_dataset:v0"'));
    assert.match(document.getText(), /run\.use_artifact\("mnist_dataset:v0"\)\n/);
    await problemsOf(document, 0);
  });

  it('are as bad as the setting says, or are not shown', async () => {
    const document = await opened('run.use_artifact("mnist_dataset")\n');
    const [problem] = await problemsOf(document, 1);
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Hint);
    const settings = vscode.workspace.getConfiguration('artifactLineage.problems');
    try {
      await settings.update('severity', { 'no-alias': 'warning' }, vscode.ConfigurationTarget.Global);
      await eventually(async () => {
        const [worse] = await problemsOf(document, 1);
        assert.equal(worse?.severity, vscode.DiagnosticSeverity.Warning);
      });
      await settings.update('severity', { 'no-alias': 'off' }, vscode.ConfigurationTarget.Global);
      await problemsOf(document, 0);
    } finally {
      await settings.update('severity', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('are none in the sample', async () => {
    for (const name of ['train.py', 'create_dataset.py']) {
      const document = await vscode.workspace.openTextDocument(sampleFile(name));
      await problemsOf(document, 0);
    }
  });
});
