// A workspace of two folders: each with its own project, history and settings, and a script of the same name.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/workbench/eventually.ts';
import { activated, hoverText, positionOf } from '../sample.ts';

async function script(folder: string): Promise<vscode.TextDocument> {
  const found = vscode.workspace.workspaceFolders?.find(({ name }) => name === folder);
  assert.ok(found, `${folder} is not open`);
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(found.uri, 'train.py'));
}

async function lensesOf(document: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    20,
  );
  return lenses.flatMap(({ command }) => command?.title ?? []);
}

describe('a workspace of several folders', () => {
  before(activated);

  for (const folder of ['alpha', 'beta'])
    it(`reads the names of ${folder} in its own project`, async () => {
      const document = await script(folder);
      await eventually(async () => {
        const text = await hoverText(document, positionOf(document, '"data:latest"', 'data'));
        assert.match(text, /\*\*data:v0\*\*/);
        assert.match(text, new RegExp(`Logged by.*made-${folder}`));
      });
    });

  it('joins a run with the script of its project', async () => {
    for (const folder of ['alpha', 'beta']) {
      const document = await script(folder);
      await eventually(async () => {
        const titles = await lensesOf(document);
        assert.ok(
          titles.some((it) => it.startsWith(`last run: ran-${folder}`)),
          titles.join(),
        );
      });
    }
  });

  it('shows lenses and problems as each folder wants them', async () => {
    const [alpha, beta] = [await script('alpha'), await script('beta')];
    const severityIn = (document: vscode.TextDocument) =>
      vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ code }) => typeof code === 'object' && code.value === 'no-alias')
        .map(({ severity }) => severity);
    await eventually(async () => {
      assert.deepEqual(severityIn(alpha), [vscode.DiagnosticSeverity.Hint]);
      assert.deepEqual(severityIn(beta), [vscode.DiagnosticSeverity.Warning]);
      // The unknown one has a lens only where all are wanted.
      const counts = [await lensesOf(alpha), await lensesOf(beta)].map(({ length }) => length);
      assert.deepEqual(counts, [2, 3]);
    });
  });

  it('leads to definitions in the own folder first', async () => {
    const document = await script('beta');
    const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
      'vscode.executeDefinitionProvider',
      document.uri,
      positionOf(document, '"data:latest"', 'data'),
    );
    const paths = found.map((it) => ('targetUri' in it ? it.targetUri : it.uri).path);
    assert.equal(paths.length, 1);
    assert.match(paths[0] ?? '', /\/beta\/make\.py$/);
  });
});
