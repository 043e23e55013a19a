import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runProcess } from '../kafka/runProcess';
import { installVsCode, type VsCodeVersion } from './installVsCode';

export interface StartVsCodeOptions {
  readonly version: VsCodeVersion;
  /** The folder or the .code-workspace file to open. */
  readonly workspace: string;
  /** The folder of the extension under development, or a `.vsix` file to install first, as a user would. */
  readonly extension: string;
  /** A compiled module that exports `run()`; VS Code calls it and ends with its result. */
  readonly tests?: string;
  /** False leaves workspace trust on, so that the folder opens in restricted mode. Default true. */
  readonly trusted?: boolean;
  /** Default 0: a free one. */
  readonly port?: number;
  /** Added to the environment of the server and so of the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** User settings beside the quiet ones below. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Where the server's output goes. */
  readonly log: string;
}

export interface VsCode {
  /** Opens the workspace with the extension in any browser of this machine. */
  readonly url: string;
  /** What the server keeps: logs, settings, state. */
  readonly data: string;
  stop(): Promise<void>;
}

/** Nothing that a test or a newcomer would have to click away first. */
const quietSettings = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Starts VS Code's server. What it keeps goes into a folder of its own, removed by `stop`. */
export async function startVsCode(options: StartVsCodeOptions): Promise<VsCode> {
  const { node, serverMain } = await installVsCode(options.version);
  const data = mkdtempSync(join(tmpdir(), 'acklens-vscode-'));
  mkdirSync(join(data, 'data/User'), { recursive: true });
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...options.settings }));
  mkdirSync(dirname(options.log), { recursive: true });
  const log = createWriteStream(options.log);

  const isPackaged = options.extension.endsWith('.vsix');
  if (isPackaged) await installExtension(node, serverMain, data, options.extension);
  const preload = join(__dirname, 'endWithParent.cjs');
  const args = [
    '--require',
    preload,
    serverMain,
    '--host',
    '127.0.0.1',
    '--port',
    `${options.port ?? 0}`,
    '--without-connection-token',
  ];
  args.push('--accept-server-license-terms', '--server-data-dir', data, '--telemetry-level', 'off');
  // Without this flag the page ignores its payload, and with it the extension under development.
  args.push('--enable-smoke-test-driver');
  if (options.trusted !== false) args.push('--disable-workspace-trust');
  // A group of its own: the server starts extension hosts and watchers, which must not outlive it.
  const child = spawn(node, args, { env: { ...process.env, ...options.env }, detached: true, stdio: 'pipe' });
  const kill = (): void => killGroup(child.pid);
  process.once('exit', kill);
  const exited = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', () => resolve());
  });
  const stop = async (): Promise<void> => {
    kill();
    await exited;
    process.off('exit', kill);
    log.end();
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  };

  const listening = new Promise<number>((resolve) => {
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        log.write(chunk);
        if (text.length > 1e6) return;
        text += chunk;
        const port = /Extension host agent listening on (\d+)/.exec(text)?.[1];
        if (port !== undefined) resolve(Number(port));
      });
  });
  const port = await Promise.race([listening, exited, after(60_000)]);
  if (port === undefined) {
    await stop();
    throw new Error(`VS Code's server did not start; its output: ${options.log}`);
  }
  // VS Code runs a suite only beside an extension under development: one that does nothing.
  const underDevelopment = isPackaged ? join(__dirname, 'bystander') : options.extension;
  return { url: urlOf(port, { ...options, extension: underDevelopment }), data, stop };
}

async function installExtension(node: string, serverMain: string, data: string, vsix: string): Promise<void> {
  const args = [serverMain, '--accept-server-license-terms', '--server-data-dir', data, '--install-extension', vsix];
  const { code, stdout, stderr } = await runProcess(node, args);
  if (code !== 0) throw new Error(`${vsix} could not be installed:\n${stdout}\n${stderr}`);
}

function urlOf(port: number, { workspace, extension, tests }: StartVsCodeOptions): string {
  const remote = `vscode-remote://127.0.0.1:${port}`;
  const payload = [['extensionDevelopmentPath', remote + extension]];
  // All that we would ever log is logged, so that what must not be is found.
  payload.push(['logLevel', 'acklens.acklens=trace']);
  if (tests !== undefined) payload.push(['extensionTestsPath', remote + tests]);
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return `http://127.0.0.1:${port}/?${new URLSearchParams({ [kind]: workspace, payload: JSON.stringify(payload) })}`;
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has already ended.
  }
}

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
