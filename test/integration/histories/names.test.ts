// Everything that VS Code can ask about an artifact's name, beside each kind of history and in each kind of document.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/workbench/eventually.ts';
import { activated, fixOf, history, hoverText, positionOf, sampleFile } from '../sample.ts';

const isKnown = history !== 'none';
const start = 'import wandb\nrun = wandb.init(entity="ada", project="mnist-lineage")\n';
const notebookFile = sampleFile('cells.ipynb');
const use = 'data = run.use_artifact("mnist_model:latest")\n';

async function untitled(content: string): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument({ language: 'python', content });
}

async function script(): Promise<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(sampleFile('train.py'));
}

/** The second cell of the notebook that is written for these tests, shown. */
async function secondCell(): Promise<vscode.TextDocument> {
  const notebook = await vscode.workspace.openNotebookDocument(notebookFile);
  await vscode.window.showNotebookDocument(notebook);
  return notebook.cellAt(1).document;
}

/** A use of the sample's model in each kind of document. */
const forms: Readonly<Record<string, () => Promise<vscode.TextDocument>>> = {
  'an untitled document': () => untitled(start + use),
  'a script of cells': () => untitled(`# %% [markdown]\n# # Use it\n\n# %%\n${start}\n# %%\n${use}`),
  'a notebook cell': secondCell,
};

async function at<T>(command: string, document: vscode.TextDocument, position: vscode.Position): Promise<T> {
  return vscode.commands.executeCommand<T>(command, document.uri, position);
}

/** Where something lies, as `file:line`, in order. */
function lines(found: readonly (vscode.Location | vscode.LocationLink)[]): readonly string[] {
  return found
    .map((it) => ('targetUri' in it ? { uri: it.targetUri, range: it.targetRange } : it))
    .map(({ uri, range }) => `${uri.path.split('/').at(-1)}:${range.start.line + 1}`)
    .sort();
}

describe(`artifact names, history: ${history}`, () => {
  before(async () => {
    await activated();
    const cells = [start, use].map((source) => ({ cell_type: 'code', metadata: {}, outputs: [], source }));
    const file = { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
    await vscode.workspace.fs.writeFile(notebookFile, new TextEncoder().encode(JSON.stringify(file)));
  });
  after(async () => vscode.workspace.fs.delete(notebookFile));

  for (const [form, open] of Object.entries(forms)) {
    it(`have a hover in ${form}`, async () => {
      const document = await open();
      const text = await hoverText(document, positionOf(document, 'mnist_model:latest', 'model'));
      assert.match(
        text,
        isKnown ? /\*\*mnist_model:v0\*\*.*model.*latest/ : /\*\*mnist_model\*\*.*any version/,
      );
      if (isKnown) assert.match(text, /Logged by.*vague-morning-5/);
      if (isKnown) assert.match(text, /Used by.*serene-haze-6/);
      assert.match(text, /Copy Name/);
    });

    it(`are completed in ${form}`, async () => {
      const document = await open();
      const { items } = await at<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document,
        positionOf(document, '"mnist_model:latest', 'mnist').translate(0, 2),
      );
      const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
      for (const name of ['mnist_dataset', 'mnist_model']) assert.ok(labels.includes(name), labels.join());
    });

    it(`are defined and referred to across the workspace, from ${form}`, async () => {
      const document = await open();
      const position = positionOf(document, 'mnist_model:latest', 'model');
      assert.deepEqual(lines(await at('vscode.executeDefinitionProvider', document, position)), [
        'train.py:35',
      ]);
      assert.deepEqual(lines(await at('vscode.executeImplementationProvider', document, position)), [
        'train.py:35',
      ]);
      const files = lines(await at('vscode.executeReferenceProvider', document, position));
      for (const name of ['evaluate.ipynb', 'evaluate.py', 'train.py'])
        assert.ok(
          files.some((it) => it.startsWith(`${name}:`)),
          files.join(),
        );
    });

    it(`are highlighted and listed in ${form}`, async () => {
      const document = await open();
      const position = positionOf(document, 'mnist_model:latest', 'model');
      const highlights = await at<vscode.DocumentHighlight[]>(
        'vscode.executeDocumentHighlights',
        document,
        position,
      );
      assert.deepEqual(
        highlights.map(({ kind }) => kind),
        [vscode.DocumentHighlightKind.Read],
      );
      const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      assert.ok(symbols.some(({ name }) => name === 'mnist_model:latest'));
    });

    it(`are renamed in ${form}`, async () => {
      const document = await open();
      const position = positionOf(document, 'mnist_model:latest', 'model');
      const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
        'vscode.executeDocumentRenameProvider',
        document.uri,
        position,
        'digits',
      );
      const texts = new Map(edit.entries().map(([uri, [change]]) => [uri.toString(), change?.newText]));
      assert.equal(texts.get(document.uri.toString()), 'digits:latest');
      assert.equal(texts.get(sampleFile('train.py').toString()), 'digits');
    });

    it(`have their problems, with fixes, in ${form}`, async () => {
      const document = await open();
      const edit = new vscode.WorkspaceEdit();
      const line = positionOf(document, 'data =', 'data').line;
      // The script trains now: an alias may change between two trainings.
      edit.insert(
        document.uri,
        new vscode.Position(line + 1, 0),
        'run.log_artifact("m.pt", name="n", type="model")\n',
      );
      await vscode.workspace.applyEdit(edit);
      if (!isKnown) return;
      const [problem] = await eventually(async () => {
        const found = vscode.languages
          .getDiagnostics(document.uri)
          .filter(({ source }) => source === 'Artifact Lineage');
        assert.equal(found.length, 1, found.map(({ message }) => message).join('\n'));
        return found;
      });
      assert.ok(problem);
      await vscode.workspace.applyEdit(await fixOf(document, problem, 'Pin to v0'));
      assert.match(document.getText(), /use_artifact\("mnist_model:v0"\)/);
    });
  }

  it('are completed with versions, aliases and who made them', async () => {
    const document = await untitled(`${start}run.use_artifact("mnist_model:`);
    const end = document.positionAt(document.getText().length);
    const { items } = await at<vscode.CompletionList>('vscode.executeCompletionItemProvider', document, end);
    const told = items.flatMap(({ label }) =>
      typeof label === 'string' ? [] : `${label.label} ${label.description ?? ''}`,
    );
    if (!isKnown) return assert.deepEqual(told, []);
    assert.ok(
      told.some((it) => /^latest v0 .*by vague-morning-5/.test(it)),
      told.join(),
    );
    assert.ok(
      told.some((it) => /^v0 latest .*by vague-morning-5/.test(it)),
      told.join(),
    );
  });

  it('are completed with registered models where one is linked', async () => {
    const document = await untitled(`${start}run.link_model(path="m", registered_model_name="`);
    const end = document.positionAt(document.getText().length);
    const { items } = await at<vscode.CompletionList>('vscode.executeCompletionItemProvider', document, end);
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    assert.deepEqual(labels, ['MNIST-dev']);
  });

  it('have lenses that say what is known, and none where nothing is', async () => {
    const document = await script();
    await eventually(async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
        20,
      );
      const titles = lenses
        .flatMap(({ command }) => (command?.command === 'artifactLineage.showLineage' ? command.title : []))
        .sort();
      if (!isKnown) return assert.deepEqual(titles, []);
      assert.ok(
        titles.some((it) => /^last run: vague-morning-5 · finished .*downstream/.test(it)),
        titles.join(),
      );
      assert.ok(
        titles.some((it) => /^mnist_dataset:v0 · latest · by jumping-monkey-1/.test(it)),
        titles.join(),
      );
    });
  });

  it('are found in the workspace by their letters', async () => {
    const found = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
      'vscode.executeWorkspaceSymbolProvider',
      'mnistmodel',
    );
    assert.ok(
      found.some(({ name, location }) => name === 'mnist_model' && /train\.py$/.test(location.uri.path)),
    );
  });

  it('that do not exist are told only where all of the project is seen', async () => {
    const document = await untitled(
      `${start}run.use_artifact("mnist_model:lastest")\nrun.use_artifact("a/b/c/d:v0")\n`,
    );
    const expected = history === 'server' ? ['invalid-name', 'unknown-alias'] : ['invalid-name'];
    await eventually(async () => {
      const codes = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ source }) => source === 'Artifact Lineage')
        .map(({ code }) => (typeof code === 'object' ? code.value : code));
      assert.deepEqual(codes.sort(), expected);
    });
  });

  it('have no problems in the sample', async () => {
    const document = await script();
    const other = await untitled(`${start}run.use_artifact("a/b/c/d:v0")\n`);
    const problemsOf = ({ uri }: vscode.TextDocument) =>
      vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Artifact Lineage');
    // Once the other's are shown, those of the script would be too.
    await eventually(async () => assert.equal(problemsOf(other).length, 1));
    assert.deepEqual(
      problemsOf(document).map(({ message }) => message),
      [],
    );
  });

  it('are copied from where the caret is', async () => {
    const document = await untitled(start + use);
    const editor = await vscode.window.showTextDocument(document);
    const caret = positionOf(document, 'mnist_model:latest', 'model');
    editor.selection = new vscode.Selection(caret, caret);
    await vscode.commands.executeCommand('artifactLineage.copyName');
    const name = isKnown ? 'ada/mnist-lineage/mnist_model:v0' : 'ada/mnist-lineage/mnist_model';
    assert.equal(await vscode.env.clipboard.readText(), name);
  });
});
