import { noRedactionSet, type Redaction } from '../protocol/tailExport';
import type { ExtraWish, Preview, RecordRow, Row, RowExtra } from '../tail/model';
import { preview } from '../tail/preview';
import { recordOf } from '../tail/recordOf';
import { type Content, contentOf, redactContent } from '../tail/redactRecord';
import { noRedaction, parseRedactRules, type RedactRules, redactsAnything } from '../tail/redactRules';
import type { TailSession } from '../tail/session';
import { decodeContent } from './export/decodeContent';
import type { Words } from './export/exportItem';
import { type HiddenFacts, hiddenFacts, redactWords } from './export/redactedWords';
import type { RowDecoder } from './RowDecoder';

/** Hides from the rows and details of the view what the settings name, where they say so for the view. */
export class Veil {
  private readonly session: Pick<TailSession, 'probe' | 'extras' | 'verdictAt' | 'counters'>;
  private readonly decoder: RowDecoder;
  private rules: RedactRules = noRedaction;

  constructor(session: Veil['session'], decoder: RowDecoder) {
    this.session = session;
    this.decoder = decoder;
    this.set(noRedactionSet);
  }

  set({ rules, inView }: Redaction): void {
    this.rules = inView ? readRules(rules) : noRedaction;
  }

  get isActive(): boolean {
    return redactsAnything(this.rules);
  }

  /** `n` = the session's number of the row. */
  row(n: number, row: Row): Row {
    if (!this.isActive || row.kind === 'hole') return row;
    const { hidden } = this;
    const verdict = this.session.verdictAt(n);
    if (row.kind === 'record') return this.record(n, row, hidden);
    const sentence = verdict && redactWords({ sentence: row.text, evidence: [] }, verdict, hidden).sentence;
    return {
      ...row,
      text: sentence ?? row.text,
      key: row.key && hidden.key ? hiddenText : row.key,
      missing: hidden.numbers ? [] : row.missing,
    };
  }

  /** The extra columns of a record. */
  extra(n: number, want: ExtraWish): RowExtra | undefined {
    const content = this.contentAt(n);
    return content && this.session.extras(n, want, recordOf(content));
  }

  /** What is told of key, value and headers; `isCut` where only the beginning of the value is at hand. */
  content(content: Content, isCut: boolean): Content {
    // The beginning of something is not to be taken for the whole.
    const rules = isCut && this.rules.paths.length > 0 ? { ...this.rules, value: true } : this.rules;
    return redactContent(decodeContent(content, this.decoder), rules);
  }

  words<T extends Words>(n: number, words: T): T {
    const verdict = this.session.verdictAt(n);
    return verdict && this.isActive ? { ...words, ...redactWords(words, verdict, this.hidden) } : words;
  }

  private record(n: number, row: RecordRow, hidden: HiddenFacts): RecordRow {
    const content = this.contentAt(n);
    const mark = row.mark && { ...row.mark, text: this.words(n, { sentence: row.mark.text, evidence: [] }).sentence };
    const shown = content && {
      key: content.key && preview(content.key),
      value: content.value && preview(content.value),
    };
    return { ...row, ...shown, mark, sequence: hidden.numbers ? undefined : row.sequence };
  }

  private contentAt(n: number): Content | undefined {
    const payload = this.session.probe(n)?.payload;
    return payload && this.content(contentOf(payload), false);
  }

  private get hidden(): HiddenFacts {
    return hiddenFacts(this.rules, this.session.counters().sequence.rule);
  }
}

const hiddenText: Preview = { text: 'redacted', cut: false, binary: false };

/** A rule that is not understood may name anything. */
function readRules(rules: readonly string[]): RedactRules {
  try {
    return parseRedactRules(rules);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { ...noRedaction, key: true, value: true, headers: true };
  }
}
