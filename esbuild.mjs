// Builds what ships into dist/: the extension host, the worker, the command line, the webviews, the grammars.
// Usage: node esbuild.mjs [--watch] [--production] [--outdir=dist] [--metafile=FILE]
// FILE gets which files went into which, as esbuild tells it.
import { cpSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { context } from 'esbuild';
import { commonJs } from './build/commonJs.mjs';
import { lateParts } from './build/lateParts.mjs';

const watch = process.argv.includes('--watch');
const production = process.argv.includes('--production');
const optionOf = (option) => process.argv.find((arg) => arg.startsWith(`--${option}=`))?.slice(option.length + 3);
const outdir = optionOf('outdir') ?? 'dist';
const metafile = optionOf('metafile');

const shared = {
  bundle: true,
  logLevel: 'info',
  metafile: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  legalComments: production ? 'linked' : 'inline',
};

// VS Code 1.100, the oldest that we support, runs Node 20.
const node = {
  ...shared,
  platform: 'node',
  target: 'node20',
  format: 'esm',
  // What is behind an `import()` is a file of its own, and so is what several of these share.
  splitting: true,
  sourcemap: production ? false : 'inline',
  write: false,
  outdir,
  external: ['vscode'],
  alias: {
    // The package's ESM build finds itself through import.meta.url, which does not exist in CommonJS.
    'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs',
    // The package's UMD build hides its requires from the bundler: they would look for files beside the bundle.
    'jsonc-parser': './node_modules/jsonc-parser/lib/esm/main.js',
  },
};
const browser = { ...shared, platform: 'browser', target: 'chrome132', format: 'iife' };

// What ships together shares its parts: one build for the package of the editor, one for that of the command line.
const builds = [
  {
    ...node,
    entryPoints: { extension: 'src/extension.ts', tailWorker: 'src/tailWorker.ts' },
    chunkNames: 'parts/[name]-[hash]',
    plugins: [lateParts('src/extension.ts', /\/(mskSigner|openCodec)$/), commonJs],
  },
  { ...node, entryPoints: { cli: 'src/cli.ts' }, chunkNames: 'cli/[name]-[hash]', plugins: [commonJs] },
  {
    ...browser,
    entryPoints: {
      tail: 'webview/tail/main.ts',
      settings: 'webview/settings/main.ts',
      produce: 'webview/produce/main.ts',
      connection: 'webview/connection/main.ts',
      lab: 'webview/lab/main.ts',
    },
    outdir: `${outdir}/webview`,
    loader: { '.css': 'css' },
  },
];

// Grammars are data: the package's own WASM files, loaded at run time.
const vscodeGrammar = (name) => `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;
const grammars = {
  'web-tree-sitter.wasm': 'node_modules/web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-typescript.wasm': 'node_modules/tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-tsx.wasm': 'node_modules/tree-sitter-typescript/tree-sitter-tsx.wasm',
  'tree-sitter-java.wasm': vscodeGrammar('java'),
  'tree-sitter-kotlin.wasm': 'node_modules/@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  'tree-sitter-scala.wasm': 'node_modules/tree-sitter-scala/tree-sitter-scala.wasm',
  'tree-sitter-groovy.wasm': 'node_modules/tree-sitter-groovy/tree-sitter-groovy.wasm',
  'tree-sitter-python.wasm': vscodeGrammar('python'),
  'tree-sitter-go.wasm': vscodeGrammar('go'),
  'tree-sitter-csharp.wasm': vscodeGrammar('c-sharp'),
  'tree-sitter-rust.wasm': vscodeGrammar('rust'),
  'tree-sitter-ruby.wasm': vscodeGrammar('ruby'),
  'tree-sitter-php.wasm': vscodeGrammar('php'),
  'tree-sitter-cpp.wasm': vscodeGrammar('cpp'),
};

rmSync(outdir, { recursive: true, force: true });
mkdirSync(`${outdir}/grammars`, { recursive: true });
for (const [name, from] of Object.entries(grammars)) cpSync(from, `${outdir}/grammars/${name}`);

const sizeOf = (path) => ({ bytes: statSync(path).size });
const made = {
  inputs: Object.fromEntries(Object.values(grammars).map((path) => [path, sizeOf(path)])),
  outputs: {},
};
for (const build of builds) {
  const running = await context(build);
  if (watch) await running.watch();
  else {
    const { metafile: part } = await running.rebuild();
    Object.assign(made.inputs, part.inputs);
    Object.assign(made.outputs, part.outputs);
    await running.dispose();
  }
}
if (metafile !== undefined) writeFileSync(metafile, JSON.stringify(made));
