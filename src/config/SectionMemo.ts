/**
 * Remembers what the sections of texts were read as, so that after an edit only the section around it is parsed again.
 * A section is known by its text, so the answer is always that of a parse. Bounded: what no text has asked for while
 * `limit` characters of other sections came by is forgotten.
 */
export class SectionMemo<T> {
  private newer = new Map<string, Reading<T>>();
  private older: ReadonlyMap<string, Reading<T>> = new Map();
  private characters = 0;
  private readonly move: (read: T, by: number) => T;
  private readonly limit: number;

  /** `move` gives what was read with all its spans `by` characters further on. */
  constructor(move: (read: T, by: number) => T, limit = 512 * 1024) {
    this.move = move;
    this.limit = limit;
  }

  /** What `parse` makes of a section, whose spans it counts from 0, at its place in the whole text. */
  read(section: string, offset: number, parse: (section: string) => T): T {
    const known = this.newer.get(section) ?? this.older.get(section) ?? readAnew(section, parse);
    const read = known.at === offset ? known.read : this.move(known.read, offset - known.at);
    // Most sections of a text stay where they are: what was moved last is what fits next time.
    this.keep(known.at === offset ? known : { text: known.text, at: offset, read });
    return read;
  }

  private keep(reading: Reading<T>): void {
    const { text } = reading;
    if (!this.newer.has(text)) {
      this.characters += text.length;
      if (this.characters > this.limit) {
        this.older = this.newer;
        this.newer = new Map();
        this.characters = text.length;
      }
    }
    this.newer.set(text, reading);
  }
}

interface Reading<T> {
  readonly text: string;
  readonly at: number;
  readonly read: T;
}

function readAnew<T>(section: string, parse: (section: string) => T): Reading<T> {
  // A slice would keep the whole text that it was cut from.
  const text = ` ${section}`.slice(1);
  return { text, at: 0, read: parse(text) };
}
