import { deepStrictEqual, ok } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';

const allowed = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'MIT AND BSD-3-Clause']);

const packageFolder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/;

describe('what is taken from other packages', () => {
  it('may be passed on: every package that something ships from has a licence that allows it', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'acklens-licences-'));
    try {
      const metafile = join(folder, 'metafile.json');
      const build = ['esbuild.mjs', `--outdir=${join(folder, 'dist')}`, `--metafile=${metafile}`];
      await promisify(execFile)(process.execPath, build);
      const { inputs }: Pick<Metafile, 'inputs'> = JSON.parse(readFileSync(metafile, 'utf8'));
      const packages = [...new Set(Object.keys(inputs).flatMap((path) => path.match(packageFolder) ?? []))];
      for (const name of ['kafkajs', 'yaml', '@vscode/webview-ui-toolkit', 'tree-sitter-scala'])
        ok(packages.includes(`node_modules/${name}`), name);
      const refused = packages
        .map((path) => `${path}: ${licenceOf(path)}`)
        .filter((line) => !allowed.has(line.slice(line.indexOf(': ') + 2)));
      deepStrictEqual(refused, []);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

function licenceOf(folder: string): string {
  const { license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    readonly license?: string | { readonly type: string };
    readonly licenses?: readonly { readonly type: string }[];
  };
  if (typeof license === 'string') return license;
  return license?.type ?? licenses?.map(({ type }) => type).join(' AND ') ?? 'none stated';
}
