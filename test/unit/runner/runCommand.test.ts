import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

type RunCommand = (
  command: string,
  options: { readonly log: string; readonly minutes: number },
) => Promise<{ readonly code: number; readonly timedOut: boolean }>;

describe('the runner of gates and suites', () => {
  let runCommand: RunCommand;
  let folder: string;
  before(async () => {
    const path = resolve(__dirname, '../../runner/runCommand.mjs');
    ({ runCommand } = (await import(pathToFileURL(path).href)) as { runCommand: RunCommand });
    folder = mkdtempSync(join(tmpdir(), 'acklens-runner-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('answers the exit code and keeps the output', async () => {
    const log = join(folder, 'a.log');
    const result = await runCommand(`node -e "console.log('      said'); process.exitCode = 3"`, { log, minutes: 1 });
    deepStrictEqual(result, { code: 3, timedOut: false });
    strictEqual(readFileSync(log, 'utf8').trim(), 'said');
  });

  it('ends what hangs, with the processes that it started', async function () {
    if (process.platform === 'win32') this.skip();
    const log = join(folder, 'b.log');
    const grandchild = 'console.log(process.pid); setTimeout(() => 0, 60000)';
    const result = await runCommand(`node -e '${grandchild}' & wait`, { log, minutes: 1.5 / 60 });
    strictEqual(result.timedOut, true);
    const pid = Number(readFileSync(log, 'utf8').trim());
    strictEqual(pid > 0, true);
    strictEqual(isAlive(pid), false);
  });
});

/** A process that has ended but was not yet collected by its parent (Linux shows it as Z) is not alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
  return state !== '' && !state.startsWith('Z');
}
