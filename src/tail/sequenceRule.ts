import type { RecordView } from '../kafka/model';
import { type BytesRange, integerOf, trailingInteger } from './bytesRange';
import { findHeader } from './findHeader';
import { findJson } from './findJson';
import { jsonPath } from './identity';
import type { SequenceChoice, SequenceScope } from './model';

/** Where a record's running number stands. */
export interface NumberSource {
  readonly label: string;
  /** The number, or NaN where the record has none. */
  readonly read: (record: RecordView) => number;
}

/** The rule in force: which number, and which records form one stream. */
export interface SequenceRule {
  readonly source: NumberSource;
  readonly scope: SequenceScope;
  /** The numbers rise but skip some: only their order is watched. */
  readonly isOrderOnly: boolean;
}

const encoder = new TextEncoder();
const found: BytesRange = { start: 0, end: 0 };

export function headerNumber(name: string): NumberSource {
  const bytes = encoder.encode(name);
  return {
    label: `header ${name}`,
    read: (record) => (findHeader(record, bytes, found) ? integerOf(record.bytes, found.start, found.end) : Number.NaN),
  };
}

export function jsonNumber(path: string): NumberSource {
  const names = jsonPath(path);
  return {
    label: `JSON ${path}`,
    read: (record) =>
      findJson(record.bytes, record.valueStart, record.valueEnd, names, found)
        ? integerOf(record.bytes, found.start, found.end)
        : Number.NaN,
  };
}

export function trailingNumber(of: 'value' | 'key'): NumberSource {
  return {
    label: `number at the end of the ${of}`,
    read:
      of === 'key'
        ? (record) => trailingInteger(record.bytes, record.keyStart, record.keyEnd)
        : (record) => trailingInteger(record.bytes, record.valueStart, record.valueEnd),
  };
}

/** The source that the user chose; undefined where it is to be found out or switched off. */
export function chosenSource(choice: SequenceChoice): NumberSource | undefined {
  switch (choice.kind) {
    case 'auto':
    case 'none':
      return undefined;
    case 'header':
      return headerNumber(choice.name);
    case 'json':
      return jsonNumber(choice.path);
    case 'trailing':
      return trailingNumber(choice.of);
  }
}
