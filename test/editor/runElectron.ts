import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { cacheFolder } from '../kafka/cacheFolder';
import { startKafka } from '../kafka/startKafka';
import { compileSuite } from './compileSuite';

// Usage: tsx test/editor/runElectron.ts [VERSION...], by default the oldest that is supported and the newest. Downloads
// the desktop's VS Code, so it needs the internet; on Linux without a screen, run it under xvfb-run.
// ACKLENS_BOOTSTRAP=host:port,... uses a Kafka that runs already.

const root = resolve(__dirname, '../..');

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const versions = asked.length > 0 ? asked : ['1.100.3', 'stable'];
  const extensionTestsPath = await compileSuite();
  const given = process.env.ACKLENS_BOOTSTRAP;
  const kafka = given ? undefined : await startKafka({ version: '4.2.0', brokers: 1, name: 'electron' });
  try {
    for (const version of versions) {
      console.log(`\nEditor suite in the desktop's VS Code ${version}`);
      // Short: the path of VS Code's socket lies below it and may have 103 characters on macOS.
      const folder = mkdtempSync(join(realpathSync(tmpdir()), 'al-'));
      const workspace = join(folder, 'shop');
      try {
        cpSync(join(root, 'demo'), workspace, { recursive: true });
        const userData = join(folder, 'user');
        await runTests({
          version,
          cachePath: cacheFolder('vscode-desktop'),
          extensionDevelopmentPath: root,
          extensionTestsPath,
          extensionTestsEnv: { ACKLENS_TEST_BOOTSTRAP: given ?? kafka?.bootstrapServers().join(',') ?? '' },
          launchArgs: [
            workspace,
            '--disable-extensions',
            '--disable-workspace-trust',
            '--skip-welcome',
            '--skip-release-notes',
            `--user-data-dir=${userData}`,
            `--extensions-dir=${join(folder, 'extensions')}`,
          ],
        });
      } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
      }
    }
  } finally {
    await kafka?.stop();
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
