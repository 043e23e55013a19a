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

  /** Undefined while the language is not loaded. */
  parse(text: string, language: CodeLanguage): Tree | undefined {
    const grammar = this.languages.get(language);
    if (!grammar) return undefined;
    this.parser.setLanguage(grammar);
    return this.parser.parse(text) ?? undefined;
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
    if (current !== text) return this.parse(text, language);
    const grammar = this.languages.get(language);
    if (!grammar) return undefined;
    this.parser.setLanguage(grammar);
    return this.parser.parse(text, previous) ?? undefined;
  }

  dispose(): void {
    this.parser.delete();
  }
}

function pointAt(text: string, offset: number): { row: number; column: number } {
  let row = 0;
  let lineStart = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    row += 1;
    lineStart = at + 1;
  }
  return { row, column: offset - lineStart };
}
