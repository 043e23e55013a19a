import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { isOutsideThere, screenshot } from './outside';

/**
 * Called by VS Code in its extension host, under its server with a browser and under @vscode/test-electron alike; this
 * file and the tests lie compiled in out/editor.
 *
 * The environment tells: ACKLENS_TEST_BOOTSTRAP (host:port,... of a real Kafka), ACKLENS_TEST_OUTSIDE (see outside.ts),
 * ACKLENS_TEST_ONLY (names of test files with commas, without their endings; the others are left out).
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
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) throw new Error(`${failures} failed`);
}

/**
 * restricted.test.ts and folders.test.ts are for windows of their own, whose workspace is not trusted or has several
 * folders; what ends in .measure.ts is run only when it is named.
 */
function isWanted(file: string): boolean {
  const name = file.replace(/\.(?:test|measure)\.js$/, '');
  const only = process.env.ACKLENS_TEST_ONLY?.split(',');
  if (only) return only.includes(name);
  return !file.endsWith('.measure.js') && name !== 'restricted' && name !== 'folders';
}
