import type { Disposable } from '../base/disposable';
import type { Analysis, AnalysisOptions, Hover, SourceDocument, TextChange } from './analysis';

/** File names inside dist/grammars. */
export type GrammarFile = 'web-tree-sitter.wasm' | 'tree-sitter-typescript.wasm' | 'tree-sitter-tsx.wasm';

export interface AnalyserOptions {
  /** Brings the bytes of a grammar. When it fails, code files get a notice instead of findings. */
  readonly loadGrammar: (file: GrammarFile) => Promise<Uint8Array>;
}

/** Reads texts and judges them. Synchronous once created; never throws on any text. */
export interface Analyser extends Disposable {
  /** True when the path (or language) is one that the analyser reads at all. */
  reads(path: string, languageId?: string): boolean;
  analyse(document: SourceDocument, options?: AnalysisOptions): Analysis;
  /** Same answer as `analyse`, cheaper after a small change. Uses up `previous`. */
  update(
    previous: Analysis,
    document: SourceDocument,
    changes: readonly TextChange[],
    options?: AnalysisOptions,
  ): Analysis;
  /** Frees what an analysis holds outside the JavaScript heap. The analysis itself stays readable. */
  release(analysis: Analysis): void;
  hover(analysis: Analysis, offset: number): Hover | undefined;
}

export async function createAnalyser(options: AnalyserOptions): Promise<Analyser> {
  await options.loadGrammar('web-tree-sitter.wasm');
  throw new Error('The analyser is not built yet.');
}
