// The language-model tools, asked through VS Code as its agents do.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activated } from './sample.ts';

async function ask(name: string, input: object): Promise<string> {
  const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined });
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}

describe('language-model tools', () => {
  before(activated);

  it('are offered by their names', () => {
    const names = vscode.lm.tools.map(({ name }) => name);
    for (const name of ['findLineage', 'whatUses', 'explainReference', 'compareVersions'])
      assert.ok(names.includes(name), `${name} is not among ${names.join(', ')}`);
  });

  it('answer from the open workspace', async () => {
    assert.match(
      await ask('findLineage', { name: 'mnist_model:v0' }),
      /^- vague-morning-5 —logged→ mnist_model:v0 /m,
    );
    assert.match(await ask('whatUses', { name: 'mnist_dataset:v0' }), /^- run vague-morning-5 /m);
    assert.match(
      await ask('explainReference', { path: 'train.py' }),
      /^- name: mnist_dataset:v0 \(exact\)$/m,
    );
    assert.match(
      await ask('compareVersions', { before: 'mnist_dataset:v0', after: 'mnist_model:v0' }),
      /^- \+ artifact version mnist_dataset:v0/m,
    );
  });

  it('say what to ask instead', async () => {
    assert.match(await ask('findLineage', { name: 'mnist_modle:v0' }), /Did you mean "mnist_model:v0"\?/);
  });
});
