// Half-typed artifact names, completed through VS Code's own provider.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from './sample.ts';

const header = 'import wandb\nrun = wandb.init(entity="ada", project="mnist-lineage")\n';

/** The suggestions at the end of the code, as `label description`. */
async function suggested(
  code: string,
): Promise<{ document: vscode.TextDocument; items: vscode.CompletionItem[] }> {
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: header + code });
  const end = document.positionAt(document.getText().length);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    end,
  );
  return { document, items: list.items };
}

const told = (items: readonly vscode.CompletionItem[]) =>
  items.map(({ label }) => (typeof label === 'string' ? label : `${label.label} ${label.description ?? ''}`));

describe('completion of artifact names', () => {
  before(activated);

  it('offers collections inside a string that is not closed yet', async () => {
    const { items } = await suggested('run.use_artifact("mn');
    assert.deepEqual(told(items).slice(0, 2), ['mnist_dataset dataset', 'mnist_model model']);
  });

  it('offers versions and aliases after the colon, and replaces only what follows it', async () => {
    const { document, items } = await suggested('run.use_artifact("mnist_model:la');
    const [latest] = items.filter(({ label }) => typeof label !== 'string' && label.label === 'latest');
    assert.ok(latest, told(items).join(', '));
    assert.match(told([latest])[0] ?? '', /v0.*by vague-morning-5/);
    const { range } = latest;
    assert.ok(range && 'inserting' in range);
    assert.equal(document.getText(range.inserting), 'la');
  });

  it('offers registered models where a model is linked', async () => {
    const { items } = await suggested('run.link_model(path="m", registered_model_name="');
    assert.deepEqual(told(items), ['MNIST-dev registry']);
  });

  it('keeps out of other strings', async () => {
    const { items } = await suggested('print("mn');
    assert.ok(!told(items).some((it) => /mnist_dataset dataset/.test(it)));
  });
});
