// Builds every bundle: extension (node and web), webview, cli and tests. --production minifies; --watch rebuilds.
// @ts-check
const { build, context, transform } = require('esbuild');
const { createHash } = require('node:crypto');
const { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { basename, dirname, join, resolve } = require('node:path');

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

/** Keeps the protocol of agents out of the command line's bundle, in a file beside it. @type {import('esbuild').Plugin} */
const mcpApart = {
  name: 'mcp apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/mcp\/serve\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path: './mcp.js', external: true },
    ),
};

/**
 * VS Code's API has hundreds of names: each file would copy them all into an object of its own, which took most of the
 * time in which the extension is loaded. The object itself serves as well.
 * @param {string} code
 */
function sharingTheApi(code) {
  const shared = code.replaceAll(/(?<![\w$])[\w$]+\(require\("vscode"\)\)/g, 'require("vscode")');
  if (shared === code && code.includes('require("vscode")'))
    throw new Error('How a bundle asks for VS Code has changed.');
  return shared;
}

/** Writes bundles for VS Code, in the form of modules that it can load. @type {import('esbuild').Plugin} */
const forEditor = {
  name: 'for the editor',
  setup: ({ initialOptions, onEnd }) => {
    initialOptions.write = false;
    onEnd(async ({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        const { code, map } = await transform(text, {
          format: 'cjs',
          target: common.target,
          minify: production,
          sourcemap: !production,
          sourcefile: path,
          // `require` is quicker, and what VS Code knows in every version.
          supported: { 'dynamic-import': false },
        });
        mkdirSync(dirname(path), { recursive: true });
        const toMap = map && `//# sourceMappingURL=${basename(path)}.map\n`;
        writeFileSync(path, sharingTheApi(code) + toMap);
        if (map) writeFileSync(`${path}.map`, map);
      }
    });
  },
};

/**
 * Two files, not thirty: all that VS Code starts with, and all that answers it. Each part that is loaded later knows the
 * start, and what answers knows the rest of it, so that what they share needs no files of its own.
 * @type {import('esbuild').Plugin}
 */
const inTwo = {
  name: 'in two',
  setup: ({ onLoad, onResolve }) => {
    const start = resolve('src/extension.ts');
    const late = new Set(
      filesIn('src', (name) => name.endsWith('.ts')).flatMap((path) => {
        const imports = readFileSync(path, 'utf8').matchAll(/(?<!typeof )\bimport\('(\.[^']+)'\)/g);
        return [...imports].map(([, to = '']) => resolve(dirname(path), to));
      }),
    );
    // What reads a tracker is needed by few.
    const answering = [...late].filter((path) => /src.(editor|join).(?!serverSource)/.test(path)).sort();
    onResolve({ filter: /^together:/ }, ({ path }) => ({
      path: path.slice('together:'.length),
      sideEffects: true,
    }));
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      if (!late.has(path)) return undefined;
      const known = [start, ...(answering.includes(path) ? answering : [])].filter((it) => it !== path);
      const imports = known.map((it) => `import ${JSON.stringify(`together:${it}`)};`).join('');
      return { contents: readFileSync(path, 'utf8') + imports, loader: 'ts' };
    });
  },
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
    // What is loaded with `import()` stands in files of its own: VS Code loads the least that it can start with.
    entryPoints: ['src/extension.ts'],
    format: 'esm',
    splitting: true,
    outdir: 'dist',
    chunkNames: 'parts/[name]-[hash]',
    sourcemap: production ? false : 'inline',
    external: ['vscode'],
    plugins: [inTwo, forEditor],
    // What is loaded later finds the start loaded: its import only tells what it may share.
    logOverride: { 'ignored-bare-import': 'silent' },
  },
  {
    ...common,
    platform: 'browser',
    define: { ...common.define, inBrowser: 'true' },
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/web/extension.js',
    external: ['vscode'],
    sourcemap: production ? false : 'inline',
    plugins: [forEditor],
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
      external: [
        'vscode',
        'mocha',
        'playwright-core',
        '@vscode/test-electron',
        '@vscode/proxy-agent',
        'elkjs',
        'jsdom',
        'mermaid',
      ],
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
