import { deepStrictEqual } from 'node:assert/strict';
import { join } from 'node:path';
import { surfaceOf } from '../../../src/config/surfaces';
import { type Analyser, createAnalyser } from '../../../src/guarantees/analyse';
import type { Analysis, SourceDocument, TextChange } from '../../../src/guarantees/analysis';
import { fuzzSeeds } from '../../lintCases/fuzzSubject';
import { loadGrammar } from '../../lintCases/loadGrammar';
import { randomFrom } from '../../lintCases/mutate';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000);

describe(`edits, one after the other (SEED=${seed})`, () => {
  let analyser: Analyser;
  let documents: readonly SourceDocument[];
  const random = randomFrom(seed);

  before(async () => {
    // A clock that stands still: which half-typed code is given up must not depend on what else the machine does.
    analyser = await createAnalyser({ loadGrammar, now: () => 0 });
    documents = fuzzSeeds(analyser, join(__dirname, '../../golden/cases')).filter(({ text }) => text.length < 20_000);
  });
  after(() => analyser.dispose());

  for (const kind of ['code', 'structured', 'properties', 'shell'] as const) {
    it(`give what a new reading gives: ${kind}`, async () => {
      const texts = documents.filter(({ path }) => surfaceOf(path)?.kind === kind);
      for (let count = 0; count < 60; count += 1) {
        const first = texts[random(texts.length)];
        if (!first) throw new Error(`no text of ${kind}`);
        await analyser.prepare(first);
        let document = first;
        let analysis = analyser.analyse(document);
        for (let step = 0; step < 5; step += 1) {
          const change = edit(document.text);
          const { start, end } = change.span;
          const text = document.text.slice(0, start) + change.newText + document.text.slice(end);
          document = { ...document, text };
          analysis = analyser.update(analysis, document, [change]);
          const fresh = analyser.analyse(document);
          deepStrictEqual(told(analysis), told(fresh), `${document.path}, SEED=${seed}\n${text}`);
          analyser.release(fresh);
        }
        analyser.release(analysis);
      }
    });
  }

  /** What somebody types: a few characters in, out, a line twice, a line away, and often nothing but a space. */
  function edit(text: string): TextChange {
    const at = random(text.length + 1);
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const lineEnd = text.indexOf('\n', at) + 1 || text.length;
    switch (random(6)) {
      case 0:
        return { span: { start: at, end: Math.min(text.length, at + random(4)) }, newText: '' };
      case 1:
        return { span: { start: lineStart, end: lineStart }, newText: text.slice(lineStart, lineEnd) };
      case 2:
        return { span: { start: lineStart, end: lineEnd }, newText: '' };
      case 3:
        return { span: { start: at, end: at }, newText: ['"', '{', '}', '(', '\n', '#', ':', '1'][random(8)] ?? '' };
      default:
        return { span: { start: lineStart, end: lineStart }, newText: random(2) === 0 ? '\n' : ' ' };
    }
  }
});

const told = ({ units, findings, bootstrapServers, consumerCommands, notice }: Analysis): unknown => ({
  units,
  findings,
  bootstrapServers,
  consumerCommands,
  notice,
});
