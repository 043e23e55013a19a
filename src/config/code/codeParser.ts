import { Edit, Language, Parser, type Tree } from 'web-tree-sitter';
import type { Disposable } from '../../base/disposable';
import type { TextEdit } from '../textEdit';

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
  private readonly parser: Parser;
  /** Trees of texts with blank lines in the place of others: no start for the tree of the next text. */
  private readonly blanked = new WeakSet<Tree>();
  private readonly languages = new Map<CodeLanguage, Language>();

  private constructor(parser: Parser) {
    this.parser = parser;
  }

  static async create(runtime: Uint8Array): Promise<CodeParser> {
    // The bytes are handed over, so that the runtime never looks for its file beside the bundle.
    await Parser.init({ wasmBinary: runtime });
    return new CodeParser(new Parser());
  }

  /** Each grammar costs tens of milliseconds and megabytes: it is loaded when the first file needs it. */
  async load(language: CodeLanguage, grammar: Uint8Array): Promise<void> {
    this.languages.set(language, await Language.load(grammar));
  }

  has(language: CodeLanguage): boolean {
    return this.languages.has(language);
  }

  /**
   * Undefined while the language is not loaded, and for texts that its grammar cannot get through. Where it gets stuck at a
   * line, as while typing, the line is taken for a blank one: what stands in the others stays known.
   */
  parse(text: string, language: CodeLanguage, previous?: Tree): Tree | undefined {
    const grammar = this.languages.get(language);
    if (!grammar) return undefined;
    this.parser.setLanguage(grammar);
    let source = text;
    for (let attempt = 0; attempt <= blankLines; attempt += 1) {
      const { tree, furthest } = this.attempt(source, attempt === 0 ? previous : undefined);
      if (tree && source !== text) this.blanked.add(tree);
      if (tree) return tree;
      source = withoutLineAt(source, Math.floor(furthest / bytesPerUnit));
    }
    return undefined;
  }

  private attempt(text: string, previous: Tree | undefined): { tree: Tree | undefined; furthest: number } {
    let furthest = -1;
    let stuck = 0;
    // On some half-typed texts the recovery of a grammar (Kotlin's) tries for ever at one place.
    const tree = this.parser.parse(text, previous, {
      progressCallback: ({ currentOffset }) => {
        stuck = currentOffset > furthest ? 0 : stuck + 1;
        furthest = Math.max(furthest, currentOffset);
        // The last step, which balances the tree, reports from the end of the text, the oftener the larger the text is.
        const atEnd = currentOffset > (text.length - lastToken) * bytesPerUnit;
        return stuck > patience + (atEnd ? text.length / 50 : 0);
      },
    });
    if (!tree) this.parser.reset();
    return { tree: tree ?? undefined, furthest };
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
    if (current !== text || this.blanked.has(previous)) return this.parse(text, language);
    return this.parse(text, language, previous);
  }

  dispose(): void {
    this.parser.delete();
  }
}

/** Each attempt may cost what patience allows. */
const blankLines = 2;

/** The last line that holds something at or in front of a place, as blanks. */
function withoutLineAt(source: string, at: number): string {
  const last = /\S\s*$/.exec(source.slice(0, at + 1))?.index ?? at;
  const start = source.lastIndexOf('\n', last - 1) + 1;
  const lineBreak = source.indexOf('\n', last);
  const end = lineBreak < 0 ? source.length : lineBreak;
  return source.slice(0, start) + source.slice(start, end).replace(/[^\r\n]/g, ' ') + source.slice(end);
}

/** Reports of progress without any. Ordinary files need up to some twenty; a hundred take a quarter of a second. */
const patience = 80;
/** Offsets of the parser count bytes of UTF-16. */
const bytesPerUnit = 2;
const lastToken = 200;

function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row += 1;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
