import type { Disposable } from '../base/disposable';
import { type CodeLanguage, CodeParser } from '../config/code/codeParser';

/** File names inside dist/grammars. */
export type GrammarFile = 'web-tree-sitter.wasm' | `tree-sitter-${CodeLanguage}.wasm`;

/**
 * The parser and its grammars, each loaded when the first text asks for it: most workspaces hold one language, and one
 * without code needs none.
 */
export class Grammars implements Disposable {
  private readonly bring: (file: GrammarFile) => Promise<Uint8Array>;
  private readonly now: (() => number) | undefined;
  private readonly loading = new Map<CodeLanguage, Promise<void>>();
  private readonly broken = new Set<CodeLanguage>();
  private starting: Promise<CodeParser> | undefined;
  private parser: CodeParser | undefined;

  constructor(bring: (file: GrammarFile) => Promise<Uint8Array>, now?: () => number) {
    this.bring = bring;
    this.now = now;
  }

  /** Ends when the language can be parsed, or never will be. */
  load(language: CodeLanguage): Promise<void> {
    const known = this.loading.get(language);
    if (known) return known;
    const load = this.start(language);
    this.loading.set(language, load);
    return load;
  }

  /** The parser, where it knows the language. */
  for(language: CodeLanguage): CodeParser | undefined {
    return this.parser?.has(language) ? this.parser : undefined;
  }

  isBroken(language: CodeLanguage): boolean {
    return this.broken.has(language);
  }

  /** Whether its parser failed so often that its texts are not read any more. */
  hasFailed(language: CodeLanguage): boolean {
    return this.parser?.hasFailed(language) ?? false;
  }

  dispose(): void {
    this.parser?.dispose();
    this.parser = undefined;
  }

  private async start(language: CodeLanguage): Promise<void> {
    try {
      this.starting ??= this.bring('web-tree-sitter.wasm').then((runtime) => CodeParser.create(runtime, this.now));
      const [parser, grammar] = await Promise.all([this.starting, this.bring(`tree-sitter-${language}.wasm`)]);
      await parser.load(language, grammar);
      this.parser = parser;
    } catch {
      // A broken installation still lints everything that needs no grammar.
      this.broken.add(language);
    }
  }
}
