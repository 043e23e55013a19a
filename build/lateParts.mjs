import { resolve as absolute } from 'node:path';

/**
 * esbuild cuts a chunk for each set of parts that share something, and a program that loads many parts late would
 * start by finding and reading dozens of small files. Here each late part stands on what the program has loaded by
 * then, so that this stays in one file.
 * @param entry the program
 * @param apart what another program loads late, too, and what therefore must not stand on this one
 */
export const lateParts = (entry, apart) => ({
  name: 'late-parts',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /^\./ }, async ({ path, kind, importer, resolveDir }) => {
      if (kind !== 'dynamic-import' || importer.includes('node_modules') || apart.test(path)) return undefined;
      const found = await resolve(path, { kind: 'import-statement', importer, resolveDir });
      return { path: found.path, errors: found.errors, namespace: 'late' };
    });
    onLoad({ filter: /./, namespace: 'late' }, ({ path }) => ({
      contents: `import ${JSON.stringify(absolute(entry))}; export * from ${JSON.stringify(path)};`,
      resolveDir: process.cwd(),
    }));
  },
});
