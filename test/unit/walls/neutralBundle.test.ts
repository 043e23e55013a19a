import { strictEqual } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * The third wall around the pure zones, beside the import table and the tsconfig without Node and DOM: each bundles for
 * no platform at all. Parsers that a zone may use are bundled too; what they require of Node they must do without.
 */
const zones = ['base', 'config', 'guarantees', 'experiment', 'kafka', 'schemas', 'tail', 'protocol'];

const sourcesOf = (zone: string): string[] =>
  readdirSync(join('src', zone), { recursive: zone !== 'kafka', encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))
    .map((name) => join('src', zone, name));

describe('pure zones bundle for no platform', () => {
  for (const zone of zones) {
    it(zone, async () => {
      const entryPoints = sourcesOf(zone);
      strictEqual(entryPoints.length > 0, true, `src/${zone} has no source`);
      const { errors, warnings } = await build({
        entryPoints,
        bundle: true,
        write: false,
        outdir: 'out',
        format: 'esm',
        platform: 'neutral',
        mainFields: ['module', 'main'],
        conditions: ['import'],
        // web-tree-sitter asks for these behind a check for Node, to load its WASM itself; we hand it the bytes.
        external: ['fs/promises', 'module'],
        logLevel: 'silent',
      });
      strictEqual([...errors, ...warnings].map(({ text }) => text).join('\n'), '');
    });
  }
});
