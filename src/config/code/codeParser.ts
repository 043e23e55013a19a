import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { Disposable } from '../../base/disposable';
import type { Span } from '../../base/span';
import type { TextEdit } from '../textEdit';
import { type Failure, ParserRuntime } from './ParserRuntime';
import { parsableText } from './parsableText';

export type CodeLanguage =
  | 'typescript'
  | 'tsx'
  | 'java'
  | 'kotlin'
  | 'scala'
  | 'groovy'
  | 'python'
  | 'go'
  | 'csharp'
  | 'rust'
  | 'ruby'
  | 'php'
  | 'cpp';

export type { Tree } from 'web-tree-sitter';

/** Turns code into syntax trees, again and again cheaply after small edits. Trees live outside the JavaScript heap. */
export class CodeParser implements Disposable {
  private readonly runtime: ParserRuntime;
  private parser = new Parser();
  /** Trees of texts with blank lines in the place of others: no start for the tree of the next text. */
  private readonly blanked = new WeakSet<Tree>();
  /** Nor are those of texts with signs in the place of others. */
  private readonly replaced = new WeakSet<Tree>();
  private readonly languages = new Map<CodeLanguage, Language>();
  /** Steps that the parser has made in each: the first ones wait for the compiler of WebAssembly. */
  private readonly stepsIn = new Map<CodeLanguage, number>();
  private readonly traps = new Map<CodeLanguage, number>();
  /** The memory that all grammars share is beyond use. */
  private isLost = false;
  private readonly now: () => number;

  private constructor(runtime: ParserRuntime, now: () => number) {
    this.runtime = runtime;
    this.now = now;
  }

  /** `now` tells milliseconds: a grammar that takes too long to find its way through a text is stopped. */
  static async create(runtime: Uint8Array, now: () => number = Date.now): Promise<CodeParser> {
    return new CodeParser(await ParserRuntime.start(runtime), now);
  }

  /** Each grammar costs tens of milliseconds and megabytes: it is loaded when the first file needs it. */
  async load(language: CodeLanguage, grammar: Uint8Array): Promise<void> {
    this.languages.set(language, await Language.load(grammar));
  }

  has(language: CodeLanguage): boolean {
    return this.languages.has(language);
  }

  /** Whether the grammar has trapped so often that it is not tried again, or another one has taken all along. */
  hasFailed(language: CodeLanguage): boolean {
    return this.isLost || (this.traps.get(language) ?? 0) >= mostTraps;
  }

  /**
   * Undefined while the language is not loaded, and for texts that its grammar does not get through, or not in time. Where
   * it gets stuck at a line, as while typing, the line is taken for a blank one: what stands in the others stays known.
   */
  parse(text: string, language: CodeLanguage): Tree | undefined {
    return this.parseAround(text, language, undefined, undefined);
  }

  /** Whether a tree is that of its whole text, no line of it taken for a blank one. */
  isWhole(tree: Tree): boolean {
    return !this.blanked.has(tree);
  }

  /** `edited` is the place of an edit in the text, whose lines are the first to be doubted. */
  private parseAround(
    text: string,
    language: CodeLanguage,
    previous: Tree | undefined,
    edited: Span | undefined,
  ): Tree | undefined {
    const grammar = this.languages.get(language);
    if (!grammar || this.hasFailed(language)) return undefined;
    this.parser.setLanguage(grammar);
    const whole = parsableText(text, language);
    let source = whole;
    let lostMs = 0;
    let wastedMs = 0;
    // Where a text was good until an edit, that line is worth a second attempt however long the first one took.
    const lostInAllMs = edited ? 2 * lostAtOnceMs : lostAtOnceMs;
    for (let attempt = 0; attempt <= blankLines && lostMs < lostInAllMs && wastedMs < wastedAtMostMs; attempt += 1) {
      const start = attempt === 0 && whole === text ? previous : undefined;
      const result = this.attempt(source, language, start);
      lostMs += result.lostMs;
      wastedMs += result.wastedMs;
      const { tree } = result;
      if (tree && whole !== text) this.replaced.add(tree);
      if (tree && source !== whole) this.blanked.add(tree);
      if (tree) return tree;
      if (result.failure === 'trap') return undefined;
      source =
        attempt === 0 && edited
          ? withoutLines(source, edited)
          : withoutLineAt(source, Math.floor(result.furthest / bytesPerUnit));
    }
    return undefined;
  }

  private attempt(text: string, language: CodeLanguage, previous: Tree | undefined): Attempt {
    let furthest = -1;
    let stuck = 0;
    let steps = 0;
    let slowSteps = 0;
    let lostMs = 0;
    let spentMs = 0;
    const stepsBefore = this.stepsIn.get(language) ?? 0;
    let last = this.now();
    // On some half-typed texts the recovery of a grammar tries for ever at one place (Kotlin's), or follows so many
    // readings at a time (Scala's, Python's) that a hundred characters take as long as a whole file.
    const progressCallback = ({ currentOffset }: { readonly currentOffset: number }): boolean => {
      const now = this.now();
      steps += 1;
      if (now - last >= slowStepMs) slowSteps += 1;
      const isCold = stepsBefore + steps <= coldSteps;
      lostMs = Math.max(0, lostMs + (isCold ? 0 : now - last - stepMs));
      spentMs += isCold ? 0 : now - last;
      last = now;
      stuck = currentOffset > furthest ? 0 : stuck + 1;
      furthest = Math.max(furthest, currentOffset);
      // The last step, which balances the tree, reports from the end of the text, the oftener the larger the text is.
      const atEnd = currentOffset > (text.length - lastToken) * bytesPerUnit;
      if (stuck > patience + (atEnd ? text.length / 50 : 0)) return true;
      if (steps > mostSteps(text.length)) return true;
      // A machine that is busy with something else makes a step slow here and there, a hard text most of them.
      return lostMs > lostAtOnceMs && slowSteps > 2 && slowSteps > steps / 8;
    };
    const pieceAt = (index: number): string => text.slice(index, index + pieceLength);
    const { value: tree, failure } = this.runtime.attempt(() =>
      this.parser.parse(pieceAt, previous, { progressCallback }),
    );
    this.stepsIn.set(language, stepsBefore + steps);
    if (failure === 'trap') this.replaceParser(language);
    else if (!tree) this.parser.reset();
    const wastedMs = Math.max(0, spentMs - (furthest / bytesPerUnit) * ordinaryMs);
    return { tree: tree ?? undefined, failure, furthest, lostMs, wastedMs };
  }

  private replaceParser(language: CodeLanguage): void {
    this.traps.set(language, (this.traps.get(language) ?? 0) + 1);
    this.runtime.abandon(this.parser);
    const { value: parser } = this.runtime.attempt(() => new Parser());
    if (parser) this.parser = parser;
    else this.isLost = true;
  }

  /** `previous` is the tree of `before`; `changes` lead from there to `text`, each in the coordinates that the ones before it left. */
  update(
    previous: Tree,
    before: string,
    text: string,
    changes: readonly TextEdit[],
    language: CodeLanguage,
  ): Tree | undefined {
    let current = before;
    for (const { span, newText } of changes) {
      const next = current.slice(0, span.start) + newText + current.slice(span.end);
      previous.edit(
        new Edit({
          startIndex: span.start,
          oldEndIndex: span.end,
          newEndIndex: span.start + newText.length,
          startPosition: pointAt(current, span.start),
          oldEndPosition: pointAt(current, span.end),
          newEndPosition: pointAt(next, span.start + newText.length),
        }),
      );
      current = next;
    }
    const first = changes.length === 1 ? changes[0] : undefined;
    const edited = first && { start: first.span.start, end: first.span.start + first.newText.length };
    const isSame = !this.blanked.has(previous) && !this.replaced.has(previous);
    const start = current === text && isSame ? previous : undefined;
    return this.parseAround(text, language, start, current === text ? edited : undefined);
  }

  dispose(): void {
    this.parser.delete();
  }
}

interface Attempt {
  readonly tree: Tree | undefined;
  readonly failure: Failure | undefined;
  /** In bytes. */
  readonly furthest: number;
  /** How much longer the parser took than it should have, in slow steps. */
  readonly lostMs: number;
  /** How much longer than an ordinary text would have taken so far, in slow steps or many. */
  readonly wastedMs: number;
}

/** Attempts with a line less each. */
const blankLines = 2;

/** Known is none but the end of JavaScript's stack. Each costs the memory of a parser, and may harm what all grammars share. */
const mostTraps = 3;

/** Of 1,800 ordinary files Scala's needed the most: up to three for a hundred characters, where other languages need one. */
const mostSteps = (length: number): number => 60 + length / 25;

/** A step of the parser, between two reports of progress: in ordinary texts less than a tenth of a millisecond. */
const stepMs = 0.3;
const slowStepMs = 0.6;
/** An attempt that has lost so much time is given up. */
const lostAtOnceMs = 18;
/** For a character of an ordinary text: a step for a hundred of them, of less than a tenth of a millisecond. */
const ordinaryMs = 0.001;
/** No further attempt is made then. Each of them may take many quick steps, of which none is lost. */
const wastedAtMostMs = 40;
const coldSteps = 60;

/** The lines of a place, as blanks. */
function withoutLines(source: string, { start, end }: Span): string {
  const from = source.lastIndexOf('\n', start - 1) + 1;
  const lineBreak = source.indexOf('\n', end);
  const to = lineBreak < 0 ? source.length : lineBreak;
  return source.slice(0, from) + source.slice(from, to).replace(/[^\r\n]/g, ' ') + source.slice(to);
}

/** The last line that holds something at or in front of a place, as blanks. */
function withoutLineAt(source: string, at: number): string {
  const last = /\S\s*$/.exec(source.slice(0, at + 1))?.index ?? at;
  return withoutLines(source, { start: last, end: last });
}

/**
 * Reports of progress without any. Of 1,800 ordinary files none had one before its end, and of 13,000 that were broken in
 * tests only four needed more than these, which take up to 15 ms.
 */
const patience = 20;
/** Offsets of the parser count bytes of UTF-16. */
const bytesPerUnit = 2;
const lastToken = 200;
/**
 * Characters handed over at once. The library copies what it gets up to 5,000 of them each time that the parser moves to
 * another place, which it does after each token of an edited tree and while it follows several readings of a broken text.
 */
const pieceLength = 1_024;

function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row += 1;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
