import { spawn } from 'node:child_process';

export interface ProcessResult {
  /** Undefined when a signal ended it. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program to its end and collects what it prints. A program that does not exist is an answer without code and
 * with empty output, so that the caller can say what to install.
 */
export function runProcess(
  command: string,
  args: readonly string[],
  options: { readonly stdin?: string; readonly cwd?: string; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<ProcessResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      // Maven and its kin are .cmd files on Windows, which only a shell starts.
      shell: process.platform === 'win32' && command === 'mvn',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const killOnExit = (): void => {
      child.kill('SIGKILL');
    };
    process.once('exit', killOnExit);
    const finish = (code: number | undefined): void => {
      process.off('exit', killOnExit);
      resolve({ code, stdout, stderr });
    };
    child.on('error', () => finish(undefined));
    child.on('close', (code) => finish(code ?? undefined));
    // A program may end without reading its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.stdin ?? '');
  });
}
