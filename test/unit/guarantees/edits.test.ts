import { deepStrictEqual, ok } from 'node:assert/strict';
import { join } from 'node:path';
import { surfaceOf } from '../../../src/config/surfaces';
import { type Analyser, createAnalyser } from '../../../src/guarantees/analyse';
import type { Analysis, SourceDocument, TextChange } from '../../../src/guarantees/analysis';
import { fuzzSeeds } from '../../lintCases/fuzzSubject';
import { loadGrammar } from '../../lintCases/loadGrammar';
import { randomFrom } from '../../lintCases/mutate';
import { longDocuments } from './longDocuments';

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000_000);

describe(`edits, one after the other (SEED=${seed})`, function () {
  this.timeout(60_000);

  let analyser: Analyser;
  let reader: Analyser;
  let documents: readonly SourceDocument[];
  const random = randomFrom(seed);
  // A clock that stands still: which half-typed code is given up must not depend on what else the machine does.
  const create = (): Promise<Analyser> => createAnalyser({ loadGrammar, now: () => 0 });

  before(async () => {
    [analyser, reader] = [await create(), await create()];
    documents = fuzzSeeds(analyser, join(__dirname, '../../golden/cases')).filter(({ text }) => text.length < 20_000);
  });
  after(() => {
    analyser.dispose();
    reader.dispose();
  });

  for (const kind of ['code', 'structured', 'properties', 'shell'] as const) {
    it(`give what a new reading gives: ${kind}`, async () => {
      const texts = documents.filter(({ path }) => surfaceOf(path)?.kind === kind);
      for (let count = 0; count < 60; count += 1) await type(oneOf(texts));
    });
  }

  it('give what a new reading gives: long texts that are read in sections', async () => {
    const texts = longDocuments(documents);
    ok(texts.length > 60);
    for (let count = 0; count < 40; count += 1) await type(oneOf(texts));
  });

  /** Each version is held against the reading of an analyser that has seen no other, and leaves the analysis before as it was. */
  async function type(first: SourceDocument): Promise<void> {
    await analyser.prepare(first);
    let document = first;
    let analysis = analyser.analyse(document);
    for (let step = 0; step < 5; step += 1) {
      const before = structuredClone(told(analysis));
      const previous = analysis;
      const change = edit(document.text);
      const { start, end } = change.span;
      const text = document.text.slice(0, start) + change.newText + document.text.slice(end);
      document = { ...document, text };
      analysis = analyser.update(analysis, document, [change]);
      deepStrictEqual(told(analysis), await fresh(document), `${document.path}, SEED=${seed}\n${text}`);
      deepStrictEqual(told(previous), before);
    }
    analyser.release(analysis);
  }

  async function fresh(document: SourceDocument): Promise<unknown> {
    // Of code nothing is kept from one reading to another but by updates, and grammars take their time to load.
    const isCode = surfaceOf(document.path)?.kind === 'code';
    const other = isCode ? reader : await create();
    await other.prepare(document);
    const analysis = other.analyse(document);
    other.release(analysis);
    if (!isCode) other.dispose();
    return told(analysis);
  }

  const oneOf = <T>(items: readonly T[]): T => {
    const item = items[random(items.length)];
    if (item === undefined) throw new Error('nothing to choose from');
    return item;
  };

  /** What somebody types: characters in and out, lines in, out, doubled, commented, moved, and often nothing but a space. */
  function edit(text: string): TextChange {
    const at = random(text.length + 1);
    const lineStart = text.lastIndexOf('\n', at - 1) + 1;
    const lineEnd = text.indexOf('\n', at) + 1 || text.length;
    const blockEnd = [1, 2, 3, 4, 5].slice(random(5)).reduce((end) => text.indexOf('\n', end) + 1 || text.length, at);
    switch (random(12)) {
      case 0:
        return { span: { start: at, end: Math.min(text.length, at + random(4)) }, newText: '' };
      case 1:
        return { span: { start: lineStart, end: lineStart }, newText: text.slice(lineStart, lineEnd) };
      case 2:
        return { span: { start: lineStart, end: lineEnd }, newText: '' };
      case 3:
        return { span: { start: at, end: at }, newText: oneOf(['"', '{', '}', '(', '\n', '#', ':', '1', '&a ', '*a']) };
      case 4:
        return { span: { start: blockEnd, end: blockEnd }, newText: text.slice(lineStart, blockEnd) };
      case 5: {
        const first = random(lineStart + 1);
        const start = text.lastIndexOf('\n', first - 1) + 1;
        return {
          span: { start, end: blockEnd },
          newText: text.slice(lineStart, blockEnd) + text.slice(start, lineStart),
        };
      }
      case 6:
        return {
          span: { start: lineStart, end: lineStart },
          newText: oneOf(['#', '//', '---\n', '\r\n', 'acks: 0\n']),
        };
      case 7:
        return {
          span: { start: 0, end: 0 },
          newText: oneOf(['# a comment\n', '\n', '// a comment\r\n', 'a = 1\n', 'a']),
        };
      case 8:
        return { span: { start: at, end: at }, newText: oneOf(['x', '0', 'kafka', '.', '-', 'ä']) };
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
