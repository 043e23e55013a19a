import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { allRules } from '../../src/guarantees/allRules';
import type { Analyser } from '../../src/guarantees/analyse';
import type { SourceDocument } from '../../src/guarantees/analysis';
import { mutate } from './mutate';

/** What a run starts from: the golden cases and the examples of the rules. */
export function fuzzSeeds(analyser: Analyser, folder: string): readonly SourceDocument[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.endsWith('.expected.txt') && analyser.reads(name) && statSync(join(folder, name)).isFile())
    .sort()
    .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
  return [...files, ...allRules.flatMap(({ bad, good }) => [...bad, ...good])];
}

/** One mutated document. */
export function mutant(seeds: readonly SourceDocument[], random: (below: number) => number): SourceDocument {
  const pick = (): SourceDocument => seeds[random(seeds.length)] ?? { path: 'a.properties', text: '' };
  const { path, text } = pick();
  return { path, text: mutate(text, pick().text, random) };
}

/** Throws where the analysis does, and where a place that it names is not in the text. */
export function tryOn(analyser: Analyser, document: SourceDocument): void {
  const analysis = analyser.analyse(document);
  const { text } = document;
  try {
    for (const { rule, span, fixes } of analysis.findings) {
      const spans = [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))];
      for (const { start, end } of spans)
        if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`${rule}: ${start} to ${end}`);
    }
    const offset = analysis.units[0]?.unit.anchor.start ?? 0;
    analyser.hover(analysis, offset);
    analyser.complete(analysis, document, Math.min(text.length, offset + 3));
  } finally {
    analyser.release(analysis);
  }
}
