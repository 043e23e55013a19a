import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import * as vscode from 'vscode';
import { isOutsideThere, screenshot } from './outside';

/**
 * Called by VS Code in its extension host, under its server with a browser and under @vscode/test-electron alike; this
 * file and the tests lie compiled in out/editor.
 *
 * The environment tells: ACKLENS_TEST_BOOTSTRAP (host:port,... of a real Kafka), ACKLENS_TEST_OUTSIDE (see outside.ts),
 * ACKLENS_TEST_ONLY (names of test files with commas, without their endings; the others are left out),
 * ACKLENS_TEST_NOTE (a file for what a test has to know after the window was loaded anew: a run that has written it ends
 * with a reload, after which VS Code calls this once more).
 */
export async function run(): Promise<void> {
  // In the browser everything that anyone logs arrives at the same place: the mark tells the suite's lines.
  const mark = isOutsideThere() ? '[suite] ' : '';
  Mocha.reporters.Base.consoleLog = (...parts: unknown[]) => console.log(`${mark}${format(...parts)}`);
  const mocha = new Mocha({
    timeout: 30_000,
    slow: 5_000,
    color: false,
    forbidOnly: true,
    reporter: join(__dirname, '../../test/runner/countingReporter.cjs'),
    rootHooks: {
      async afterEach(this: Mocha.Context) {
        if (this.currentTest?.state === 'failed') await screenshot(`failed ${this.currentTest.fullTitle()}`);
      },
    },
  });
  for (const name of readdirSync(join(__dirname, 'suite')).sort())
    if (/\.(?:test|measure)\.js$/.test(name) && isWanted(name)) mocha.addFile(join(__dirname, 'suite', name));
  const note = process.env.ACKLENS_TEST_NOTE;
  const hadNote = note !== undefined && existsSync(note);
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
  if (hadNote || note === undefined || !existsSync(note)) return;
  await vscode.commands.executeCommand('workbench.action.reloadWindow');
  // The end of this promise would be the end of the suite; the end of this process comes first.
  await new Promise(() => undefined);
}

/**
 * restricted.test.ts, folders.test.ts and reload.test.ts are for windows of their own, whose workspace is not trusted, has
 * several folders, or which are loaded anew; what ends in .measure.ts is run only when it is named.
 */
function isWanted(file: string): boolean {
  const name = file.replace(/\.(?:test|measure)\.js$/, '');
  const only = process.env.ACKLENS_TEST_ONLY?.split(',');
  if (only) return only.includes(name);
  return !file.endsWith('.measure.js') && !ownWindow.has(name);
}

const ownWindow: ReadonlySet<string> = new Set(['restricted', 'folders', 'reload']);
