import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Analyser, createAnalyser, type GrammarFile } from '../../src/guarantees/analyse';

const modules = resolve(__dirname, '../../node_modules');

/** The grammars as they lie in the installed packages: tests need no build. */
export const loadGrammar = (file: GrammarFile): Promise<Uint8Array> =>
  readFile(resolve(modules, file === 'web-tree-sitter.wasm' ? 'web-tree-sitter' : 'tree-sitter-typescript', file));

export const testAnalyser = (): Promise<Analyser> => createAnalyser({ loadGrammar });
