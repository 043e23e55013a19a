import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { testUsers } from '../kafka/brokerConfig';
import { startKafka } from '../kafka/startKafka';
import type { VsCodeVersion } from '../vscode/installVsCode';
import { packExtension } from '../vscode/packExtension';
import { runEditorSuite } from '../vscode/runEditorSuite';
import { auditSecrets, searchedPart } from './auditSecrets';
import { compileSuite } from './compileSuite';

// Usage: tsx test/editor/main.ts [newest] [minimum]
// ACKLENS_BOOTSTRAP=host:port,... uses a Kafka that runs already; ACKLENS_TEST_ONLY=lint,tail runs these files only.

const demo = resolve(__dirname, '../../demo');

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const versions = (['newest', 'minimum'] as const satisfies readonly VsCodeVersion[]).filter(
    (version) => asked.length === 0 || asked.includes(version),
  );
  const tests = await compileSuite();
  const given = process.env.ACKLENS_BOOTSTRAP;
  const kafka = given
    ? undefined
    : await startKafka({ version: '4.2.0', brokers: 1, listeners: ['SECURE', 'MTLS'], name: 'editor' });
  const bootstrap = given ?? kafka?.bootstrapServers().join(',') ?? '';
  try {
    for (const version of versions) {
      console.log(`\nEditor suite in VS Code, ${version} version`);
      const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acklens-workspace-'));
      const workspace = join(folder, 'shop');
      try {
        cpSync(demo, workspace, { recursive: true });
        const secure = kafka?.keys && {
          ACKLENS_TEST_SECURE: kafka.bootstrapServers('SECURE').join(','),
          ACKLENS_TEST_MTLS: kafka.bootstrapServers('MTLS').join(','),
          ACKLENS_TEST_KEYS: kafka.keys.folder,
          ACKLENS_TEST_CA: join(kafka.keys.folder, 'ca.pem'),
          ACKLENS_TEST_PASSWORD: testUsers.admin,
        };
        const tools = kafka && { ACKLENS_TEST_TOOLS: kafka.consoleTools() };
        const env = { ACKLENS_TEST_BOOTSTRAP: bootstrap, ...tools, ...secure };
        const only = process.env.ACKLENS_TEST_ONLY?.split(',');
        const trusting = only?.filter((name) => !['restricted', 'folders', 'reload'].includes(name));
        if (trusting === undefined || trusting.length > 0) {
          const chosen = trusting ? { ...env, ACKLENS_TEST_ONLY: trusting.join(',') } : env;
          const status = await runEditorSuite({
            version,
            // The oldest VS Code runs the package that users get, installed as they do it.
            ...(version === 'minimum' ? { vsix: await packExtension() } : {}),
            tests,
            workspace,
            env: chosen,
            timeoutMs: 480_000,
            ...(kafka?.keys && (!only || only.includes('secretAudit'))
              ? { secrets: [testUsers.admin, ...Object.values(auditSecrets(kafka.keys.folder)).map(searchedPart)] }
              : {}),
          });
          if (status !== 0) process.exitCode = 1;
        }
        if (!only || only.includes('restricted')) {
          console.log('\nThe same version with a workspace that is not trusted');
          const untrusted = { ...env, ACKLENS_TEST_ONLY: 'restricted' };
          const options = { version, tests, workspace, env: untrusted, trusted: false, timeoutMs: 120_000 };
          if ((await runEditorSuite(options)) !== 0) process.exitCode = 1;
        }
        if ((!only || only.includes('folders')) && version === 'newest') {
          console.log('\nThe same version with a workspace of two folders');
          const two = { ...env, ACKLENS_TEST_ONLY: 'folders' };
          const file = writeTwoFolders(folder);
          const options = { version, tests, workspace: file, env: two, out: 'folders', timeoutMs: 120_000 };
          if ((await runEditorSuite(options)) !== 0) process.exitCode = 1;
        }
        if ((!only || only.includes('reload')) && version === 'newest') {
          console.log('\nThe same version with a window that is loaded anew');
          const anew = { ...env, ACKLENS_TEST_ONLY: 'reload', ACKLENS_TEST_NOTE: join(folder, 'reloaded.json') };
          const options = { version, tests, workspace, env: anew, out: 'reload', timeoutMs: 180_000 };
          if ((await runEditorSuite(options)) !== 0) process.exitCode = 1;
        }
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
  } finally {
    await kafka?.stop();
  }
}

/** What folders.test.ts opens: the second folder has settings of its own. */
function writeTwoFolders(folder: string): string {
  mkdirSync(join(folder, 'ledger/.vscode'), { recursive: true });
  mkdirSync(join(folder, 'web'));
  const settings = {
    'acklens.rules': { 'acks-zero': 'error' },
    'acklens.clientVersions': { java: '2.8' },
    'acklens.lint.exclude': ['old'],
  };
  writeFileSync(join(folder, 'ledger/.vscode/settings.json'), JSON.stringify(settings));
  const file = join(folder, 'both.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'web' }, { path: 'ledger' }] }));
  return file;
}

// `exit` handlers stop what runs; a signal without a handler would skip them.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
