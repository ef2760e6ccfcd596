// The manifest says what the code does, where both must say it.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tools } from '../../src/join/answers/tools.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

interface Step {
  readonly id: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

describe('manifest', () => {
  it('leads through first steps, each with its own picture and an end that can come', () => {
    const { commands, views, walkthroughs } = manifest.contributes;
    const steps: readonly Step[] = walkthroughs[0].steps;
    const known = [
      ...commands.map(({ command }: { command: string }) => command),
      ...views.artifactLineage.map(({ id }: { id: string }) => `${id}.focus`),
    ];
    assert.equal(new Set(steps.map(({ media }) => media.svg)).size, 3);
    for (const { id, media, completionEvents } of steps) {
      assert.match(readFileSync(media.svg, 'utf8'), /var\(--vscode-/, `${id}: the picture knows no theme`);
      assert.ok(completionEvents.length > 0);
      for (const event of completionEvents.filter((it) => it.startsWith('onCommand:')))
        assert.ok(known.includes(event.slice('onCommand:'.length)), `${id}: there is no ${event}`);
      const told = readFileSync('src/editor/firstSteps.ts', 'utf8');
      for (const event of completionEvents.filter((it) => it.startsWith('onContext:')))
        assert.ok(told.includes(`'${event.slice('onContext:'.length)}'`), `${id}: nobody says ${event}`);
    }
  });

  const [, floor] = manifest.engines.vscode.match(/^\^(\d+\.\d+)\.0$/);

  it('names the oldest VS Code that is tested and typed', () => {
    const workflow = readFileSync('.github/workflows/release.yml', 'utf8');
    const [, tested = ''] = /ARTIFACT_LINEAGE_VSCODE: '(\d+\.\d+)\.\d+'/.exec(workflow) ?? [];
    assert.equal(tested, floor);
    assert.equal(manifest.devDependencies['@types/vscode'], `${floor}.0`);
  });

  it('runs where the data is, and takes nothing from folders that are not trusted', () => {
    const { extensionKind, browser, capabilities, contributes } = manifest;
    assert.deepEqual(extensionKind, ['workspace']);
    assert.equal(browser, './dist/web/extension.js');
    assert.equal(capabilities.virtualWorkspaces, true);
    const groups: readonly { readonly properties: object }[] = contributes.configuration;
    const reachingOut = groups
      .flatMap(({ properties }) => Object.keys(properties))
      .filter((key) => /\.(wandb\.(?!generated)|runFolders)/.test(key));
    assert.equal(capabilities.untrustedWorkspaces.supported, 'limited');
    assert.deepEqual(
      [...capabilities.untrustedWorkspaces.restrictedConfigurations].sort(),
      reachingOut.sort(),
    );
  });

  it('doubles each & in the titles of menus, and in no other', () => {
    for (const language of ['', '.es']) {
      const texts: Readonly<Record<string, string>> = JSON.parse(
        readFileSync(`package.nls${language}.json`, 'utf8'),
      );
      const { commands, menus } = manifest.contributes;
      const { commandPalette, ...others } = menus;
      const idsOf = (entries: readonly { readonly command?: string }[]) =>
        new Set(entries.flatMap(({ command }) => command ?? []));
      const inMenus = idsOf(Object.values<readonly { readonly command?: string }[]>(others).flat());
      const hidden = idsOf(commandPalette.filter(({ when }: { when: string }) => when === 'false'));
      for (const { command, title } of commands) {
        const text = texts[title.replaceAll('%', '')] ?? title;
        if (inMenus.has(command)) assert.doesNotMatch(text, /(^|[^&])&[^\s&]/, command);
        if (!hidden.has(command)) assert.doesNotMatch(text, /&&/, command);
      }
    }
  });

  it('wears badges that are true', () => {
    for (const readme of ['README.md', 'README.es.md']) {
      const badges = [...readFileSync(readme, 'utf8').matchAll(/img\.shields\.io\/badge\/(\S+)-\w+\)/g)];
      const said = badges.map(([, text = '']) => decodeURIComponent(text).replace(/^[^-]+-/, ''));
      assert.deepEqual(said, [`${floor}+`, manifest.license, readme === 'README.md' ? 'none' : 'ninguna']);
    }
    const sources = ['src', 'webview'].flatMap((room) =>
      readdirSync(room, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(room, name)),
    );
    const senders = sources.filter((path) =>
      /telemetrylogger|telemetrysender|sendBeacon|analytics/i.test(readFileSync(path, 'utf8')),
    );
    assert.deepEqual(senders, []);
  });

  it('has a changelog in the form of Keep a Changelog', () => {
    const [title, ...headings] = readFileSync('CHANGELOG.md', 'utf8').match(/^#+ .+$/gm) ?? [];
    assert.equal(title, '# Changelog');
    assert.equal(headings[0], '## [Unreleased]');
    for (const heading of headings)
      assert.match(
        heading,
        /^(## \[(Unreleased|\d+\.\d+\.\d+)\]( - \d{4}-\d\d-\d\d)?|### (Added|Changed|Deprecated|Removed|Fixed|Security))$/,
      );
  });

  it('offers the questions of agents as they are', () => {
    const offered: readonly Record<string, unknown>[] = manifest.contributes.languageModelTools;
    assert.deepEqual(
      offered.map(({ name, toolReferenceName, modelDescription, inputSchema }) => ({
        name,
        toolReferenceName,
        modelDescription,
        inputSchema,
      })),
      tools.map(({ name, description, inputSchema }) => ({
        name,
        toolReferenceName: name,
        modelDescription: description,
        inputSchema,
      })),
    );
  });
});
