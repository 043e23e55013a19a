import { isLegitimate } from '../../tail/findingKinds';
import type { Row, Verdict } from '../../tail/model';
import { type Content, contentOf, redactContent } from '../../tail/redactRecord';
import type { RedactRules } from '../../tail/redactRules';
import type { TailSession } from '../../tail/session';
import { producerKind, producerOfGap } from '../producerKindAt';
import type { RowDecoder } from '../RowDecoder';
import { decodeContent } from './decodeContent';
import type { ExportItem, ItemPlace, Words } from './exportItem';
import { type HiddenFacts, redactVerdict, redactWords } from './redactedWords';

export interface ItemParts {
  readonly session: TailSession;
  readonly decoder: RowDecoder;
  readonly rules: RedactRules;
  readonly hidden: HiddenFacts;
  readonly wantsEvidence: boolean;
  placeOf(partition: number): ItemPlace;
}

/** A row as an export tells it: nothing of what the rules hide goes beyond here. */
export class ExportItems {
  private readonly parts: ItemParts;

  constructor(parts: ItemParts) {
    this.parts = parts;
  }

  isFinding(n: number): boolean {
    const kind = this.parts.session.kindAt(n);
    return kind !== undefined && !isLegitimate(kind);
  }

  /** Of a record of which the payload is in memory; undefined where it is not. The bytes may be views. */
  content(n: number): Content | undefined {
    const payload = this.parts.session.probe(n)?.payload;
    return payload && this.shown(contentOf(payload));
  }

  /** Decoded as the view decodes it, and without what the rules hide. */
  shown(content: Content): Content {
    return redactContent(decodeContent(content, this.parts.decoder), this.parts.rules);
  }

  /** `content` of a record; undefined where nobody has it or nobody wants it. */
  make(row: Row, content: Content | undefined): ExportItem | undefined {
    const { session, hidden, placeOf } = this.parts;
    const place = placeOf(row.partition);
    const isFinding = this.isFinding(row.row);
    if (row.kind === 'hole') {
      const hole = session.holeAt(row.row);
      return hole && { kind: 'hole', place, hole, isFinding, words: this.words(row) };
    }
    const verdict = session.verdictAt(row.row);
    if (row.kind === 'gap')
      return (
        verdict && {
          kind: 'gap',
          place,
          verdict: redactVerdict(verdict, hidden),
          words: redactWords(this.words(row), verdict, hidden),
          producer: producerOfGap(session, row),
          isFinding,
        }
      );
    return {
      kind: 'record',
      place,
      row: hidden.numbers ? { ...row, sequence: undefined } : row,
      content,
      verdict: verdict && redactVerdict(verdict, hidden),
      of: verdict?.of && placeOf(verdict.of.partition),
      words: verdict && this.recordWords(row, verdict),
      producer: producerKind(row),
      isFinding,
    };
  }

  private recordWords(row: Extract<Row, { kind: 'record' }>, verdict: Verdict): Words {
    const said = this.parts.wantsEvidence ? this.parts.session.details(row.row, 0)?.explanation : undefined;
    return redactWords(said ?? { sentence: row.mark?.text ?? '', evidence: [] }, verdict, this.parts.hidden);
  }

  private words(row: Exclude<Row, { kind: 'record' }>): Words {
    const said = this.parts.wantsEvidence ? this.parts.session.explain(row.row) : undefined;
    return said ?? { sentence: row.text, evidence: [] };
  }
}
