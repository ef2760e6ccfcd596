// Artifact names in the sample's code, asked about through VS Code's own providers.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../support/workbench/eventually.ts';
import { activated, hoverText, positionOf, sampleFile } from './sample.ts';

describe('artifact names in code', () => {
  before(activated);

  it('have a hover that says what they resolve to, who made it and who used it', async () => {
    const document = await vscode.workspace.openTextDocument(sampleFile('train.py'));
    const text = await hoverText(document, positionOf(document, 'run.use_artifact(name)', 'name'));
    assert.match(text, /\*\*mnist_dataset:v0\*\*/);
    assert.match(text, /Logged by.*jumping-monkey-1/);
    assert.match(text, /Used by.*vague-morning-5.*→.*mnist_model:v0/);
    assert.match(text, /!\[[^\]]+\]\(data:image\/svg\+xml;base64,/);
    assert.match(text, /Show Lineage/);
    assert.match(text, /Name read from the code/);
  });

  it('have a picture in their hover in the colours of the theme', async () => {
    const document = await vscode.workspace.openTextDocument(sampleFile('train.py'));
    const picture = async () => {
      const text = await hoverText(document, positionOf(document, 'run.use_artifact(name)', 'name'));
      const [, image = ''] = /data:image\/svg\+xml;base64,([^)]+)\)/.exec(text) ?? [];
      return Buffer.from(image, 'base64').toString();
    };
    const settings = vscode.workspace.getConfiguration('workbench');
    const before = settings.get('colorTheme');
    const themes = { 'Default Light Modern': '#0060c0', 'Default High Contrast': '#75beff' };
    try {
      for (const [theme, artifact] of Object.entries(themes)) {
        await settings.update('colorTheme', theme, vscode.ConfigurationTarget.Global);
        await eventually(async () => {
          const shown = await picture();
          assert.ok(shown.includes(artifact), shown);
          assert.ok(shown.includes('mnist_dataset:v0'));
        });
      }
    } finally {
      await settings.update('colorTheme', before, vscode.ConfigurationTarget.Global);
    }
  });

  it('have a hover in notebook cells too', async () => {
    const notebook = await vscode.workspace.openNotebookDocument(sampleFile('evaluate.ipynb'));
    await vscode.window.showNotebookDocument(notebook);
    const cell = notebook.getCells().find((it) => it.document.getText().includes('use_artifact('));
    assert.ok(cell, 'no cell uses an artifact');
    const text = await hoverText(cell.document, positionOf(cell.document, 'use_artifact(', 'use_artifact'));
    assert.match(text, /\*\*mnist_model:v0\*\*/);
  });

  it('have no hover where there is no artifact', async () => {
    const document = await vscode.workspace.openTextDocument(sampleFile('train.py'));
    assert.equal(await hoverText(document, positionOf(document, 'import wandb', 'import')), '');
  });

  it('have a lens above their call', async () => {
    const document = await vscode.workspace.openTextDocument(sampleFile('train.py'));
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      20,
    );
    const ours = lenses.filter((lens) => lens.command?.command === 'artifactLineage.showLineage');
    assert.deepEqual(
      ours.map((lens) => lens.command?.title.split(' · ')[0]).sort((a = '', b = '') => a.localeCompare(b)),
      ['last run: vague-morning-5', 'mnist_dataset:v0', 'mnist_model', 'MNIST-dev'],
    );
  });

  it('have a hint behind an alias of what it means today, once a setting asks for it', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'python',
      content:
        'import wandb\nrun = wandb.init(entity="ada", project="mnist-lineage")\nrun.use_artifact("mnist_model:latest")\nrun.use_artifact("mnist_model:v0")\n',
    });
    const hints = async () => {
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const found = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        whole,
      );
      return found.map(({ position, label }) => `${position.line} ${label}`);
    };
    assert.deepEqual(await hints(), []);
    const settings = vscode.workspace.getConfiguration('artifactLineage.inlayHints');
    await settings.update('enabled', true, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await hints(), ['2 = v0']);
    } finally {
      await settings.update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('of a notebook that is deleted while it is open are no longer known', async () => {
    const file = sampleFile('short-lived.ipynb');
    const source = 'import wandb\nwandb.init(project="p").log_artifact("d", name="mayfly", type="dataset")\n';
    const cells = [{ cell_type: 'code', metadata: {}, outputs: [], source }];
    const content = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
    const found = () =>
      vscode.commands.executeCommand<vscode.SymbolInformation[]>(
        'vscode.executeWorkspaceSymbolProvider',
        'mayfly',
      );
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(content)));
    await vscode.window.showNotebookDocument(await vscode.workspace.openNotebookDocument(file));
    await eventually(async () => assert.equal((await found()).length, 1));
    await vscode.workspace.fs.delete(file);
    await eventually(async () => assert.equal((await found()).length, 0));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('follow an edit that is not saved', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'python',
      content:
        'import wandb\nrun = wandb.init(project="mnist-lineage")\nrun.use_artifact("mnist_model:v0")\n',
    });
    const position = positionOf(document, 'use_artifact("mnist_model:v0")', 'mnist_model');
    assert.match(await hoverText(document, position), /\*\*mnist_model:v0\*\*/);
  });
});

describe('text of a tracker', () => {
  it('is inert in a hover', async () => {
    const hostile = '[click](command:workbench.action.closeWindow) <b>bold</b> $(rocket)';
    const file = sampleFile('hostile.lineage.json');
    const nodes = [
      { id: 'run:ada/p/r', kind: 'run', name: hostile },
      { id: 'version:ada/p/evil:v0', kind: 'version', name: 'evil', version: 'v0', aliases: [hostile] },
    ];
    const edges = [{ kind: 'logged', from: 'run:ada/p/r', to: 'version:ada/p/evil:v0' }];
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify({ nodes, edges })));
    try {
      await vscode.commands.executeCommand('artifactLineage.refresh');
      const content = 'import wandb\nwandb.init(entity="ada", project="p").use_artifact("evil:v0")\n';
      const document = await vscode.workspace.openTextDocument({ language: 'python', content });
      const position = positionOf(document, '"evil:v0"', 'evil');
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        position,
      );
      const [card] = hovers.flatMap((hover) => hover.contents);
      assert.ok(card instanceof vscode.MarkdownString);
      assert.match(card.value, /closeWindow/, 'the run is named');
      assert.doesNotMatch(card.value, /(?<!\\)\]\(command:workbench/);
      assert.doesNotMatch(card.value, /<b>/);
      assert.equal(card.supportHtml ?? false, false);
      assert.equal(card.supportThemeIcons ?? false, false);
      assert.deepEqual(card.isTrusted, {
        enabledCommands: ['showLineage', 'openPlace', 'compareVersions', 'copyName', 'applyFix'].map(
          (it) => `artifactLineage.${it}`,
        ),
      });
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });
});

/** The tabs that hold a map, once there is one with its title: older VS Codes make a new tab of one that gets it. */
function openMaps(): Promise<readonly vscode.Tab[]> {
  const now = () =>
    vscode.window.tabGroups.all
      .flatMap((group) => group.tabs)
      .filter(
        ({ input, label }) =>
          input instanceof vscode.TabInputWebview &&
          /artifactLineage\.map$/.test(input.viewType) &&
          label.startsWith('Lineage: '),
      );
  return new Promise((resolve) => {
    const look = () => {
      if (now().length === 0) return;
      listening.dispose();
      resolve(now());
    };
    const listening = vscode.window.tabGroups.onDidChangeTabs(look);
    look();
  });
}

describe('Show Lineage', () => {
  it('opens the map of the name at the caret beside the code', async () => {
    const document = await vscode.workspace.openTextDocument(sampleFile('train.py'));
    const editor = await vscode.window.showTextDocument(document);
    const caret = positionOf(document, 'run.use_artifact(name)', 'name');
    editor.selection = new vscode.Selection(caret, caret);
    await vscode.commands.executeCommand('artifactLineage.showLineage');
    const maps = await openMaps();
    assert.equal(maps.length, 1);
    await vscode.window.tabGroups.close(maps);
  });
});

describe('Compare with Another…', () => {
  it('shows how two runs came to be, side by side, the older one on the left', async () => {
    const rows = ['sh6w9p3c', 'vm5k2r8t'].map((key) => ({ node: `run:ada/mnist-lineage/${key}` }));
    await vscode.commands.executeCommand('artifactLineage.compareVersions', rows[0], rows);
    const activeTab = await eventually(() => {
      const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
      assert.equal(tab?.label, 'vague-morning-5 ↔ serene-haze-6');
      return tab;
    });
    assert.ok(activeTab.input instanceof vscode.TabInputTextDiff);
    const { original, modified } = activeTab.input;
    const textOf = async (uri: vscode.Uri) => (await vscode.workspace.openTextDocument(uri)).getText();
    assert.match(await textOf(original), /Run: vague-morning-5\n[\s\S]*Inputs:\n {2}mnist_dataset:v0\n/);
    assert.match(await textOf(modified), /Run: serene-haze-6\n[\s\S]*Inputs:\n {2}mnist_model:v0\n/);
    await vscode.window.tabGroups.close(activeTab);
  });
});

describe('lineage files', () => {
  /** Waits for what the editor's JSON service says of a document. */
  async function complaints(uri: vscode.Uri, enough: (count: number) => boolean): Promise<readonly string[]> {
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
    const now = () => vscode.languages.getDiagnostics(uri).map(({ message }) => message);
    if (enough(now().length)) return now();
    return new Promise((resolve) => {
      const listening = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (!uris.some((it) => it.toString() === uri.toString()) || !enough(now().length)) return;
        listening.dispose();
        resolve(now());
      });
    });
  }

  it('are checked against their schema as they are typed', async () => {
    const wrong = sampleFile('wrong.lineage.json');
    await vscode.workspace.fs.writeFile(
      wrong,
      new TextEncoder().encode('{"nodes": [{"id": "x"}], "edges": []}'),
    );
    try {
      const messages = await complaints(wrong, (count) => count > 0);
      assert.ok(
        messages.some((message) => /Missing property "kind"/.test(message)),
        messages.join('\n'),
      );
      assert.deepEqual(await complaints(sampleFile('mnist.lineage.json'), (count) => count === 0), []);
    } finally {
      await vscode.workspace.fs.delete(wrong);
    }
  });
});
