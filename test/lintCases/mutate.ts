/** A small generator of pseudo-random numbers (mulberry32), so that a seed repeats a run. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** What breaks readers: quotes, brackets, ends of lines, references, marks of templates and of bytes, lone surrogates. */
const pieces = [
  '"',
  "'",
  '`',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '<',
  '>',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '    ',
  '\\',
  '\\u00',
  '#',
  '//',
  '/*',
  '*/',
  '=',
  ':',
  ': ',
  ',',
  ';',
  '|',
  '>-\n',
  '&a ',
  '*a',
  '<<: *a',
  '---\n',
  '${',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder of shells.
  '${ACKS:-0}',
  '{{ .x }}',
  '%',
  '@',
  '$',
  '!',
  '?',
  '- ',
  '"""',
  "'''",
  '\ufeff',
  '\u2028',
  '\ud800',
  '\u0000',
  'é',
  '👋',
  '0',
  '-1',
  '1e999',
  'acks',
  'acks=0',
  'acks: 1',
  'enable.idempotence',
  'null',
  '__proto__',
  'constructor',
  '[[x]]',
  '[a.b]',
  'kafka',
  'EOF',
  '<<EOF\n',
  ' \\\n',
];

/** Names that every object answers, as keys and methods of a text. */
const inherited = ['constructor', 'toString', 'valueOf', 'hasOwnProperty', '__proto__'];

/** A text with one to eight random changes: pieces put in, cut out, moved, doubled, or taken from another text, a word replaced. */
export function mutate(text: string, other: string, random: (below: number) => number): string {
  let changed = text;
  for (let count = 1 + random(8); count > 0; count -= 1) {
    const at = random(changed.length + 1);
    const length = random(random(4) === 0 ? 200 : 12);
    const before = changed.slice(0, at);
    const piece = changed.slice(at, at + length);
    const rest = changed.slice(at + length);
    switch (random(9)) {
      case 0:
        changed = before + rest;
        break;
      case 1:
        changed = before + (pieces[random(pieces.length)] ?? '') + piece + rest;
        break;
      case 2:
        changed = before + piece.repeat(1 + random(30)) + rest;
        break;
      case 3:
        changed = before + (pieces[random(pieces.length)] ?? '').repeat(1 + random(300)) + piece + rest;
        break;
      case 4: {
        const from = random(other.length + 1);
        changed = before + other.slice(from, from + random(300)) + piece + rest;
        break;
      }
      case 5:
        changed = before + String.fromCharCode(random(0x3000)) + rest;
        break;
      case 6:
        changed = changed.replace(/\r?\n/g, random(2) === 0 ? '\r\n' : '\n');
        break;
      case 7: {
        const word = /[a-z_][\w-]*/i.exec(changed.slice(at));
        const from = at + (word?.index ?? 0);
        const name = inherited[random(inherited.length)] ?? '';
        changed = changed.slice(0, from) + name + changed.slice(from + (word?.[0].length ?? 0));
        break;
      }
      default:
        changed = before;
    }
    // Growth by growth would test the size limit only.
    if (changed.length > 60_000) changed = changed.slice(0, 60_000);
  }
  return changed;
}
