import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { transform } from 'esbuild';

/** Writes as CommonJS, which is what VS Code loads, what esbuild splits only as ES modules. For a build with `write: false`. */
export const commonJs = {
  name: 'common-js',
  setup({ initialOptions: { target, minify, sourcemap }, onEnd }) {
    onEnd(async ({ outputFiles }) => {
      for (const { path, text, contents } of outputFiles) {
        mkdirSync(dirname(path), { recursive: true });
        if (!path.endsWith('.js')) {
          writeFileSync(path, contents);
          continue;
        }
        const { code } = await transform(text, {
          format: 'cjs',
          platform: 'node',
          target,
          // A part is required, too: Node's own loader for `import()` would go around VS Code's for `vscode`.
          supported: { 'dynamic-import': false },
          minifyWhitespace: minify,
          sourcemap,
          sourcefile: path,
        });
        writeFileSync(path, withoutCopies(code), { mode: text.startsWith('#!') ? 0o755 : 0o644 });
      }
    });
  },
};

/**
 * esbuild copies a module into an object of getters where it is imported as a namespace and where it is exported. With
 * some 500 names in `vscode` and 70 files that import it, that was more than half of what it cost to load the extension,
 * and a call from file to file went through two getters.
 */
function withoutCopies(code) {
  return code
    .replace(/__toESM\d*\(require\("vscode"\)\)/g, 'require("vscode")')
    .replace(/\b__toCommonJS\d*\(([\w$]+)\);/, 'Object.defineProperty($1, "__esModule", { value: true });');
}
