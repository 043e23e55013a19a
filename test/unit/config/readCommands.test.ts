import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { readCommands, type ShellDialect } from '../../../src/config/shell/readCommands';
import { shellUnits } from '../../../src/config/shell/shellUnits';

const read = (text: string, dialect: ShellDialect = 'sh'): readonly (readonly string[])[] =>
  readCommands(text, { start: 0, end: text.length }, dialect).map(({ words }) =>
    words.map((word) => word.text.replace(/\0/g, '?')),
  );

describe('readCommands', () => {
  it('separates commands and drops comments and redirections', () => {
    deepStrictEqual(read('a b; c && d | e # f\ng >h 2>&1 <i j\n'), [['a', 'b'], ['c'], ['d'], ['e'], ['g', '2', 'j']]);
  });

  it('understands quotes, escapes and continued lines', () => {
    deepStrictEqual(read(`a 'b c' "d \\"e\\" f" g\\ h \\\n  i"j"'k'`), [['a', 'b c', 'd "e" f', 'g h', 'ijk']]);
  });

  it('marks what the shell would put in and reads the commands inside', () => {
    deepStrictEqual(read('a=$(b c) d$E "\x24{F}" `g h` \x24{I:-j}'), [
      ['b', 'c'],
      ['g', 'h'],
      ['a=?', 'd?', '?', '?', 'j'],
    ]);
  });

  it('takes no words of JavaScript for options', () => {
    const { units } = shellUnits('kafka-console-producer --topic t constructor a toString b __proto__ c\n', 'script');
    deepStrictEqual(
      units.map(({ settings }) => settings),
      [[]],
    );
  });

  it('skips here-documents', () => {
    deepStrictEqual(read('a <<E\nb c\nE\nd <<-"F" g\n\tb\n\tF\nh\n'), [['a'], ['d', 'g'], ['h']]);
  });

  it('reads make and cmd.exe in their own way', () => {
    deepStrictEqual(read('$(A)/b $$c $@ d', 'make'), [['?/b', '?', '?', 'd']]);
    deepStrictEqual(read('REM a\nb %C% ^\n "d e" \\f\n', 'bat'), [['b', '?', 'd e', '\\f']]);
  });

  it('maps each character to its place', () => {
    const text = `x "ac"'ks'=0`;
    const word = readCommands(text, { start: 0, end: text.length }, 'sh')[0]?.words[1];
    strictEqual(word?.text, 'acks=0');
    strictEqual(word?.map.map((at) => text[at]).join(''), 'acks=0');
  });

  it('stays upright on nesting without end', () => {
    // The outermost twenty levels and the one in which it gives up.
    strictEqual(read('$('.repeat(100_000)).length, 21);
  });
});
