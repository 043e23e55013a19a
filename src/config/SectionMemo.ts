import type { Span } from '../base/span';

/**
 * Remembers what the sections of texts were read as, so that after an edit only the section around it is parsed again. A
 * section is known by its text, so the answer is always that of a parse.
 *
 * A section that an edit moved keeps the objects that it was read as: the spans in them are moved where they are. Whatever
 * is known about one of its trees (`perTree`) stays known, and no new objects wait to be collected. The price: what was read
 * is good until `nextReading`, and what is to last longer takes copies of its spans (`ownSpans`).
 *
 * Bounded: what no text has asked for while `limit` characters of other sections came by is forgotten.
 */
export class SectionMemo<T> {
  private newer = new Map<string, Known<T>>();
  private older: ReadonlyMap<string, Known<T>> = new Map();
  private characters = 0;
  private reading = 0;
  private readonly spansIn: (read: T) => ReadonlySet<Span>;
  private readonly limit: number;

  /** `spansIn` finds every span in what a section was read as. */
  constructor(spansIn: (read: T) => ReadonlySet<Span>, limit = 512 * 1024) {
    this.spansIn = spansIn;
    this.limit = limit;
  }

  /** Another text is to be read, or another version of it: what was read so far may move. */
  nextReading(): void {
    this.reading += 1;
  }

  /** What `parse` makes of a section, whose spans it counts from 0, at its place in the whole text. */
  read(section: string, offset: number, parse: (section: string) => T): T {
    const known = this.newer.get(section) ?? this.older.get(section) ?? unknown(section);
    if (known.reading !== this.reading) {
      known.reading = this.reading;
      known.used = 0;
    }
    // What is written twice in a text has two places.
    const copy = known.copies[known.used] ?? this.parsed(known, parse);
    known.used += 1;
    this.keep(known);
    if (copy.at !== offset) {
      for (const span of copy.spans) moveBy(span, offset - copy.at);
      copy.at = offset;
    }
    return copy.read;
  }

  private parsed(known: Known<T>, parse: (section: string) => T): Copy<T> {
    const read = parse(known.text);
    const copy = { at: 0, read, spans: [...this.spansIn(read)] };
    known.copies.push(copy);
    if (this.newer.has(known.text)) this.characters += known.text.length;
    return copy;
  }

  private keep(known: Known<T>): void {
    const { text, copies } = known;
    if (!this.newer.has(text)) {
      this.characters += text.length * copies.length;
      this.newer.set(text, known);
    }
    if (this.characters <= this.limit) return;
    this.older = this.newer;
    this.newer = new Map([[text, known]]);
    this.characters = text.length * copies.length;
  }
}

interface Known<T> {
  readonly text: string;
  /** One for each time that the section stands in a text. */
  readonly copies: Copy<T>[];
  /** How many of them the reading uses that asked last. */
  used: number;
  reading: number;
}

interface Copy<T> {
  readonly read: T;
  readonly spans: readonly Span[];
  at: number;
}

// A slice would keep the whole text that it was cut from.
const unknown = <T>(section: string): Known<T> => ({ text: ` ${section}`.slice(1), copies: [], used: 0, reading: -1 });

function moveBy(span: { -readonly [K in keyof Span]: Span[K] }, by: number): void {
  span.start += by;
  span.end += by;
}
