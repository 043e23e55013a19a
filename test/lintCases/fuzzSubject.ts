import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { applyEdits } from '../../src/config/textEdit';
import { allRules } from '../../src/guarantees/allRules';
import type { Analyser } from '../../src/guarantees/analyse';
import type { SourceDocument } from '../../src/guarantees/analysis';
import type { Finding } from '../../src/guarantees/finding';
import { fixAll } from '../../src/guarantees/fixAll';
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

/**
 * Reads a text and hovers at a place; where it is used too, also completes there and fixes what can be fixed. Throws where
 * any of it does, and where a place that it names is not in the text.
 */
export function tryOn(analyser: Analyser, document: SourceDocument, offset: number, use = true): void {
  const { text } = document;
  const analysis = analyser.analyse(document);
  try {
    for (const { rule, span, fixes } of analysis.findings) {
      const spans = [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))];
      for (const { start, end } of spans)
        if (!(start >= 0 && start <= end && end <= text.length)) throw new Error(`${rule}: ${start} to ${end}`);
    }
    const known = analysis.units[0]?.unit.anchor.start ?? 0;
    for (const at of [offset, known]) analyser.hover(analysis, at);
    if (!use) return;
    for (const at of [offset, Math.min(text.length, known + 3)]) analyser.complete(analysis, document, at);
    const fixes = analysis.findings.flatMap((finding) => finding.fixes);
    const fix = fixes[offset % Math.max(1, fixes.length)];
    if (fix) findingsOf(analyser, { ...document, text: applyEdits(text, fix.edits) });
    fixAll(text, (fixed) => (fixed === text ? analysis.findings : findingsOf(analyser, { ...document, text: fixed })));
  } finally {
    analyser.release(analysis);
  }
}

function findingsOf(analyser: Analyser, document: SourceDocument): readonly Finding[] {
  const analysis = analyser.analyse(document);
  analyser.release(analysis);
  return analysis.findings;
}
