/** The text with something else, as long, in place of what a grammar cannot take: every other character is where it was. */
export function parsableText(text: string, language: string): string {
  const flat = withoutSignLines(text);
  if (language === 'scala') return withBlankRuns(flat);
  if (language === 'groovy') return withIndexes(flat);
  return language === 'ruby' ? withShortHeredocs(flat) : flat;
}

/**
 * Lines of nothing but signs that may stand in front of a value, as blanks where a hundred stand together: each sign is one
 * more level of the tree, which C#'s grammar leaves all in one step when it meets an error. Of 2,000 that takes 0.1 s.
 */
function withoutSignLines(text: string): string {
  return text.replace(signLines, (lines) =>
    lines.split('\n').length > 100
      ? lines.replaceAll('-', ' ').replaceAll('+', ' ').replaceAll('~', ' ').replaceAll('!', ' ')
      : lines,
  );
}

/** As many as there are: with a number in it, each of 99 lines would be tried as the first. */
const signLines = /^(?:[ \t]*[-+~!]+[ \t]*\r?\n){2,}/gm;

/**
 * At each character that begins no token, Scala's grammar asks for its column, and the library counts it from the start of
 * the line, all in one step: two thousand of them would take a quarter of a second. Where a line is long, they are taken
 * for blanks.
 */
function withBlankRuns(text: string): string {
  return text.replace(/[^\n]{300,}/g, (line) => line.replace(/[^\t\r\x20-\x7e]|``+/g, (odd) => ' '.repeat(odd.length)));
}

/** Groovy's grammar does not know `props.'acks' = '0'`, which is `props['acks']= '0'`, in as many characters. */
function withIndexes(text: string): string {
  return text.replace(/(?<=[\w)\]])\.('[\w.-]{1,80}'|"[\w.-]{1,80}")[ \t](?==[^=~])/g, '[$1]');
}

/**
 * Ruby's grammar keeps the word that ends a here-document, with its length in one byte, and fails an assertion where it
 * does not read back what it kept: where the word has over 255 characters, as after a quote that is still to be closed,
 * which it looks for in the lines below too. It also writes a byte too far where all words that are open at a time come to
 * just over 1,000 characters. No word is nearly so long, thus what is no here-document loses the sign of one.
 */
function withShortHeredocs(text: string): string {
  return text.replace(longHeredoc, (sign) => ' '.repeat(sign.length));
}

const longHeredoc = /<<[-~]?(?='[^']{64}|"[^"]{64}|`[^`]{64}|[\w\x80-\uffff]{64})/g;
