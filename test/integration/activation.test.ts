// The extension as VS Code sees it: found, started by its commands, and true to what its manifest promises.
import assert from 'node:assert/strict';
import * as vscode from 'vscode';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category?: string;
    }[];
    readonly keybindings: readonly { readonly command: string; readonly key: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
  };
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('artifact-lineage.artifact-lineage');
  assert.ok(found, 'VS Code does not know the extension');
  return found;
}

describe('activation', () => {
  it('starts on its first command and stays up', async () => {
    await vscode.commands.executeCommand('artifactLineage.refresh');
    assert.equal(extension().isActive, true);
  });

  it('registers every command that the manifest offers', async () => {
    await extension().activate();
    const { contributes } = extension().packageJSON as Manifest;
    const registered = new Set(await vscode.commands.getCommands(true));
    const offered = contributes.commands.map(({ command }) => command);
    assert.deepEqual(
      offered.filter((command) => !registered.has(command)),
      [],
    );
    for (const command of ['showLineage', 'refresh', 'connect', 'signOut'])
      assert.ok(offered.includes(`artifactLineage.${command}`), `${command} is not offered`);
  });

  it('has the same commands once the code of all of them is loaded', async () => {
    const own = async () =>
      (await vscode.commands.getCommands(true)).filter((it) => it.startsWith('artifactLineage.')).sort();
    const before = await own();
    await vscode.commands.executeCommand('artifactLineage.openCode', {});
    await vscode.commands.executeCommand('artifactLineage.clearRunFilter');
    assert.deepEqual(await own(), before);
  });

  it('takes no key that VS Code has given a meaning', async () => {
    const { keybindings } = (extension().packageJSON as Manifest).contributes;
    const defaults = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('vscode://defaultsettings/keybindings.json'),
    );
    const bound = defaults.getText().matchAll(/"key": "([^"]+)",[^}]*?"command": "([^"]+)"/g);
    const others = [...bound].filter(([, , command]) => !command?.startsWith('artifactLineage.'));
    assert.ok(others.length > 500, `${others.length} defaults`);
    const taken = new Set(others.map(([, key]) => key));
    for (const { key } of keybindings) assert.ok(!taken.has(key), key);
  });

  it('shows its views, each of which can take the focus', async () => {
    const { contributes } = extension().packageJSON as Manifest;
    const views = contributes.views.artifactLineage ?? [];
    assert.deepEqual(
      views.map(({ id }) => id),
      ['runs', 'artifacts', 'code', 'selection'].map((it) => `artifactLineage.${it}`),
    );
    for (const { id } of views) await vscode.commands.executeCommand(`${id}.focus`);
  });
});
