import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { CodeParser, type Tree } from '../../../../src/config/code/codeParser';
import { type Analyser, createAnalyser } from '../../../../src/guarantees/analyse';
import type { GrammarFile } from '../../../../src/guarantees/grammars';
import { loadGrammar } from '../../../lintCases/loadGrammar';

const quiet = 'require "kafka"\nkafka = Kafka.new(["b:9092"])\n';
const lossy = 'producer = kafka.producer(required_acks: 0)\n';
const comment = `# ${'a b '.repeat(100)}\n`;
/** Ruby's grammar fails an assertion upon it where its text is handed over as it is. */
const openWord = `${quiet}text = <<'YAM\n${lossy}${comment}`;
const sound = `${quiet}text = <<YAM\nacks\nYAM\n${lossy}`;

const structure = (tree: Tree | undefined): string | undefined => tree?.rootNode.toString();

describe('a grammar that throws', () => {
  let runtime: Uint8Array;
  let ruby: Uint8Array;
  let parser: CodeParser;
  before(async () => {
    runtime = await loadGrammar('web-tree-sitter.wasm');
    ruby = await loadGrammar('tree-sitter-ruby.wasm');
  });
  beforeEach(async () => {
    // A clock that stands, so that no text is given up for its time.
    parser = await CodeParser.create(runtime, () => 0);
    await parser.load('ruby', ruby);
    await parser.load('java', await loadGrammar('tree-sitter-java.wasm'));
  });
  afterEach(() => parser.dispose());

  const parsed = (text: string, language: 'ruby' | 'java'): string | undefined => {
    const tree = parser.parse(text, language);
    const result = structure(tree);
    tree?.delete();
    return result;
  };

  it('has left nothing behind after 500 failed assertions', async () => {
    // As Python's, Ruby's grammar gets its texts with nothing blanked in them.
    await parser.load('python', ruby);
    const expected = [parsed(sound, 'ruby'), parsed('class A { int a = 1; }', 'java')];
    ok(expected[0]?.startsWith('(program') && expected[1]?.startsWith('(program'));
    const kept = parser.parse(sound, 'ruby');
    for (let time = 0; time < 500; time += 1) {
      const text = `${openWord}x = ${time}\n`;
      const whole = parser.parse(text, 'python');
      ok(!whole || !parser.isWhole(whole), 'the assertion holds now: this tests nothing any more');
      whole?.delete();
      deepStrictEqual([parsed(sound, 'ruby'), parsed('class A { int a = 1; }', 'java')], expected);
    }
    strictEqual(parser.hasFailed('python'), false);
    strictEqual(structure(kept), expected[0]);
    kept?.delete();
  }).timeout(60_000);

  it('loses only the line that has just been edited', async () => {
    await parser.load('python', ruby);
    const before = `${quiet}text = ''\n${lossy}${comment}`;
    const start = before.indexOf("''");
    const text = before.replace("''", "<<'YAM");
    const tree = parser.parse(before, 'python');
    ok(tree && parser.isWhole(tree));
    const change = { span: { start, end: start + 2 }, newText: "<<'YAM" };
    const edited = parser.update(tree, before, text, [change], 'python');
    ok(edited && !parser.isWhole(edited));
    strictEqual(edited.rootNode.descendantsOfType('call').length, 3);
    tree.delete();
    edited.delete();
  });

  it('gets as much of a stack as it needs, and ends where JavaScript has no more', async () => {
    await parser.load('python', await loadGrammar('tree-sitter-python.wasm'));
    const expected = parsed('class A { int a = 1; }', 'java');
    const ambiguous = (times: number): string => `)\nd = Consumer(**{"group.id": "g",${'/*'.repeat(times)}`;
    const tree = parser.parse(ambiguous(3_000), 'python');
    ok(tree && parser.isWhole(tree));
    tree.delete();
    strictEqual(parser.parse(ambiguous(20_000), 'python'), undefined);
    deepStrictEqual([parsed('class A { int a = 1; }', 'java'), parser.hasFailed('python')], [expected, false]);
  }).timeout(30_000);

  it('is not asked again after three traps, and other grammars are', async () => {
    await parser.load('python', trapping(ruby));
    const expected = [parsed(sound, 'ruby'), parsed('class A { int a = 1; }', 'java')];
    const traps = [1, 2, 3].map(() => [parser.hasFailed('python'), parser.parse(openWord, 'python')]);
    deepStrictEqual(traps, [
      [false, undefined],
      [false, undefined],
      [false, undefined],
    ]);
    strictEqual(parser.hasFailed('python'), true);
    strictEqual(parser.parse(sound, 'python'), undefined);
    deepStrictEqual([parsed(sound, 'ruby'), parsed('class A { int a = 1; }', 'java')], expected);
  });
});

describe('a file whose grammar throws', () => {
  let analyser: Analyser;
  afterEach(() => analyser.dispose());

  const findings = (path: string, text: string): readonly string[] => {
    const analysis = analyser.analyse({ path, text });
    analyser.release(analysis);
    return [...(analysis.notice === undefined ? [] : [analysis.notice]), ...analysis.findings.map(({ rule }) => rule)];
  };
  const python = '# confluent_kafka\n';
  const startedWith = async (grammarOf: (file: GrammarFile) => Promise<Uint8Array>): Promise<void> => {
    analyser = await createAnalyser({ loadGrammar: grammarOf, now: () => 0 });
    await analyser.prepare({ path: 'a.rb', text: sound });
    await analyser.prepare({ path: 'a.py', text: python });
  };

  it('is read in Ruby where a here-document is still to be named', async () => {
    await startedWith(loadGrammar);
    const known = findings('a.rb', sound);
    deepStrictEqual(known, ['acks-zero']);
    for (const quote of ["'", '"', '`', "-'", '~"', `~${'A'.repeat(256)}`])
      for (const end of ['', comment.replaceAll(' b', ' b '), `é${comment}👋`])
        deepStrictEqual(findings('a.rb', `${sound}${comment}text <<${quote}YAM\n${comment}${end}`), known, quote);
    deepStrictEqual(findings('a.rb', openWord.replace('<<', '<<-')), known);
  });

  it('says so, until the others of its language are not read either', async () => {
    await startedWith(async (file) =>
      file === 'tree-sitter-python.wasm'
        ? trapping(await loadGrammar('tree-sitter-ruby.wasm'))
        : await loadGrammar(file),
    );
    const text = `${python}${openWord}`;
    const once =
      'This file was not read: as it is written now, its parser does not find its way through it; AckLens tries again after the next edit.';
    const never =
      'This file was not read: the parser of its language failed several times; AckLens reads it again after a restart.';
    deepStrictEqual(findings('a.py', text), [once]);
    deepStrictEqual(findings('a.py', python), []);
    deepStrictEqual(findings('a.py', text), [once]);
    deepStrictEqual(findings('a.py', text), [once]);
    deepStrictEqual(findings('a.py', python), [never]);
    deepStrictEqual(findings('a.rb', sound), ['acks-zero']);
  });
});

/** The grammar, calling a function that nobody has where it called the one that ends a failed assertion. */
function trapping(grammar: Uint8Array): Uint8Array {
  const changed = Buffer.from(grammar);
  const at = changed.indexOf('__assert_fail');
  ok(at > 0);
  changed.write('__nobody_has_', at);
  return changed;
}
