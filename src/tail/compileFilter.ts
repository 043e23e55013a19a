import type { RecordView } from '../kafka/model';
import { readHeaders } from '../kafka/readHeaders';
import type { BytesRange } from './bytesRange';
import { compareText, holds } from './compareText';
import type { FilterExpression, NumberField, TextField } from './filterExpression';
import { findHeader } from './findHeader';
import { encodePath, jsonAt } from './jsonAt';
import type { Probe } from './probe';
import { RECORD } from './rowStore';
import { type ByteTest, containsText, decodeText, MAX_SEARCHED_BYTES, matchesPattern } from './searchBytes';

export const NO = 0;
export const YES = 1;
/** What would have to be looked at has left memory. */
export const UNKNOWN = 2;
export type Outcome = typeof NO | typeof YES | typeof UNKNOWN;

export type RowTest = (row: Probe) => Outcome;

/** An expression as a function of a row. A pattern that is no regular expression throws a SyntaxError. */
export function compileFilter(expression: FilterExpression): RowTest {
  switch (expression.kind) {
    case 'and':
      return every(expression.of.map(compileFilter));
    case 'or': {
      const none = every(expression.of.map((part) => inverse(compileFilter(part))));
      return inverse(none);
    }
    case 'not':
      return inverse(compileFilter(expression.of));
    case 'contains':
      return textTest(expression.field, containsText(expression.text));
    case 'matches':
      return textTest(expression.field, matchesPattern(expression.pattern, expression.ignoreCase));
    case 'exists':
      return textTest(expression.field, (_bytes, start) => start >= 0);
    case 'compare': {
      const { field, how, text } = expression;
      return textTest(field, (bytes, start, end) => {
        if (start < 0) return false;
        return holds(how, compareText(decodeText(bytes, start, Math.min(end, start + MAX_SEARCHED_BYTES)), text));
      });
    }
    case 'number': {
      const { how, number } = expression;
      const read = numberReaders[expression.field];
      return (row) => {
        const value = read(row);
        return Number.isNaN(value) ? NO : outcome(holds(how, value - number));
      };
    }
    case 'is':
      return (row) => outcome(row.is(expression.trait));
  }
}

/** Whether the expression asks for what may change after a row was written: verdicts and the state of transactions. */
export function asksForState(expression: FilterExpression): boolean {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.of.some(asksForState);
    case 'not':
      return asksForState(expression.of);
    case 'is':
      return expression.trait !== 'tombstone' && expression.trait !== 'hole';
    case 'number':
      return expression.field === 'sequence';
    default:
      return false;
  }
}

const outcome = (is: boolean): Outcome => (is ? YES : NO);

const inverse =
  (test: RowTest): RowTest =>
  (row) => {
    const is = test(row);
    return is === UNKNOWN ? UNKNOWN : is === YES ? NO : YES;
  };

const every =
  (tests: readonly RowTest[]): RowTest =>
  (row) => {
    let all: Outcome = YES;
    for (const test of tests) {
      const is = test(row);
      if (is === NO) return NO;
      if (is === UNKNOWN) all = UNKNOWN;
    }
    return all;
  };

const numberReaders: Readonly<Record<NumberField, (row: Probe) => number>> = {
  partition: (row) => row.partition,
  offset: (row) => row.offset,
  time: (row) => (row.timestamp < 0 ? Number.NaN : row.timestamp),
  sequence: (row) => row.sequence,
  size: (row) => (row.kind === RECORD ? Math.max(0, row.valueBytes) : Number.NaN),
  producer: (row) => (row.kind === RECORD ? row.producerId : Number.NaN),
};

const encoder = new TextEncoder();

/** A gap or a hole is searched in what it says, and has no fields but the topic. */
function textTest(field: TextField, test: ByteTest): RowTest {
  if (field.of === 'topic') return topicTest(test);
  const inRecord = recordTest(field, test);
  return (row) => {
    if (row.kind === RECORD) return row.payload === undefined ? UNKNOWN : outcome(inRecord(row.payload));
    if (field.of !== 'any') return NO;
    const bytes = encoder.encode(row.text);
    return outcome(test(bytes, 0, bytes.length));
  };
}

/** Asked once for each topic: there are few of them, and all rows have one. */
function topicTest(test: ByteTest): RowTest {
  const known = new Map<string, Outcome>();
  return ({ topic }) => {
    const before = known.get(topic);
    if (before !== undefined) return before;
    const bytes = encoder.encode(topic);
    const is = outcome(test(bytes, 0, bytes.length));
    known.set(topic, is);
    return is;
  };
}

const found: BytesRange = { start: 0, end: 0 };

function recordTest(field: Exclude<TextField, { of: 'topic' }>, test: ByteTest): (record: RecordView) => boolean {
  switch (field.of) {
    case 'key':
      return (record) => test(record.bytes, record.keyStart, record.keyEnd);
    case 'value':
      return (record) => test(record.bytes, record.valueStart, record.valueEnd);
    case 'header': {
      const name = encoder.encode(field.name);
      return (record) => findHeader(record, name, found) && test(record.bytes, found.start, found.end);
    }
    case 'json': {
      const path = encodePath(field.path);
      return ({ bytes, valueStart, valueEnd }) =>
        jsonAt(bytes, valueStart, valueEnd, path, found) && testJson(bytes, found, test);
    }
    case 'any':
      return (record) =>
        test(record.bytes, record.keyStart, record.keyEnd) ||
        test(record.bytes, record.valueStart, record.valueEnd) ||
        (record.headerCount > 0 && inHeaders(record, test));
  }
}

const inHeaders = (record: RecordView, test: ByteTest): boolean =>
  readHeaders(record).some(({ name, value }) => {
    const title = encoder.encode(name);
    return test(title, 0, title.length) || (value !== null && test(value, 0, value.length));
  });

/** Strings are looked at as what they mean, without quotes and escapes. */
function testJson(bytes: Uint8Array, { start, end }: BytesRange, test: ByteTest): boolean {
  if (bytes[start] !== 0x22) return test(bytes, start, end);
  if (bytes.subarray(start, end).indexOf(0x5c) < 0) return test(bytes, start + 1, end - 1);
  try {
    const text = encoder.encode(String(JSON.parse(decodeText(bytes, start, end))));
    return test(text, 0, text.length);
  } catch {
    return false;
  }
}
