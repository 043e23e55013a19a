/**
 * The text with its comments blanked, so that every offset stays. Told apart from texts in quotes; where a language is
 * read wrongly (a regular expression with a quote in it) some text is blank or some comment is not, and a fact is missed.
 */
export function blankComments(text: string, style: 'slashes' | 'hashes'): string {
  const comment = style === 'slashes' ? slashes : hashes;
  return text.replace(comment, (match) => (/^["'`]/.test(match) ? match : match.replace(/[^\r\n]/g, ' ')));
}

const quoted = String.raw`"""[\s\S]*?"""|"(?:\\.|[^"\\\r\n])*"|'(?:\\.|[^'\\\r\n])*'|${'`'}[^${'`'}]*${'`'}`;
const slashes = new RegExp(String.raw`${quoted}|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/`, 'g');
const hashes = new RegExp(String.raw`${quoted}|(?<=^|[\s;])#[^\r\n]*`, 'gm');
