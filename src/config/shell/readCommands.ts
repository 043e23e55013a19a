import type { Span } from '../../base/span';

/** `make` reads recipes after make's own syntax, `bat` is cmd.exe, `ps` PowerShell. */
export type ShellDialect = 'sh' | 'make' | 'bat' | 'ps';

/** A word after quotes and escapes. What the shell would still put in is the character `\0`. */
export interface ShellWord {
  readonly text: string;
  /** Source offset of each character of `text`. */
  readonly map: readonly number[];
  /** The word as written, quotes included. */
  readonly span: Span;
  /** Parts of `text` that are the default of a placeholder: `0` of `${ACKS:-0}`. */
  readonly defaults: readonly { readonly name: string; readonly from: number; readonly to: number }[];
}

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  readonly span: Span;
}

/**
 * The simple commands of a shell text, those inside `$(...)` and groups too. Total: broken quoting ends with the text.
 * Redirections, here-documents and comments are left out.
 */
export function readCommands(text: string, range: Span, dialect: ShellDialect): readonly ShellCommand[] {
  const reader = new CommandReader(text, range.end, dialect);
  reader.read(range.start, undefined, 0);
  return reader.commands;
}

/** Deeper nesting of `$(...)` than anybody writes; a bound so that no text can exhaust the stack. */
const maxDepth = 20;

class CommandReader {
  readonly commands: ShellCommand[] = [];
  private at = 0;
  private heredocs: string[] = [];
  private readonly text: string;
  private readonly end: number;
  private readonly dialect: ShellDialect;
  /** The character that takes the next one as it is, and continues a line at its end. */
  private readonly escape: string;

  constructor(text: string, end: number, dialect: ShellDialect) {
    this.text = text;
    this.end = end;
    this.dialect = dialect;
    this.escape = dialect === 'bat' ? '^' : dialect === 'ps' ? '`' : '\\';
  }

  /** Reads commands up to `closer` (not consumed) or the end; answers where it stopped. */
  read(start: number, closer: string | undefined, depth: number): number {
    this.at = start;
    let words: ShellWord[] = [];
    const finish = (): void => {
      const first = words[0];
      const last = words[words.length - 1];
      if (first && last) this.commands.push({ words, span: { start: first.span.start, end: last.span.end } });
      words = [];
    };
    while (this.at < this.end) {
      const char = this.text[this.at];
      if (char === closer) break;
      if (char === ' ' || char === '\t' || char === '\r') this.at += 1;
      else if (this.continuation() > 0) this.at += this.continuation();
      else if (char === '\n') {
        finish();
        this.at += 1;
        this.skipHeredocs();
      } else if (char === ';' || char === '|' || char === '&' || char === '(' || char === ')') {
        finish();
        this.at += 1;
      } else if (char === '#' && this.dialect !== 'bat') this.skipLine();
      else if (this.dialect === 'bat' && words.length === 0 && this.batComment()) this.skipLine();
      else if (char === '<' || char === '>') this.redirection(depth);
      else {
        const word = this.word(closer, depth);
        words.push(word);
      }
    }
    finish();
    return this.at;
  }

  /** Length of a line continuation at the present place, 0 where there is none. */
  private continuation(): number {
    if (this.text[this.at] !== this.escape) return 0;
    if (this.text[this.at + 1] === '\n') return 2;
    return this.text[this.at + 1] === '\r' && this.text[this.at + 2] === '\n' ? 3 : 0;
  }

  private skipLine(): void {
    const lineBreak = this.text.indexOf('\n', this.at);
    this.at = lineBreak < 0 ? this.end : Math.min(lineBreak, this.end);
  }

  private batComment(): boolean {
    return /^@?(?:rem\b|::)/i.test(this.text.slice(this.at, this.at + 5));
  }

  private redirection(depth: number): void {
    const operator = /^(?:<<<|<<-?|[<>]+[&|]?-?)/.exec(this.text.slice(this.at, this.at + 5))?.[0] ?? '<';
    this.at += operator.length;
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at += 1;
    if (this.at >= this.end || /[\n;|&()<>]/.test(this.text[this.at] ?? '\n')) return;
    const target = this.word(undefined, depth);
    if (operator.startsWith('<<') && operator !== '<<<') this.heredocs.push(target.text);
  }

  /** What is between the line of `<<WORD` and the line `WORD` is data for a program, not commands. */
  private skipHeredocs(): void {
    for (const delimiter of this.heredocs.splice(0)) {
      while (this.at < this.end) {
        const lineBreak = this.text.indexOf('\n', this.at);
        const stop = lineBreak < 0 ? this.end : Math.min(lineBreak, this.end);
        const line = this.text.slice(this.at, stop).trim();
        this.at = Math.min(stop + 1, this.end);
        if (line === delimiter) break;
      }
    }
  }

  private word(closer: string | undefined, depth: number): ShellWord {
    const start = this.at;
    const word = new WordBuilder();
    while (this.at < this.end) {
      const char = this.text[this.at] ?? '';
      if (/[\s;|&()<>]/.test(char) || char === closer) break;
      const joined = this.continuation();
      if (joined > 0) this.at += joined;
      else if (char === '"') this.doubleQuoted(word, depth);
      else if (char === "'" && this.dialect !== 'bat') this.singleQuoted(word);
      else if (this.isExpansion(char)) this.expansion(word, depth);
      else if (char === this.escape && this.at + 1 < this.end) {
        word.add(this.text[this.at + 1] ?? '', this.at + 1);
        this.at += 2;
      } else {
        word.add(char, this.at);
        this.at += 1;
      }
    }
    // A closer of an outer level that nothing consumes must not stop the reader.
    if (this.at === start) this.at += 1;
    return word.build({ start, end: this.at });
  }

  private singleQuoted(word: WordBuilder): void {
    const close = this.text.indexOf("'", this.at + 1);
    const stop = close < 0 || close > this.end ? this.end : close;
    for (let i = this.at + 1; i < stop; i += 1) word.add(this.text[i] ?? '', i);
    this.at = Math.min(stop + 1, this.end);
  }

  private doubleQuoted(word: WordBuilder, depth: number): void {
    this.at += 1;
    while (this.at < this.end && this.text[this.at] !== '"') {
      const char = this.text[this.at] ?? '';
      if (this.continuation() > 0) this.at += this.continuation();
      else if (this.isExpansion(char)) this.expansion(word, depth);
      else if (char === this.escape && this.dialect !== 'bat' && /["\\$`]/.test(this.text[this.at + 1] ?? '')) {
        word.add(this.text[this.at + 1] ?? '', this.at + 1);
        this.at += 2;
      } else {
        word.add(char, this.at);
        this.at += 1;
      }
    }
    this.at = Math.min(this.at + 1, this.end);
  }

  private isExpansion(char: string): boolean {
    const next = this.text[this.at + 1] ?? '';
    if (this.dialect === 'bat') return (char === '%' || char === '!') && /[\w~*%]/.test(next);
    return (char === '`' && this.dialect !== 'ps') || (char === '$' && /[\w{(@*#?$!<^+%'-]/.test(next));
  }

  private expansion(word: WordBuilder, depth: number): void {
    const start = this.at;
    const rest = this.text.slice(start, Math.min(this.end, start + 400));
    if (this.dialect === 'bat') {
      const variable = /^(?:%~?\w*%|%~?\w|!\w+!)/.exec(rest)?.[0] ?? rest[0] ?? '';
      this.at += Math.max(1, variable.length);
      word.addUnknown(start);
      return;
    }
    const withDefault = /^\$\{(\w+):?-([^{}$`"'\\]*)\}/.exec(rest);
    if (withDefault && this.dialect === 'sh') {
      const [whole, name = '', value = ''] = withDefault;
      word.addDefault(name, value, start + whole.length - 1 - value.length);
      this.at += whole.length;
      return;
    }
    word.addUnknown(start);
    if (this.dialect === 'make' && rest.startsWith('$$')) this.at += 1;
    const opener = this.text[this.at] === '`' ? '`' : this.text[this.at + 1];
    if (opener === '`') this.nested(this.at + 1, '`', depth);
    else if (opener === '(' && this.dialect === 'sh') this.nested(this.at + 2, ')', depth);
    else if (opener === '(' || opener === '{') this.skipBalanced(opener === '(' ? ')' : '}', opener);
    else this.at += /^\$(?:\w+|.)/.exec(this.text.slice(this.at, this.at + 200))?.[0].length ?? 1;
  }

  private nested(from: number, closer: string, depth: number): void {
    if (depth >= maxDepth) {
      this.at = this.end;
      return;
    }
    this.at = Math.min(this.read(from, closer, depth + 1) + 1, this.end);
  }

  private skipBalanced(closer: string, opener: string): void {
    let open = 0;
    for (; this.at < this.end; this.at += 1) {
      if (this.text[this.at] === opener) open += 1;
      else if (this.text[this.at] === closer) {
        open -= 1;
        if (open === 0) break;
      }
    }
    this.at = Math.min(this.at + 1, this.end);
  }
}

class WordBuilder {
  private text = '';
  private readonly map: number[] = [];
  private readonly defaults: { name: string; from: number; to: number }[] = [];

  add(char: string, at: number): void {
    this.text += char;
    this.map.push(at);
  }

  addUnknown(at: number): void {
    this.add('\0', at);
  }

  addDefault(name: string, value: string, at: number): void {
    const from = this.text.length;
    for (let i = 0; i < value.length; i += 1) this.add(value[i] ?? '', at + i);
    this.defaults.push({ name, from, to: this.text.length });
  }

  build(span: Span): ShellWord {
    return { text: this.text, map: this.map, span, defaults: this.defaults };
  }
}
