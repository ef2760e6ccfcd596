// A caret that rests on a name selects what it stands for, also when that is known only later.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { followCaret } from '../../src/editor/caretSelection.ts';
import { Store } from '../../src/join/store.ts';
import type { NodeId } from '../../src/lineage/model.ts';
import { file, reference } from '../support/lineage/code.ts';
import { eventually } from '../support/workbench/eventually.ts';
import { activated } from './sample.ts';

describe('a caret that rests on a name', () => {
  before(activated);
  afterEach(() => vscode.commands.executeCommand('workbench.action.closeAllEditors'));

  it('selects what the name stands for once that is known', async () => {
    const store = new Store();
    const named = reference('late.py', 0, { relation: 'logged', type: 'model' }, 'late_model');
    const log = vscode.window.createOutputChannel('Caret', { log: true });
    const selected: NodeId[] = [];
    let looks = 0;
    /** When the caret has been put there. */
    let looksBefore: number | undefined;
    const code = {
      nameAt: async () => {
        looks++;
        return named;
      },
    };
    const following = followCaret(
      store,
      code,
      log,
      () => true,
      (id) => selected.push(id),
    );
    const moving = vscode.window.onDidChangeTextEditorSelection(() => {
      looksBefore = looks;
    });
    try {
      const document = await vscode.workspace.openTextDocument({
        language: 'python',
        content: 'run.log_artifact("late_model")',
      });
      const editor = await vscode.window.showTextDocument(document);
      editor.selection = new vscode.Selection(0, 20, 0, 20);
      // After its last movement it looks once more, and finds nothing.
      await eventually(() => assert.ok(looks > (looksBefore ?? looks)));
      await store.join(new AbortController().signal);
      assert.deepEqual(selected, []);
      store.update([['late.py', file('late.py', named)]]);
      await eventually(() => assert.deepEqual(selected, ['collection:?/mnist/late_model']));
    } finally {
      moving.dispose();
      following.dispose();
      log.dispose();
    }
  });
});
