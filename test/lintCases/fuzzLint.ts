// `npm test fuzz`, or npx tsx test/lintCases/fuzzLint.ts [INPUTS] [SEED] [ENDING]: mutated texts of every format are read,
// completed, hovered and fixed. Ends with status 1 where anything throws or a reading takes over 100 ms; what was slow is
// timed again before it counts. Those texts are in test/out/fuzz.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analyser } from '../../src/guarantees/analyse';
import type { SourceDocument } from '../../src/guarantees/analysis';
import { fuzzSeeds, mutant, tryOn } from './fuzzSubject';
import { testAnalyser } from './loadGrammar';
import { randomFrom } from './mutate';

const slowMs = 100;
const outFolder = join(__dirname, '../out/fuzz');

async function main([inputs = '200000', seed = String(Date.now() % 1_000_000), ending = '']: string[]): Promise<void> {
  const total = Number(inputs);
  console.log(`${total.toLocaleString('en')} inputs, seed ${seed}`);
  const analyser = await testAnalyser();
  const seeds = fuzzSeeds(analyser, join(__dirname, '../golden/cases')).filter(({ path }) => path.endsWith(ending));
  const random = randomFrom(Number(seed));
  const crashes = new Map<string, number>();
  let slow = 0;
  let slowest = 0;
  mkdirSync(outFolder, { recursive: true });
  for (let at = 0; at < total; at += 1) {
    const document = mutant(seeds, random);
    const started = performance.now();
    try {
      tryOn(analyser, document, random(document.text.length + 1));
    } catch (error) {
      const where =
        error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : String(error);
      crashes.set(where, (crashes.get(where) ?? 0) + 1);
      if (crashes.get(where) === 1) keep('crash', at, document);
    }
    // What is done with a text takes a dozen readings of it; only one of them has to be quick.
    const time = performance.now() - started > slowMs ? readingTime(analyser, document) : 0;
    if (time > slowMs) {
      slow += 1;
      slowest = Math.max(slowest, time);
      if (slow <= 20)
        console.log(`  ${time.toFixed(0)} ms: ${keep('slow', at, document)} (${document.text.length} characters)`);
    }
    if ((at + 1) % 50_000 === 0)
      console.log(`  ${(at + 1).toLocaleString('en')}: ${crashes.size} kinds of crashes, ${slow} slow`);
  }
  analyser.dispose();
  const count = [...crashes.values()].reduce((sum, one) => sum + one, 0);
  console.log(`${count} crashes, ${slow} over ${slowMs} ms (slowest ${slowest.toFixed(0)} ms), seed ${seed}`);
  for (const [where, times] of crashes) console.log(`  ${times} x ${where}`);
  if (count + slow > 0) process.exitCode = 1;
}

/** The best of three, of the processor's time: other programs and a collection of garbage are not the input's fault. */
function readingTime(analyser: Analyser, document: SourceDocument): number {
  const times = [0, 1, 2].map(() => {
    const started = process.cpuUsage();
    try {
      analyser.release(analyser.analyse(document));
    } catch {
      // Counted where it was met first.
    }
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

function keep(kind: string, at: number, { path, text }: SourceDocument): string {
  const name = join(outFolder, `${kind}-${at}-${path.replace(/^.*\//, '')}.txt`);
  writeFileSync(name, text);
  return name;
}

void main(process.argv.slice(2));
