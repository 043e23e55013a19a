import { isoTime } from '../base/isoTime';
import type { Range } from '../tail/model';
import type { Summary, TailWriter } from './tailWriter';

/** For people: one line a record, verdicts indented below the record they speak of. */
export const prettyWriter: TailWriter = {
  start: ({ topic, partitions }) =>
    `${topic}: ${partitions.map(({ id, from, end }) => `partition ${id} from ${from} (end ${end})`).join(', ')}\n`,

  record: (record, { partition, transaction }) => {
    const { bytes, keyStart, keyEnd, valueStart, valueEnd } = record;
    const key = keyStart < 0 ? '-' : printable(bytes.subarray(keyStart, keyEnd));
    const value = valueStart < 0 ? '(tombstone)' : printable(bytes.subarray(valueStart, valueEnd));
    const time = record.timestamp < 0 ? '-' : isoTime(record.timestamp);
    const mark = transaction === 'none' ? '' : `  [${transaction}]`;
    return `${partition}:${record.offset}  ${time}  ${key}  ${value}${mark}\n`;
  },

  verdict: ({ id, code, confidence, state, partition, offset, of, key, missing }) => {
    const original = of ? ` of ${of.partition}:${of.offset}` : '';
    const gap = missing ? ` missing ${ranges(missing)}${key ? ` of key ${printable(key)}` : ''}` : '';
    return `    ${names[code] ?? code} (${code}) at ${partition}:${offset}${original}${gap} - ${confidence}, ${state} #${id}\n`;
  },

  hole: ({ code, partition, from, to, reason }) => `    hole (${code}) ${partition}:${from}..${to} - ${reason}\n`,

  summary: (summary, follows) => `${follows ? '\n' : ''}${summaryLines(summary).join('\n')}\n`,
};

const names: Readonly<Record<string, string>> = {
  D1: 'duplicate: the same batch twice',
  D2: 'duplicate: the same record twice',
  D3: 'duplicate: the same message id again',
  D4: 'duplicate in another partition',
  D5: 'redelivery',
  D6: 'divergence',
  D7: 'sequence conflict',
  D8: 'repeat',
  D9: 'aborted copy',
  G1: 'gap',
  G2: 'late',
  G3: 'gap',
  G4: 'gap that cannot be verified',
  G5: 'restart',
  G6: 'before the first number seen',
};

function summaryLines(summary: Summary): string[] {
  const { duplicates, gaps, holes, identity, sequence } = summary;
  const share = (hitRate: number): string => (summary.records === 0 ? '' : ` (${percent(hitRate)} of the records)`);
  return [
    `${summary.topic}: ${count(summary.records, 'record')} in ${(summary.elapsedMs / 1000).toFixed(1)} s`,
    `  duplicates  ${duplicates.total} (proven ${duplicates.proven}, strong ${duplicates.strong}, likely ${duplicates.likely})${horizon(summary.horizon.records)}`,
    `  gaps        ${gaps.confirmed} confirmed (${gaps.missing} missing), ${gaps.open} open, ${gaps.unverifiable} unverifiable`,
    `  other       late ${summary.late}, conflicts ${summary.conflicts}, divergences ${summary.divergences}, restarts ${summary.restarts}, repeats ${summary.repeats}, redeliveries ${summary.redeliveries}, aborted ${summary.aborted}`,
    `  holes       ${Object.entries(holes)
      .map(([name, number]) => `${name} ${number}`)
      .join(', ')}`,
    identity.rule === 'none'
      ? '  identity    none: of duplicates only batches written twice are found'
      : `  identity    ${identity.rule}${share(identity.hitRate)}`,
    sequence.rule === 'none'
      ? '  sequence    none: gaps are not looked for'
      : `  sequence    ${sequence.rule} by ${sequence.scope}${share(sequence.hitRate)}`,
  ];
}

/** Without a message id there is none: the line about the identity says what is found then. */
const horizon = (records: number): string => (records === 0 ? '' : `, within the last ${count(records, 'record')}`);

const ranges = (missing: readonly Range[]): string =>
  missing.map(([from, to]) => (from === to ? `${from}` : `${from}..${to}`)).join(', ');

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

const percent = (share: number): string => `${Math.round(share * 100)} %`;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Control and bidirectional characters are escaped: a payload must not steer the terminal. */
function printable(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes).replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => {
      return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
    });
  } catch {
    return `0x${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')}`;
  }
}
