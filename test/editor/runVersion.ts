import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeScanTree } from '../bench/scanSubject';
import { testUsers } from '../kafka/brokerConfig';
import type { KafkaCluster } from '../kafka/KafkaCluster';
import type { TestKeys } from '../kafka/makeKeys';
import { startKafka } from '../kafka/startKafka';
import type { VsCodeVersion } from '../vscode/installVsCode';
import { type EditorSuiteOptions, runEditorSuite } from '../vscode/runEditorSuite';
import { auditSecrets, searchedPart } from './auditSecrets';

const demo = resolve(__dirname, '../../demo');

/** The compiled suite (see compileSuite.ts), and the package for the version that is to run it. */
export type MadeParts = readonly [tests: string, vsix: string | undefined];

/**
 * Runs the compiled suite in one version of VS Code, in one window after another, with a Kafka of its own. Whether all
 * tests passed.
 */
export async function runVersion(
  version: VsCodeVersion,
  made: Promise<MadeParts>,
  say: (line: string) => void,
): Promise<boolean> {
  const given = process.env.ACKLENS_BOOTSTRAP;
  const starting =
    given === undefined
      ? startKafka({ version: '4.2.0', brokers: 1, listeners: ['SECURE', 'MTLS'], name: `editor-${version}` })
      : undefined;
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'acklens-workspace-'));
  try {
    const [[tests, vsix], kafka] = await Promise.all([made, starting]);
    cpSync(demo, join(folder, 'shop'), { recursive: true });
    // VS Code tells of new files little by little, and each part may start a scan anew: what a user opens was there before.
    if (process.env.ACKLENS_TEST_ONLY?.split(',').includes('scanSpeed')) writeScanTree(join(folder, 'shop/scan-speed'));
    const env = { ACKLENS_TEST_BOOTSTRAP: given ?? '', ...(kafka ? environment(kafka) : {}) };
    let succeeded = true;
    for (const { title, files, options } of windowsOf(version, folder, vsix, kafka?.keys)) {
      if (files?.length === 0) continue;
      say(`\n${title}`);
      const chosen = { ...env, ...options.env, ...(files ? { ACKLENS_TEST_ONLY: files.join(',') } : {}) };
      const workspace = options.workspace ?? join(folder, 'shop');
      const status = await runEditorSuite({ version, tests, say, ...options, workspace, env: chosen });
      succeeded &&= status === 0;
    }
    return succeeded;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await (await starting)?.stop();
  }
}

interface Window {
  readonly title: string;
  /** The test files to run in it; undefined: all that need no window of their own. */
  readonly files: readonly string[] | undefined;
  readonly options: Omit<EditorSuiteOptions, 'version' | 'tests' | 'say' | 'workspace' | 'env'> &
    Partial<Pick<EditorSuiteOptions, 'workspace' | 'env'>>;
}

function windowsOf(
  version: VsCodeVersion,
  folder: string,
  vsix: string | undefined,
  keys: TestKeys | undefined,
): readonly Window[] {
  const only = process.env.ACKLENS_TEST_ONLY?.split(',');
  const inWindow = (name: string, title: string, options: Window['options']): Window => {
    const files = only?.includes(name) === false ? [] : [name];
    return { title: `VS Code, ${version} version, with ${title}`, files, options };
  };
  const secrets = keys && [testUsers.admin, ...Object.values(auditSecrets(keys.folder)).map(searchedPart)];
  const trusted: Window = {
    title: `VS Code, ${version} version`,
    files: only?.filter((name) => !['restricted', 'folders', 'reload'].includes(name)),
    options: {
      // The oldest VS Code runs the package that users get, installed as they do it.
      ...(version === 'minimum' && vsix !== undefined ? { vsix } : {}),
      ...(secrets && only?.includes('secretAudit') !== false ? { secrets } : {}),
      timeoutMs: 720_000,
    },
  };
  const restricted = inWindow('restricted', 'a workspace that is not trusted', { trusted: false, timeoutMs: 120_000 });
  if (version === 'minimum') return [trusted, restricted];
  const two = { workspace: writeTwoFolders(folder), out: 'folders', timeoutMs: 120_000 };
  const note = { ACKLENS_TEST_NOTE: join(folder, 'reloaded.json') };
  return [
    trusted,
    restricted,
    inWindow('folders', 'a workspace of two folders', two),
    inWindow('reload', 'a window that is loaded anew', { env: note, out: 'reload', timeoutMs: 180_000 }),
  ];
}

function environment(kafka: KafkaCluster): Record<string, string> {
  const secure = kafka.keys && {
    ACKLENS_TEST_SECURE: kafka.bootstrapServers('SECURE').join(','),
    ACKLENS_TEST_MTLS: kafka.bootstrapServers('MTLS').join(','),
    ACKLENS_TEST_KEYS: kafka.keys.folder,
    ACKLENS_TEST_CA: join(kafka.keys.folder, 'ca.pem'),
    ACKLENS_TEST_PASSWORD: testUsers.admin,
  };
  return {
    ACKLENS_TEST_BOOTSTRAP: kafka.bootstrapServers().join(','),
    ACKLENS_TEST_TOOLS: kafka.consoleTools(),
    ...secure,
  };
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
