// What package.json promises the editor: grouped settings, commands that know when, and keys of their own.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { codes } from '../../src/join/problems/finding.ts';

interface Setting {
  readonly markdownDescription?: string;
  readonly scope?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, { readonly default: string; readonly description: string }>>;
}

interface Contributes {
  readonly commands: readonly {
    readonly command: string;
    readonly title: string;
    readonly category: string;
  }[];
  readonly configuration: readonly {
    readonly title: string;
    readonly properties: Readonly<Record<string, Setting>>;
  }[];
  readonly keybindings: readonly { readonly command: string; readonly key: string; readonly when?: string }[];
  readonly menus: Readonly<Record<string, readonly { readonly command?: string; readonly when?: string }[]>>;
}

async function contributions(): Promise<Contributes> {
  return JSON.parse(await readFile('package.json', 'utf8')).contributes;
}

describe('the manifest', () => {
  it('groups its settings, and describes each with a scope and a default', async () => {
    const { configuration } = await contributions();
    assert.ok(configuration.length > 1);
    for (const { title, properties } of configuration) {
      assert.ok(title);
      for (const [name, { markdownDescription, scope, default: value }] of Object.entries(properties)) {
        assert.match(markdownDescription ?? '', /\.$/, name);
        assert.ok(scope, name);
        assert.notEqual(value, undefined, name);
      }
    }
  });

  it('has a severity and a section of the page for every problem', async () => {
    const { configuration } = await contributions();
    const [setting] = configuration.flatMap(
      ({ properties }) => properties['artifactLineage.problems.severity'] ?? [],
    );
    const page = await readFile('media/problems.md', 'utf8');
    for (const [code, severity] of Object.entries(codes)) {
      assert.ok(page.includes(`\n### ${code}\n`), code);
      assert.equal(setting?.properties?.[code]?.default, severity, code);
    }
    assert.deepEqual(Object.keys(setting?.properties ?? {}), Object.keys(codes));
  });

  it('says of every command when the palette offers it', async () => {
    const { commands, menus } = await contributions();
    const palette = new Map(menus.commandPalette?.map(({ command, when }) => [command, when]));
    for (const { command, category } of commands) {
      assert.equal(category, 'Lineage', command);
      assert.ok(palette.get(command), `${command} has no when`);
    }
  });

  it('binds keys only where code has the focus', async () => {
    const { commands, keybindings } = await contributions();
    for (const { command, when } of keybindings) {
      assert.ok(commands.some((it) => it.command === command));
      assert.match(when ?? '', /editorTextFocus/);
    }
  });
});
