import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../kafka/cacheFolder';
import { runProcess } from '../kafka/runProcess';

export interface FoundBrowser {
  readonly executablePath: string;
  /** Needed by the browser beside what this process has. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * A Chromium for Playwright, in this order: the one that ACKLENS_CHROMIUM names, Chrome or Chromium of this machine,
 * the one in npm's package @sparticuz/chromium (Linux on x64), which needs neither root nor another download.
 */
export async function findBrowser(environment: NodeJS.ProcessEnv = process.env): Promise<FoundBrowser> {
  const named = environment.ACKLENS_CHROMIUM;
  if (named) {
    if (!existsSync(named)) throw new Error(`ACKLENS_CHROMIUM names ${named}, which does not exist.`);
    return { executablePath: named, env: {} };
  }
  const installed = candidates(environment).find((path) => existsSync(path));
  if (installed) return { executablePath: installed, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return unpackedBrowser();
  throw new Error('No browser was found. Install Chrome or Chromium, or set ACKLENS_CHROMIUM to its executable file.');
}

function candidates(environment: NodeJS.ProcessEnv): string[] {
  const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => names.map((name) => join(folder, name)));
  if (process.platform === 'darwin')
    return [
      ...onPath,
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ];
  if (process.platform === 'win32')
    return [environment.PROGRAMFILES, environment['PROGRAMFILES(X86)'], environment.LOCALAPPDATA]
      .filter((folder) => folder !== undefined)
      .map((folder) => join(folder, 'Google/Chrome/Application/chrome.exe'));
  return onPath;
}

/**
 * The package unpacks into the temp folder, file by file and without a lock: two runs at once can meet a half file. So
 * a process whose temp folder is a draft in our cache does it, and the whole is renamed. Told that it runs on Amazon
 * Linux, it unpacks the system libraries (NSS) too, for machines that have none.
 */
async function unpackedBrowser(): Promise<FoundBrowser> {
  const require = createRequire(__filename);
  const entry = require.resolve('@sparticuz/chromium');
  const manifest = readFileSync(join(entry, '../../../package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { readonly version: string };
  const folder = join(cacheFolder('browser'), `chromium-${version}`);
  if (!existsSync(folder)) {
    const draft = mkdtempSync(`${folder}.draft-`);
    try {
      const script = `require(${JSON.stringify(entry)}).executablePath()`;
      const env = { TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs20.x' };
      const { code, stderr } = await runProcess(process.execPath, ['-e', script], { env });
      if (code !== 0) throw new Error(`The browser of @sparticuz/chromium could not be unpacked:\n${stderr}`);
      if (!existsSync(folder)) renameSync(draft, folder);
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  const executablePath = join(folder, 'chromium');
  const env: Record<string, string> = {};
  if (!existsSync('/etc/fonts/fonts.conf')) env.FONTCONFIG_PATH = join(folder, 'fonts');
  const { stdout } = await runProcess('ldd', [executablePath]);
  if (stdout.includes('not found'))
    env.LD_LIBRARY_PATH = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  return { executablePath, env };
}
