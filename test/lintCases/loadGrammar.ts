import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Analyser, createAnalyser } from '../../src/guarantees/analyse';
import type { GrammarFile } from '../../src/guarantees/grammars';
import { processorClock } from '../../src/host/processorClock';

const modules = resolve(__dirname, '../../node_modules');

/** The grammars as they lie in the installed packages: tests need no build. */
export const loadGrammar = (file: GrammarFile): Promise<Uint8Array> => readFile(resolve(modules, grammarFiles[file]));

const vscodeGrammar = (name: string): string => `@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`;

const grammarFiles: Readonly<Record<GrammarFile, string>> = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-typescript.wasm': 'tree-sitter-typescript/tree-sitter-typescript.wasm',
  'tree-sitter-tsx.wasm': 'tree-sitter-typescript/tree-sitter-tsx.wasm',
  'tree-sitter-java.wasm': vscodeGrammar('java'),
  'tree-sitter-kotlin.wasm': '@tree-sitter-grammars/tree-sitter-kotlin/tree-sitter-kotlin.wasm',
  'tree-sitter-scala.wasm': 'tree-sitter-scala/tree-sitter-scala.wasm',
  'tree-sitter-groovy.wasm': 'tree-sitter-groovy/tree-sitter-groovy.wasm',
  'tree-sitter-python.wasm': vscodeGrammar('python'),
  'tree-sitter-go.wasm': vscodeGrammar('go'),
  'tree-sitter-csharp.wasm': vscodeGrammar('c-sharp'),
  'tree-sitter-rust.wasm': vscodeGrammar('rust'),
  'tree-sitter-ruby.wasm': vscodeGrammar('ruby'),
  'tree-sitter-php.wasm': vscodeGrammar('php'),
  'tree-sitter-cpp.wasm': vscodeGrammar('cpp'),
};

export const shippedGrammars = Object.keys(grammarFiles).filter(
  (file): file is Exclude<GrammarFile, 'web-tree-sitter.wasm'> => file !== 'web-tree-sitter.wasm',
);

/** An analyser that has every grammar from the start. Its clock stands while other programs have the processor. */
export async function testAnalyser(): Promise<Analyser> {
  const analyser = await createAnalyser({ loadGrammar, now: processorClock() });
  const kafka = 'kafkajs Kafka kafka:: confluent_kafka sarama rdkafka acks';
  for (const ending of ['ts', 'tsx', 'java', 'kt', 'scala', 'groovy', 'py', 'go', 'cs', 'rs', 'rb', 'php', 'cpp']) {
    await analyser.prepare({ path: `a.${ending}`, text: kafka });
  }
  return analyser;
}
