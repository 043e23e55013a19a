/** A property of an object or an item of an array, with the places of its parts in the text. */
export interface JsonPart {
  /** Of a property only. Quotes included. */
  readonly key?: { readonly start: number; readonly end: number };
  readonly start: number;
  readonly end: number;
}

export interface JsonParts {
  readonly kind: 'object' | 'array';
  readonly end: number;
  readonly parts: readonly JsonPart[];
}

/**
 * The parts of the object or array that starts at a place, found by its brackets alone. What stands inside a part is not
 * looked at: a parser has to read each. Undefined for everything that is not plainly well-formed between the parts.
 */
export function jsonParts(text: string, at: number): JsonParts | undefined {
  const kind = text[at] === '{' ? 'object' : 'array';
  const close = kind === 'object' ? '}' : ']';
  const parts: JsonPart[] = [];
  let next = skipTrivia(text, at + 1);
  if (text[next] === close) return { kind, end: next + 1, parts };
  for (;;) {
    let key: JsonPart['key'];
    if (kind === 'object') {
      plainKey.lastIndex = next;
      if (!plainKey.test(text)) return undefined;
      key = { start: next, end: plainKey.lastIndex };
      next = skipTrivia(text, key.end);
      if (text[next] !== ':') return undefined;
      next = skipTrivia(text, next + 1);
    }
    const end = endOfValue(text, next);
    if (end === undefined || end === next) return undefined;
    parts.push(key ? { key, start: next, end } : { start: next, end });
    next = skipTrivia(text, end);
    if (text[next] === close) return { kind, end: next + 1, parts };
    if (text[next] !== ',') return undefined;
    next = skipTrivia(text, next + 1);
  }
}

/** A key that means what stands between its quotes. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON has none in its strings.
const plainKey = /"[^"\\\u0000-\u001f]*"/y;

const plainWord = /[\w.+-]+/y;

/** Where the value ends that starts at a place, judged by quotes and brackets. */
function endOfValue(text: string, start: number): number | undefined {
  const first = text[start];
  if (first === '"') return endOfString(text, start);
  if (first !== '{' && first !== '[') {
    plainWord.lastIndex = start;
    return plainWord.test(text) ? plainWord.lastIndex : undefined;
  }
  let depth = 0;
  for (let at: number | undefined = start; at !== undefined && at < text.length; ) {
    const code = text.charCodeAt(at);
    if (code === quote) at = endOfString(text, at);
    else if (code === slash) {
      const after = skipTrivia(text, at);
      // A lone slash is no JSON.
      if (after === at) return undefined;
      at = after;
    } else {
      at += 1;
      if (code === openBrace || code === openBracket) depth += 1;
      else if (code === closeBrace || code === closeBracket) {
        depth -= 1;
        if (depth === 0) return at;
      }
    }
  }
  return undefined;
}

const [quote, slash, backslash, lineFeed, carriageReturn] = [0x22, 0x2f, 0x5c, 0x0a, 0x0d];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

function endOfString(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === lineFeed || code === carriageReturn) return undefined;
    if (code === backslash) at += 1;
  }
  return undefined;
}

/** The first place from `start` on that is neither blank nor comment. */
export function skipTrivia(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === 0x20 || code === 0x09 || code === lineFeed || code === carriageReturn) at += 1;
    else if (code !== slash) return at;
    else if (text[at + 1] === '/') {
      at += 2;
      while (at < text.length && text.charCodeAt(at) !== lineFeed && text.charCodeAt(at) !== carriageReturn) at += 1;
    } else if (text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2);
      if (close < 0) return at;
      at = close + 2;
    } else return at;
  }
}
