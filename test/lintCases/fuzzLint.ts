// `npm test fuzz`, or npm run fuzz [INPUTS] [SEED] [ENDING]: mutated texts of every format are read and hovered; every
// fourth is also completed and fixed, which takes a dozen more readings. Ends with status 1 where anything throws, be it a
// grammar, or a reading takes over 100 ms; what was slow is timed again before it counts. Those texts are in test/out/fuzz.
// Ctrl-C ends a run early, with the sum so far. Another seed gives other texts: two runs side by side share a large number.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ParserRuntime } from '../../src/config/code/ParserRuntime';
import type { Analyser } from '../../src/guarantees/analyse';
import type { SourceDocument } from '../../src/guarantees/analysis';
import { processorClock } from '../../src/host/processorClock';
import { fuzzSeeds, mutant, tryOn } from './fuzzSubject';
import { loadGrammar, testAnalyser } from './loadGrammar';
import { randomFrom } from './mutate';

const slowMs = 100;
const processorTime = processorClock();
const outFolder = join(__dirname, '../out/fuzz');

async function main([inputs = '200000', seed = String(Date.now() % 1_000_000), ending = '']: string[]): Promise<void> {
  const total = Number(inputs);
  console.log(`${total.toLocaleString('en')} inputs, seed ${seed}`);
  const analyser = await testAnalyser();
  const runtime = await ParserRuntime.start(await loadGrammar('web-tree-sitter.wasm'));
  const seeds = fuzzSeeds(analyser, join(__dirname, '../golden/cases')).filter(({ path }) => path.endsWith(ending));
  const random = randomFrom(Number(seed));
  const crashes = new Map<string, number>();
  const byEnding = new Map<string, number>();
  let slow = 0;
  let slowest = 0;
  mkdirSync(outFolder, { recursive: true });
  let stopped = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      stopped = true;
    });
  let at = 0;
  for (; at < total && !stopped; at += 1) {
    // A signal is heard only between two turns.
    if (at % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    const document = mutant(seeds, random);
    const kind = document.path.replace(/^.*[./]/, '');
    byEnding.set(kind, (byEnding.get(kind) ?? 0) + 1);
    const started = processorTime();
    const { failures } = runtime;
    try {
      tryOn(analyser, document, random(document.text.length + 1), at % 4 === 0);
      // The user does not see these, but has a part of the file not read.
      if (runtime.failures > failures) throw runtime.lastError;
    } catch (error) {
      const where =
        error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : String(error);
      crashes.set(where, (crashes.get(where) ?? 0) + 1);
      if (crashes.get(where) === 1) keep('crash', at, document);
    }
    // What is done with a text takes a dozen readings of it; only one of them has to be quick.
    const time = processorTime() - started > slowMs ? readingTime(analyser, document) : 0;
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
  console.log(
    `${at.toLocaleString('en')} inputs: ${count} crashes, ${slow} over ${slowMs} ms (slowest ${slowest.toFixed(0)} ms), seed ${seed}`,
  );
  const counts = [...byEnding].sort(([, one], [, other]) => other - one);
  console.log(`  ${counts.map(([kind, inputs]) => `${kind} ${inputs.toLocaleString('en')}`).join(', ')}`);
  for (const [where, times] of crashes) console.log(`  ${times} x ${where}`);
  if (count + slow > 0) process.exitCode = 1;
}

/** The best of three: a collection of garbage is not the input's fault either. */
function readingTime(analyser: Analyser, document: SourceDocument): number {
  const times = [0, 1, 2].map(() => {
    const started = processorTime();
    try {
      analyser.release(analyser.analyse(document));
    } catch {
      // Counted where it was met first.
    }
    return processorTime() - started;
  });
  return Math.min(...times);
}

/** As JSON: halves of pairs, of which many a text is made, are lost in UTF-8. */
function keep(kind: string, at: number, document: SourceDocument): string {
  const name = join(outFolder, `${kind}-${at}-${document.path.replace(/^.*\//, '')}.json`);
  writeFileSync(name, JSON.stringify(document));
  return name;
}

void main(process.argv.slice(2));
