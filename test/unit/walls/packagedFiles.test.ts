import { deepStrictEqual, match, strictEqual } from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { listFiles, PackageManager } from '@vscode/vsce';

const run = promisify(execFile);

/** What stands in dist after `npm run build`. */
const built = (): string[] =>
  readdirSync('dist', { recursive: true, encoding: 'utf8' })
    .map((name) => `dist/${name.replaceAll('\\', '/')}`)
    .filter((path) => statSync(path).isFile())
    .sort();

const isOfCommandLine = (path: string): boolean => /^dist\/cli[./]/.test(path);

describe('the packages', function () {
  this.timeout(120_000);

  before(async () => {
    await run(process.execPath, ['esbuild.mjs', '--production']);
  });

  it('of the editor holds all that was built but the command line', async () => {
    const shipped = await listFiles({ packageManager: PackageManager.None });
    deepStrictEqual(
      shipped.filter((path) => path.startsWith('dist/')).sort(),
      built().filter((path) => !isOfCommandLine(path)),
    );
  });

  it('of the editor holds nothing else but what people read and see', async () => {
    const shipped = await listFiles({ packageManager: PackageManager.None });
    const others = shipped.filter((path) => !/^(dist|media)\//.test(path)).sort();
    deepStrictEqual(others, ['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json']);
    const media = shipped.filter((path) => path.startsWith('media/'));
    deepStrictEqual(new Set(media.map((path) => path.split('.').at(-1))), new Set(['svg', 'png']));
  });

  it('of the command line works where it is installed, with nothing beside it', async () => {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), 'acklens-pack-')));
    try {
      const pack = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
      const [{ filename, files }] = JSON.parse((await run('npm', pack)).stdout) as [
        { readonly filename: string; readonly files: readonly { readonly path: string }[] },
      ];
      deepStrictEqual(
        files
          .map(({ path }) => path)
          .filter((path) => !/^dist\/grammars\/[\w-]+\.wasm$/.test(path))
          .sort(),
        ['LICENSE', 'README.md', 'package.json', ...built().filter(isOfCommandLine)].sort(),
      );
      writeFileSync(join(folder, 'package.json'), '{"private": true}');
      writeFileSync(join(folder, 'producer.properties'), 'bootstrap.servers=localhost:9092\nacks=0\n');
      const kotlin = [
        'import org.apache.kafka.clients.producer.ProducerConfig',
        'val settings = mapOf(ProducerConfig.ACKS_CONFIG to "0")',
      ];
      writeFileSync(join(folder, 'send.kt'), `${kotlin.join('\n')}\n`);
      // Offline: it needs no other package.
      const install = ['install', '--offline', '--no-audit', '--no-fund', join(folder, filename)];
      await run('npm', install, { cwd: folder });
      deepStrictEqual(
        readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
        ['acklens'],
      );
      const bin = join(folder, 'node_modules/.bin/acklens');
      const linted = await run(bin, ['lint', 'producer.properties', 'send.kt'], { cwd: folder }).catch(
        (error: { readonly code: number; readonly stdout: string }) => error,
      );
      strictEqual('code' in linted && linted.code, 1);
      match(linted.stdout, /producer\.properties[\s\S]*acks-zero[\s\S]*send\.kt[\s\S]*acks-zero/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
