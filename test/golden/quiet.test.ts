import { deepStrictEqual, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type Analyser, sizeLimits } from '../../src/guarantees/analyse';
import { Hunt } from '../lintCases/Hunt';
import { testAnalyser } from '../lintCases/loadGrammar';

/**
 * A large body of text that has nothing to do with Kafka's settings, or only talks about them: everything that the
 * installed packages bring along. A finding there is a false one. test/broker/quietJars reads that of Kafka's jars.
 */
describe('unrelated text', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  it('of the installed packages has no finding', function () {
    this.timeout(120_000);
    const modules = realpathSync(resolve(__dirname, '../../node_modules'));
    const hunt = new Hunt(analyser);
    for (const file of filesBelow(modules, analyser)) {
      hunt.read(relative(modules, file).split(sep).join('/'), readFileSync(file));
    }
    console.log(`      read ${hunt.report()}`);
    ok(hunt.files > 5_000);
    deepStrictEqual(hunt.found, {});
  });
});

/** Larger files are not read by the analyser either. */
function* filesBelow(folder: string, analyser: Analyser): Generator<string> {
  if (!existsSync(folder)) return;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== '.cache') yield* filesBelow(path, analyser);
    else if (entry.isFile() && analyser.reads(entry.name) && statSync(path).size < sizeLimits.code) yield path;
  }
}
