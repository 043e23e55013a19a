import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Runs a command line, shows its output and keeps it in the file `log`. Ends it, with everything that it started in its
 * process group, at the limit and when this process is told to stop.
 *
 * @param {string} command
 * @param {{log: string, minutes: number, env?: Record<string, string>}} options
 * @returns {Promise<{code: number, timedOut: boolean}>}
 */
export function runCommand(command, { log, minutes, env }) {
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  return new Promise((resolve) => {
    const colour = process.stdout.isTTY ? { FORCE_COLOR: '1' } : {};
    const child = spawn(command, {
      shell: true,
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...colour, ...env },
    });
    const show = (target) => (chunk) => {
      target.write(chunk);
      file.write(chunk);
    };
    child.stdout.on('data', show(process.stdout));
    child.stderr.on('data', show(process.stderr));

    let timedOut = false;
    const limit = setTimeout(() => {
      timedOut = true;
      signal(child, 'SIGTERM');
      setTimeout(() => signal(child, 'SIGKILL'), 10_000).unref();
    }, minutes * 60_000);
    // Brokers and VS Code servers have groups of their own; they end when the process that started them is gone.
    const killOnExit = () => signal(child, 'SIGKILL');
    process.once('exit', killOnExit);
    const finish = (code) => {
      clearTimeout(limit);
      process.off('exit', killOnExit);
      // What the command left running in its group must not outlive it.
      signal(child, 'SIGKILL');
      file.end(() => resolve({ code, timedOut }));
    };
    child.once('error', (error) => {
      show(process.stderr)(`${error.message}\n`);
      finish(1);
    });
    // `exit` and not `close`: a process left behind may hold the pipe open for ever.
    child.once('exit', (code) => setTimeout(finish, 200, code ?? 1));
  });
}

function signal(child, name) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(name);
    else process.kill(-child.pid, name);
  } catch {
    // Everything in the group has ended.
  }
}
