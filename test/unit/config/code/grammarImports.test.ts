import { deepStrictEqual, ok } from 'node:assert/strict';
import { suppliedFunctions } from '../../../../src/config/code/ParserRuntime';
import type { GrammarFile } from '../../../../src/guarantees/grammars';
import { loadGrammar, shippedGrammars } from '../../../lintCases/loadGrammar';

const { Module } = WebAssembly;

const compiled = async (file: GrammarFile): Promise<WebAssembly.Module> =>
  WebAssembly.compile(Uint8Array.from(await loadGrammar(file)));

describe('functions that grammars call', () => {
  let known: ReadonlySet<string>;
  before(async () => {
    const runtime = await compiled('web-tree-sitter.wasm');
    known = new Set([
      ...Module.exports(runtime).map(({ name }) => name),
      // The library has these for its own runtime, and grammars get them from it too.
      ...Module.imports(runtime).map(({ name }) => name),
      ...Object.keys(suppliedFunctions),
    ]);
  });

  for (const file of shippedGrammars) {
    it(`${file} calls none that nobody has`, async () => {
      const grammar = await compiled(file);
      const own = Module.exports(grammar).map(({ name }) => name);
      const wanted = Module.imports(grammar)
        .filter(({ module, kind }) => kind === 'function' || module.startsWith('GOT.'))
        .map(({ name }) => name);
      ok(own.some((name) => name.startsWith('tree_sitter_')));
      // Nobody notices while the grammar is loaded: the first call throws.
      deepStrictEqual(
        wanted.filter((name) => !known.has(name) && !own.includes(name)),
        [],
      );
    });
  }
});
