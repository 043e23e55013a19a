import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import type { Metafile } from 'esbuild';

/**
 * VS Code loads this much before AckLens can answer; each 100 kB cost some 10 ms of the 50 that activation may take. Where
 * this fails, something is imported that could be loaded where it is first used.
 */
const MAX_BYTES = 150_000;

/** Finding and reading a file costs as much as 10 kB of what stands in it. */
const MAX_FILES = 5;

describe('what is loaded at the start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'acklens-start-'));
  const dist = join(folder, 'dist');
  let outputs: Metafile['outputs'] = {};

  before(async function () {
    this.timeout(60_000);
    const metafile = join(folder, 'metafile.json');
    const build = ['esbuild.mjs', '--production', `--outdir=${dist}`, `--metafile=${metafile}`];
    await promisify(execFile)(process.execPath, build);
    ({ outputs } = JSON.parse(readFileSync(metafile, 'utf8')) as Metafile);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  /** The files that come with `dist/name`; `late` ones, too, or not. */
  function filesOf(name: string, late: boolean): readonly string[] {
    const files = new Set([relative('.', join(dist, name))]);
    for (const file of files)
      for (const { path, kind, external } of outputs[file]?.imports ?? [])
        if (!external && (late || kind === 'import-statement')) files.add(path);
    return [...files];
  }

  it('of the extension is small, and in few files', () => {
    const files = filesOf('extension.js', false);
    const bytes = files.reduce((sum, file) => sum + outputs[file]!.bytes, 0);
    ok(bytes > 100_000 && bytes <= MAX_BYTES, `${bytes} bytes`);
    ok(files.length <= MAX_FILES, files.join(', '));
  });

  it('of the extension is our own: no parser, no client of Kafka, no grammar', () => {
    const inputs = filesOf('extension.js', false).flatMap((file) => Object.keys(outputs[file]!.inputs));
    ok(inputs.includes('src/extension.ts'));
    const foreign = inputs.filter((path) =>
      /node_modules|^src\/(config\/code|guarantees\/rules|kafka\/registry)\//.test(path),
    );
    deepStrictEqual(foreign, []);
  });

  it('of the extension formats nothing: the tables of all languages would be loaded', async () => {
    const script = [
      'const made = [];',
      "for (const name of Object.getOwnPropertyNames(Intl).filter((one) => typeof Intl[one] === 'function'))",
      '  Intl[name] = new Proxy(Intl[name], {',
      '    construct: (...of) => (made.push(name), Reflect.construct(...of)),',
      '    apply: (...of) => (made.push(name), Reflect.apply(...of)),',
      '  });',
      'const vscode = new Proxy(class {}, {',
      '  get: (target, name) => (name in target ? target[name] : vscode),',
      '  apply: () => vscode,',
      '});',
      "const { Module } = require('node:module');",
      'const load = Module._load;',
      "Module._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));",
      'const { activate } = require(process.argv[1]);',
      "process.stdout.write(typeof activate + ' ' + made);",
    ].join('\n');
    const { stdout } = await promisify(execFile)(process.execPath, ['-e', script, join(dist, 'extension.js')]);
    strictEqual(stdout, 'function ');
  });

  it('of the extension copies nothing of VS Code', () => {
    const uses = filesOf('extension.js', false)
      .map((file) => readFileSync(file, 'utf8'))
      .flatMap((text) => text.match(/.{9}require\("vscode"\)/g) ?? []);
    ok(uses.length > 0);
    deepStrictEqual(
      uses.filter((use) => use.includes('(r')),
      [],
    );
  });

  it('of the worker and its late parts is nothing that needs VS Code', () => {
    const needing = filesOf('tailWorker.js', true).filter((file) =>
      outputs[file]!.imports.some(({ path }) => path === 'vscode'),
    );
    deepStrictEqual(needing, []);
  });
});
