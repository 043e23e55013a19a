// Damaged texts through the whole lint: npx tsx test/bench/fuzz.ts [COUNT] [SEED], by default 20,000 texts.
// Every text is analysed, completed and hovered at one place, and fixed. Ends with status 1 when anything throws, and
// prints the slowest texts; a text of a few hundred bytes that takes over 100 ms is reported with its seed.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../src/guarantees/allRules';
import type { Analyser } from '../../src/guarantees/analyse';
import { fixAll } from '../../src/guarantees/fixAll';
import { testAnalyser } from '../lintCases/loadGrammar';

const slowMs = 100;

interface Sample {
  readonly path: string;
  readonly text: string;
}

async function main(count: number, seed: number): Promise<void> {
  const analyser = await testAnalyser();
  const samples = [...allRules.flatMap((rule) => [...rule.bad, ...rule.good]), ...goldenCases()];
  const pieces = samples.flatMap(({ text }) => text.match(/[\w.-]+|\s+|[^\w\s]/g) ?? []);
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const times: { readonly ms: number; readonly path: string; readonly text: string }[] = [];
  console.log(`${count.toLocaleString('en')} damaged texts of ${samples.length} samples, seed ${seed}`);
  for (let round = 0; round < count; round += 1) {
    const { path, text } = damaged(pick(samples), next, () => pick(pieces));
    const started = performance.now();
    try {
      await lintAll(analyser, { path, text }, Math.floor(next() * (text.length + 1)));
    } catch (error) {
      console.log(`round ${round}, ${path}: ${error instanceof Error ? error.stack : String(error)}\n${text}`);
      process.exitCode = 1;
    }
    times.push({ ms: performance.now() - started, path, text });
    if (times.length > 5_000) times.sort((a, b) => b.ms - a.ms).splice(20);
  }
  times.sort((a, b) => b.ms - a.ms);
  const slow = times.filter(({ ms }) => ms > slowMs);
  console.log(`slowest ${times[0]?.ms.toFixed(1)} ms; ${slow.length} of the slowest above ${slowMs} ms`);
  // A single slow round is a pause of the machine: each is timed again.
  for (const { path, text } of slow) {
    const started = performance.now();
    await lintAll(analyser, { path, text }, 0);
    const ms = performance.now() - started;
    if (ms > slowMs) console.log(`again ${ms.toFixed(1)} ms, ${path}, ${text.length} characters:\n${text}`);
  }
  analyser.dispose();
}

async function lintAll(analyser: Analyser, document: Sample, offset: number): Promise<void> {
  await analyser.prepare(document);
  const analysis = analyser.analyse(document);
  analyser.complete(analysis, document, offset);
  analyser.hover(analysis, offset);
  analyser.release(analysis);
  fixAll(document.text, (text) => {
    if (text === document.text) return analysis.findings;
    const again = analyser.analyse({ ...document, text });
    analyser.release(again);
    return again.findings;
  });
}

/** One to four cuts, copies, insertions or changes of line ends. */
function damaged(sample: Sample, next: () => number, piece: () => string): Sample {
  let { text } = sample;
  const place = (): number => Math.floor(next() * (text.length + 1));
  for (let left = 1 + Math.floor(next() * 4); left > 0; left -= 1) {
    const at = place();
    const length = Math.floor(next() * 30);
    const kind = Math.floor(next() * 5);
    if (kind === 0) text = text.slice(0, at) + text.slice(at + length);
    else if (kind === 1) text = text.slice(0, at) + piece() + text.slice(at);
    else if (kind === 2) text = text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    else if (kind === 3) text = text.slice(0, at);
    else text = text.replace(/\n/g, '\r\n');
  }
  return { path: sample.path, text };
}

function goldenCases(): Sample[] {
  const folder = join(__dirname, '../golden/cases');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.expected.txt'))
    .map(({ name }) => ({ path: name, text: readFileSync(join(folder, name), 'utf8') }))
    .filter(({ text }) => text.length < 4_000);
}

/** Mulberry32: small, and the same numbers everywhere. */
function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const [count = '20000', seed = String(Math.floor(Math.random() * 2 ** 31))] = process.argv.slice(2);
void main(Number(count), Number(seed));
