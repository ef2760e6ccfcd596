// Builds every bundle: extension (node and web), webview, cli and tests. --production minifies; --watch rebuilds.
// @ts-check
const { build, context } = require('esbuild');
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** @param {string} folder @param {(name: string) => boolean} keep */
function filesIn(folder, keep) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(keep)
    .map((name) => join(folder, name));
}

/** Changes whenever the code in a folder does: what an older one found is not taken for this one's. @param {string} folder */
function versionOf(folder) {
  const hash = createHash('sha256');
  for (const path of filesIn(folder, (name) => name.endsWith('.ts')).sort()) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

/** @type {import('esbuild').BuildOptions} */
const common = {
  bundle: true,
  format: 'cjs',
  target: 'es2023',
  minify: production,
  sourcemap: !production,
  logLevel: 'warning',
  metafile: production,
  define: {
    inBrowser: 'false',
    scannerVersion: JSON.stringify(versionOf('src/python')),
    runReaderVersion: JSON.stringify(versionOf('src/backends/wandbLocal')),
    productVersion: JSON.stringify(require('./package.json').version),
  },
};
const node = /** @type {const} */ ({ platform: 'node', mainFields: ['module', 'main'] });
const tests = filesIn('test', (name) => /\.test\.ts$/.test(name));
const testPrograms = [
  'test/run.ts',
  'test/integration/index.ts',
  'test/bench/run.ts',
  'test/bench/editorHost.ts',
  'test/bench/editorStart.ts',
  'test/support/demo.ts',
  'test/support/wandbServer/main.ts',
];

/** Keeps a library that is seldom needed out of a bundle, in a file beside it. @type {import('esbuild').Plugin} */
const yamlApart = {
  name: 'yaml apart',
  setup: ({ onResolve }) => onResolve({ filter: /^yaml$/ }, () => ({ path: './yaml.js', external: true })),
};

/** The same for the protocol of agents. @type {import('esbuild').Plugin} */
const mcpApart = {
  name: 'mcp apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/mcp\/serve\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './mcp.js', external: true },
    ),
};

/** Gives a module that is imported as `….ts?text` as the text of its own bundle, for a worker. @type {import('esbuild').Plugin} */
const workerText = {
  name: 'worker text',
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /\?text$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace(/\?text$/, '')),
      namespace: 'worker-text',
    }));
    onLoad({ filter: /./, namespace: 'worker-text' }, async ({ path }) => {
      const options = {
        ...common,
        platform: /** @type {const} */ ('browser'),
        format: /** @type {const} */ ('iife'),
      };
      const { outputFiles, metafile } = await build({
        ...options,
        entryPoints: [path],
        sourcemap: false,
        write: false,
        metafile: true,
      });
      return {
        contents: `export const source = ${JSON.stringify(outputFiles[0]?.text)};`,
        watchFiles: Object.keys(metafile.inputs).map((name) => resolve(name)),
      };
    });
  },
};

/** Of the icon font's style sheet what the map may ask for: names that stand in its code. @type {import('esbuild').Plugin} */
const iconsInUse = {
  name: 'icons in use',
  setup: ({ onLoad }) => {
    onLoad({ filter: /codicon\.css$/ }, ({ path }) => {
      const sources = ['webview', 'src/protocol'].flatMap((room) =>
        filesIn(room, (name) => name.endsWith('.ts')),
      );
      const code = sources.map((source) => readFileSync(source, 'utf8')).join('\n');
      const rule = /^\.codicon-([\w-]+):before \{.*\}$/gm;
      const inUse = (/** @type {string} */ whole, /** @type {string} */ name) =>
        code.includes(`'${name}'`) ? whole : '';
      return { contents: readFileSync(path, 'utf8').replace(rule, inUse), loader: 'css' };
    });
  },
};

/** @type {import('esbuild').BuildOptions[]} */
const bundles = [
  {
    ...common,
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.js',
    external: ['vscode'],
    plugins: [yamlApart],
  },
  {
    ...common,
    ...node,
    entryPoints: ['yaml'],
    outfile: 'dist/yaml.js',
    sourcemap: false,
  },
  {
    ...common,
    platform: 'browser',
    define: { ...common.define, inBrowser: 'true' },
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/web/extension.js',
    external: ['vscode'],
  },
  {
    ...common,
    ...node,
    entryPoints: ['src/scanWorker.ts'],
    outfile: 'dist/scanWorker.js',
  },
  {
    ...common,
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: '#!/usr/bin/env node' },
    plugins: [mcpApart],
  },
  {
    ...common,
    ...node,
    entryPoints: ['src/mcp/serve.ts'],
    outfile: 'dist/mcp.js',
  },
  {
    ...common,
    platform: 'browser',
    format: 'iife',
    entryPoints: ['webview/main.ts'],
    outfile: 'dist/webview/main.js',
    loader: { '.ttf': 'file', '.svg': 'text' },
    plugins: [workerText, iconsInUse],
  },
];
if (!production)
  bundles.push(
    {
      ...common,
      ...node,
      entryPoints: [...tests, ...testPrograms],
      outbase: 'test',
      outdir: 'dist/test',
      external: ['vscode', 'mocha', 'playwright-core', '@vscode/test-electron', 'elkjs', 'jsdom', 'mermaid'],
    },
    {
      ...common,
      platform: 'browser',
      format: 'iife',
      entryPoints: ['test/bench/page/probe.ts'],
      outfile: 'dist/test/bench/page/probe.js',
    },
  );

/** The licences of all packages of which something is in a bundle. @param {import('esbuild').Metafile[]} metafiles */
function notices(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) =>
    Object.values(outputs).flatMap((output) =>
      Object.entries(output.inputs).flatMap(([path, { bytesInOutput }]) => (bytesInOutput > 0 ? [path] : [])),
    ),
  );
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  const texts = [...new Set(folders)].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const files = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file));
    const licences = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...licences].join('\n\n');
  });
  const line = '-'.repeat(80);
  return `Artifact Lineage contains parts of these packages.\n\n${texts.sort().join(`\n\n${line}\n\n`)}\n`;
}

async function main() {
  rmSync('dist', { recursive: true, force: true });
  if (!watch) {
    const results = await Promise.all(bundles.map((options) => build(options)));
    const metafiles = results.flatMap(({ metafile }) => (metafile ? [metafile] : []));
    if (production) writeFileSync('dist/third-party-notices.txt', notices(metafiles));
    return;
  }
  // The watch task of the editor waits for the line that esbuild says at this level when a build is finished.
  for (const options of bundles) await (await context({ ...options, logLevel: 'info' })).watch();
}

main().catch(() => process.exit(1));
