// The dependency rule: which room may import which, and which packages; a stray import fails here.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { assertMermaid } from '../support/cli/standards.ts';

const core = ['lineage'];
/** Room → rooms that it may import, itself included without saying. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  lineage: [],
  protocol: ['lineage'],
  python: core,
  backends: core,
  join: [...core, 'python', 'backends', 'protocol'],
  editor: [...core, 'python', 'backends', 'join', 'protocol'],
  node: [],
  mcp: ['join'],
  cli: [...core, 'python', 'backends', 'join', 'node', 'mcp'],
  extension: [...core, 'python', 'backends', 'join', 'protocol', 'editor'],
  scanWorker: ['python', 'node'],
  webview: ['lineage', 'protocol'],
};
/** Room → packages that it may import; a trailing `*` stands for any ending. */
const mayUse: Readonly<Record<string, readonly string[]>> = {
  lineage: [],
  protocol: [],
  python: ['@lezer/*', 'ignore', 'toml-eslint-parser', 'yaml'],
  backends: ['valibot', 'yaml', 'ini', 'p-retry', 'p-limit', 'gql.tada', '@bufbuild/protobuf*'],
  join: [],
  editor: ['vscode'],
  node: ['node:*'],
  mcp: ['@modelcontextprotocol/sdk/*'],
  cli: ['node:*'],
  extension: ['vscode'],
  scanWorker: ['node:fs', 'node:worker_threads'],
  webview: ['d3*', '@vscode/codicons*', '@vscode-elements/*'],
};

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));
}

function roomOf(path: string): string {
  const [top = '', second = ''] = path.split(/[\\/]/);
  return top === 'webview' ? 'webview' : second.replace(/\.ts$/, '');
}

function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const still = /^(?:import|export)\s+(?:[\w*{}\s,$]+?\s+from\s+)?['"]([^'"]+)['"]/gm;
  // A type of a module (`typeof import(…)`) is erased and loads nothing.
  const dynamic = /(?<!typeof )\b(?:import|require)\(\s*['"]([^'"]+)['"]/g;
  return [...text.matchAll(still), ...text.matchAll(dynamic)].flatMap((match) => match[1] ?? []);
}

function complaints(path: string): readonly string[] {
  const room = roomOf(path);
  const rooms = mayImport[room];
  const packages = mayUse[room];
  if (!rooms || !packages) return [`${path} is in no known room`];
  return importsOf(path)
    .filter((name) =>
      name.startsWith('.')
        ? ![room, ...rooms].includes(roomOf(normalize(join(dirname(path), name))))
        : !packages.some((it) => (it.endsWith('*') ? name.startsWith(it.slice(0, -1)) : name === it)),
    )
    .map((name) => `${path} imports ${name}`);
}

describe('architecture', () => {
  it('imports only downhill', () => {
    assert.deepEqual([...sources('src'), ...sources('webview')].flatMap(complaints), []);
  });

  it('is told on one screen, each room of it, with a picture that Mermaid reads', async () => {
    const page = readFileSync('ARCHITECTURE.md', 'utf8');
    assert.ok(page.split('\n').length <= 50, 'the page is longer than a screen');
    const rooms = readdirSync('src', { withFileTypes: true }).filter((it) => it.isDirectory());
    for (const { name } of rooms)
      for (const text of [page, readFileSync('CONTRIBUTING.md', 'utf8')])
        assert.ok(text.includes(`\`src/${name}\``), `nobody tells what src/${name} is`);
    await assertMermaid(/```mermaid\n(.*?)```/s.exec(page)?.[1] ?? '');
  }).timeout(60_000);

  it('sees a stray import', () => {
    assert.equal(roomOf('src/lineage/model.ts'), 'lineage');
    assert.equal(roomOf('src/extension.ts'), 'extension');
    assert.ok(importsOf('src/extension.ts').includes('vscode'));
    assert.ok(importsOf('src/editor/hover.ts').includes('../join/card.ts'));
  });
});
