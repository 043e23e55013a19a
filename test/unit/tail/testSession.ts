import { createTailSession } from '../../../src/tail/createTailSession';
import type { Row, Verdict } from '../../../src/tail/model';
import type { SessionOptions, TailSession } from '../../../src/tail/session';

export const testSession = (options: Partial<SessionOptions> = {}): TailSession =>
  createTailSession({
    identity: { kind: 'none' },
    sequence: { kind: 'none' },
    graceMs: 0,
    maxRows: 10_000,
    maxPayloadBytes: 1 << 20,
    ...options,
  });

/** Every row in memory as one line of text. */
export const rowsText = (session: TailSession): string[] =>
  Array.from({ length: session.endRow - session.firstRow }, (_, i) => rowText(session.row(session.firstRow + i)));

function rowText(row: Row | undefined): string {
  if (row === undefined) return 'no row';
  if (row.kind === 'gap') return `${row.code} ${row.state}: ${row.text}`;
  if (row.kind === 'hole') return `${row.code}: ${row.text}`;
  const mark = row.mark ? ` [${row.mark.letter} ${row.mark.code} ${row.mark.confidence}: ${row.mark.text}]` : '';
  return `${row.partition}:${row.offset} ${row.key?.text ?? '-'} ${row.value?.text ?? '-'}${mark}`;
}

/** Verdicts in their newest state: "D1 proven final 0:3 of 0:0", "G3 proven confirmed 0:4 missing 3..4". */
export const verdictText = ({ code, confidence, state, partition, offset, of, missing }: Verdict): string =>
  `${code} ${confidence} ${state} ${partition}:${offset}` +
  (of ? ` of ${of.partition}:${of.offset}` : '') +
  (missing ? ` missing ${missing.map(([from, to]) => `${from}..${to}`).join(',') || 'none'}` : '');

export const verdicts = (session: TailSession): string[] => session.takeChanges().verdicts.map(verdictText);
