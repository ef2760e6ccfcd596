// What starts from an artifact's name, beside each kind of history: hints, its lineage on a map, a comparison, an agent's answer.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/workbench/eventually.ts';
import { activated, history, positionOf } from '../sample.ts';

const isKnown = history !== 'none';
const content = `import wandb
run = wandb.init(entity="ada", project="mnist-lineage")
data = run.use_artifact("mnist_model:latest")
`;

async function shown(): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  const editor = await vscode.window.showTextDocument(document);
  const caret = positionOf(document, 'mnist_model:latest', 'model');
  editor.selection = new vscode.Selection(caret, caret);
  return editor;
}

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}

describe(`from an artifact’s name, history: ${history}`, () => {
  before(activated);

  it('an alias is told as what it means today', async () => {
    const { document } = await shown();
    const settings = vscode.workspace.getConfiguration('artifactLineage.inlayHints');
    await settings.update('enabled', true, vscode.ConfigurationTarget.Global);
    try {
      await eventually(async () => {
        const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
          'vscode.executeInlayHintProvider',
          document.uri,
          new vscode.Range(0, 0, document.lineCount, 0),
        );
        const told = found.map(({ position, label }) => `${position.line} ${label}`);
        assert.deepEqual(told, isKnown ? ['2 = v0'] : []);
      });
    } finally {
      await settings.update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('its lineage opens on a map', async () => {
    await shown();
    await vscode.commands.executeCommand('artifactLineage.showLineage');
    const map = await eventually(async () => {
      const found = tabs().find(({ label }) => label.startsWith('Lineage: mnist_model'));
      assert.ok(
        found,
        tabs()
          .map(({ label }) => label)
          .join(),
      );
      return found;
    });
    assert.equal(map.label, isKnown ? 'Lineage: mnist_model:v0' : 'Lineage: mnist_model');
    await vscode.window.tabGroups.close(map);
  });

  (isKnown ? it : it.skip)('two runs are compared', async () => {
    const rows = ['sh6w9p3c', 'vm5k2r8t'].map((key) => ({ node: `run:ada/mnist-lineage/${key}` }));
    await vscode.commands.executeCommand('artifactLineage.compareVersions', rows[0], rows);
    const tab = await eventually(() => {
      const { activeTab } = vscode.window.tabGroups.activeTabGroup;
      assert.equal(activeTab?.label, 'vague-morning-5 ↔ serene-haze-6');
      return activeTab;
    });
    await vscode.window.tabGroups.close(tab);
  });

  it('an agent is told what uses it', async () => {
    const input = { name: 'ada/mnist-lineage/mnist_model' };
    const { content: parts } = await vscode.lm.invokeTool('whatUses', {
      input,
      toolInvocationToken: undefined,
    });
    const text = parts
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
      .join('');
    assert.match(text, isKnown ? /serene-haze-6/ : /evaluate\.py/);
  });
});
