import { deepStrictEqual, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { lintRows } from '../../src/commandLine/lintRows';
import { type Analyser, sizeLimits } from '../../src/guarantees/analyse';
import { cacheFolder } from '../kafka/cacheFolder';
import { testAnalyser } from '../lintCases/loadGrammar';
import { readJar } from './readJar';

/**
 * A large body of text that has nothing to do with Kafka's settings, or only talks about them: everything that the
 * installed packages and Kafka's own jars bring along. A finding there is a false one.
 */
describe('unrelated text', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  class Hunt {
    files = 0;
    bytes = 0;
    readonly found: Record<string, string[]> = {};

    read(path: string, bytes: Uint8Array): void {
      const text = new TextDecoder().decode(bytes);
      this.files += 1;
      this.bytes += bytes.length;
      const analysis = analyser.analyse({ path, text });
      analyser.release(analysis);
      if (analysis.findings.length === 0) return;
      this.found[path] = lintRows(path, text, analysis.findings).map(({ line, rule }) => `${line} ${rule}`);
    }

    report(): string {
      return `${this.files.toLocaleString('en')} files, ${(this.bytes / 1e6).toFixed(1)} MB`;
    }
  }

  it('of the installed packages has no finding', function () {
    this.timeout(120_000);
    const modules = realpathSync(resolve(__dirname, '../../node_modules'));
    const hunt = new Hunt();
    for (const file of filesBelow(modules, analyser)) {
      hunt.read(relative(modules, file).split(sep).join('/'), readFileSync(file));
    }
    console.log(`      read ${hunt.report()}`);
    ok(hunt.files > 5_000);
    deepStrictEqual(hunt.found, {});
  });

  it('of the jars of Kafka and what it needs has no finding', function () {
    this.timeout(120_000);
    const cache = cacheFolder();
    const jars = readdirSync(cache, { recursive: true, encoding: 'utf8' })
      .filter((name) => /^kafka-\d[\d.]+[\\/].*\.jar$/.test(name))
      .map((name) => join(cache, name));
    // Without them the broker tests have not run yet on this machine.
    if (jars.length === 0) this.skip();
    const hunt = new Hunt();
    for (const jar of jars) {
      for (const entry of readJar(jar)) {
        if (!entry.path.endsWith('/') && analyser.reads(entry.path))
          hunt.read(`${relative(cache, jar).split(sep).join('/')}!${entry.path}`, entry.read());
      }
    }
    console.log(`      read ${hunt.report()}`);
    ok(hunt.files > 50);
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
