import { strictEqual } from 'node:assert/strict';
import { parsableText } from '../../../../src/config/code/parsableText';

const banner = `/*${'*'.repeat(300)}\n${'--\n'.repeat(20)}*/\n//${'-'.repeat(300)}\nconst x = - - 1;\n`;

describe('text that a grammar can take', () => {
  it('loses long runs of lines that hold only signs', () => {
    strictEqual(
      parsableText(`a\n${'---\r\n + \n'.repeat(50)}b - -c\n`, 'csharp'),
      `a\n${'   \r\n   \n'.repeat(50)}b - -c\n`,
    );
    strictEqual(parsableText('!\n'.repeat(100), 'typescript'), ' \n'.repeat(100));
    for (const text of [`a\n${'-\n'.repeat(99)}`, `a${'-\n'.repeat(100)}`, '*\n'.repeat(200), banner])
      strictEqual(parsableText(text, 'csharp'), text);
  });

  it("loses the sign of Ruby's here-documents in front of what is no word", () => {
    const long = 'a b '.repeat(16);
    for (const [text, expected] of [
      [`x <<'${long}'`, `x   '${long}'`],
      [`x <<~"${long}`, `x    "${long}`],
      [`x <<-\`${long}`, `x    \`${long}`],
      [`x <<<'${'\n'.repeat(64)}`, `x <  '${'\n'.repeat(64)}`],
      [`<<'a <<'${long}`, `<<'a   '${long}`],
      [`<<${'é'.repeat(64)}`, `  ${'é'.repeat(64)}`],
    ] as const)
      strictEqual(parsableText(text, 'ruby'), expected);
    for (const text of [
      `x <<~'${'a'.repeat(63)}'\n`,
      `<<${'A'.repeat(63)}\n`,
      `x << '${long}'`,
      `x << ${long}`,
      `x <<~SQL\n${long}`,
    ])
      strictEqual(parsableText(text, 'ruby'), text);
    strictEqual(parsableText(`x <<'${long}'`, 'python'), `x <<'${long}'`);
  });
});
