import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { findSecrets } from './findSecrets';
import type { VsCodeVersion } from './installVsCode';
import { openBrowser } from './openBrowser';
import { serveOutside } from './serveOutside';
import { startVsCode } from './startVsCode';

const root = resolve(__dirname, '../..');

export interface EditorSuiteOptions {
  readonly version: VsCodeVersion;
  /** A `.vsix` file to install; without it the work tree is the extension under development. */
  readonly vsix?: string;
  /** The compiled suite: see test/editor/compileSuite.ts. */
  readonly tests: string;
  /** A folder that the tests may change, or a .code-workspace file with such folders. */
  readonly workspace: string;
  readonly env: Readonly<Record<string, string>>;
  /** False opens the folder in restricted mode. Default true. */
  readonly trusted?: boolean;
  /** A folder of its own for pictures and logs. */
  readonly out?: string;
  readonly timeoutMs: number;
  /** Takes the lines of the suite. */
  readonly say: (line: string) => void;
  /** Values that may stand nowhere when the suite is over. */
  readonly secrets?: readonly string[];
}

/**
 * Runs the compiled suite in a real VS Code in a headless browser, says the suite's lines and answers its exit code.
 * Screenshots and the logs of page and server are left in test/out/editor/<version>, of restricted mode and where `out` names one in a folder below.
 */
export async function runEditorSuite(options: EditorSuiteOptions): Promise<number> {
  const trusted = options.trusted ?? true;
  const out = join(root, 'test/out/editor', options.version, options.out ?? (trusted ? '' : 'restricted'));
  mkdirSync(out, { recursive: true });
  const consoleLog = join(out, 'console.log');
  writeFileSync(consoleLog, '');
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const outside = await serveOutside(page, out);
    try {
      const code = await startVsCode({
        version: options.version,
        workspace: options.workspace,
        extension: options.vsix ?? root,
        tests: options.tests,
        trusted,
        // The question whether to trust the folder would stand in front of everything.
        ...(trusted ? {} : { settings: { 'security.workspace.trust.startupPrompt': 'never' } }),
        env: { ...options.env, ACKLENS_TEST_OUTSIDE: outside.url },
        log: join(out, 'server.log'),
      });
      try {
        const exit = new Promise<number>((done) => {
          void page.exposeFunction('codeAutomationExit', (status: number) => done(status));
        });
        await page.exposeFunction('codeAutomationLog', (type: string, args: readonly unknown[]) => {
          const line = args.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join(' ');
          if (line.startsWith('[suite] ')) options.say(line.slice('[suite] '.length));
          else appendFileSync(consoleLog, `${type} ${line}\n`);
        });
        await page.goto(code.url);
        const status = await Promise.race([exit, after(options.timeoutMs)]);
        await page.screenshot({ path: join(out, 'end.png') }).catch(() => undefined);
        if (status === undefined)
          throw new Error(`The suite did not end within ${options.timeoutMs / 1000} s; pictures and logs: ${out}`);
        const { secrets = [] } = options;
        const found = secrets.length > 0 ? await findSecrets(secrets, [code.data, options.workspace, out], page) : [];
        if (found.length > 0) throw new Error(`Secrets were written down:\n${found.join('\n')}`);
        return status;
      } finally {
        await code.stop();
      }
    } finally {
      await outside.stop();
    }
  } finally {
    await browser.close();
  }
}

const after = (ms: number): Promise<undefined> => new Promise((done) => setTimeout(() => done(undefined), ms).unref());
