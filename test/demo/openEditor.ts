import { resolve } from 'node:path';
import { runProcess } from '../kafka/runProcess';
import { startVsCode } from '../vscode/startVsCode';

const root = resolve(__dirname, '../..');

export interface OpenedEditor {
  /** One sentence for the terminal. */
  readonly said: string;
  stop(): Promise<void>;
}

/** Opens the folder with the extension: in the desktop's VS Code when there is one and a screen, else in the browser. */
export async function openEditor(folder: string, port: number): Promise<OpenedEditor> {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  const hasScreen = process.platform !== 'linux' || Boolean(DISPLAY || WAYLAND_DISPLAY);
  if (hasScreen && (await openDesktop(folder)))
    return { said: 'VS Code has opened the demo in a window of its own.', stop: async () => undefined };
  const log = resolve(root, 'test/out/demo/vscode.log');
  const settings = {
    'workbench.startupEditor': 'readme',
    // The server from npm comes without the TypeScript that its own extension wants, and would complain about it.
    'js/ts.tsdk.path': resolve(root, 'node_modules/typescript/lib'),
    // The demo's dependencies are not installed, and that is not the mistake to look at.
    'js/ts.validate.enabled': false,
  };
  // Trusted: the demo is ours, and a connection named in a workspace counts in a trusted one only.
  const code = await startVsCode({
    version: 'newest',
    workspace: folder,
    extension: root,
    trusted: true,
    port,
    log,
    settings,
  });
  return { said: `VS Code runs in the browser. Open\n\n  ${code.url}\n`, stop: code.stop };
}

async function openDesktop(folder: string): Promise<boolean> {
  const command = process.platform === 'win32' ? 'code.cmd' : 'code';
  const args = ['--new-window', '--disable-workspace-trust', `--extensionDevelopmentPath=${root}`, folder];
  const { code } = await runProcess(command, args);
  return code === 0;
}
