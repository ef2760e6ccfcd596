// The dependency rule: which room may import which, and which packages; a stray import fails here.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

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

  it('sees a stray import', () => {
    assert.equal(roomOf('src/lineage/model.ts'), 'lineage');
    assert.equal(roomOf('src/extension.ts'), 'extension');
    assert.ok(importsOf('src/extension.ts').includes('vscode'));
    assert.ok(importsOf('src/editor/hover.ts').includes('../join/card.ts'));
  });
});
