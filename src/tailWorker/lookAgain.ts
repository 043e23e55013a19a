import type { LookedAgain } from '../protocol/tailQueries';
import type { Coordinates, GapRow, HoleRow, NamePartition, RecordRow } from '../tail/model';
import type { TailSession } from '../tail/session';
import type { OffsetRange, RangeSeen, RecordSeen } from './readRange';

/** Enough to tell whether two payloads are one and the same. */
const COMPARED_BYTES = 256 * 1024;
/** Offsets of a gap or a hole that one look reads at most. */
const MAX_OFFSETS = 5000;

/** Whom to ask, and how partitions are called. */
export interface Broker {
  readRange(range: OffsetRange, limit: number): Promise<RangeSeen>;
  nameOf: NamePartition;
}

/** Reads from the broker what lies where a row says that something was found, and says it in words. */
export function lookAgain(session: TailSession, n: number, broker: Broker): Promise<LookedAgain> {
  const row = session.row(n);
  switch (row?.kind) {
    case 'gap':
      return lookAtGap(session, row, broker);
    case 'hole':
      return lookAtHole(row, broker);
    case 'record':
      return lookAtRecord(session, row, broker);
    default:
      return Promise.resolve({ sentence: 'This row is no longer in memory.', evidence: [] });
  }
}

async function lookAtGap(session: TailSession, row: GapRow, { readRange, nameOf }: Broker): Promise<LookedAgain> {
  const { partition, offset } = row;
  const place = placesBy(nameOf);
  const before = session
    .explain(row.row)
    ?.places.find((place) => place.offset < offset && place.partition === partition);
  const from = before?.offset ?? offset;
  const range = bounded({ partition, from, to: offset });
  const key = recordKey(session, { partition, offset });
  const seen = await readRange(range, COMPARED_BYTES);
  if (seen.problem) return failed(seen);
  const between = seen.records.filter((record) => record.offset > from && record.offset < offset);
  const ofKey = key && between.filter((record) => record.key && sameBytes(record.key, key));
  const has = (at: number): boolean => seen.records.some((record) => record.offset === at);
  return {
    sentence: sawText(seen, range, nameOf),
    evidence: [
      ...(before
        ? [
            neighbour('before', place(before), has(before.offset)),
            between.length === 0
              ? 'No record lies between the two.'
              : `${count(between.length, 'record')} ${between.length === 1 ? 'lies' : 'lie'} between the two${ofKey ? `, ${ofKey.length} of the same key` : ''}.`,
          ]
        : []),
      neighbour('after', place({ partition, offset }), has(offset)),
      ...about(seen, range),
    ],
  };
}

async function lookAtHole(row: HoleRow, { readRange, nameOf }: Broker): Promise<LookedAgain> {
  const range = bounded(row);
  const seen = await readRange(range, COMPARED_BYTES);
  return seen.problem ? failed(seen) : { sentence: sawText(seen, range, nameOf), evidence: about(seen, range) };
}

async function lookAtRecord(session: TailSession, row: RecordRow, { readRange, nameOf }: Broker): Promise<LookedAgain> {
  const of = row.mark?.of;
  const place = placesBy(nameOf);
  const remembered = session.details(row.row, COMPARED_BYTES);
  const own = await see(row, readRange);
  if (own.seen.problem) return failed(own.seen);
  const isKnown = row.value !== undefined && remembered !== undefined;
  const unchanged = own.record && isKnown ? [sameText(place(row), differences(own.record, remembered))] : [];
  if (!of) return { sentence: hasText(place(row), own), evidence: [...unchanged, ...about(own.seen, rangeOf(row))] };
  const original = await see(of, readRange);
  if (original.seen.problem) return failed(original.seen);
  if (!own.record || !original.record)
    return {
      sentence: `${hasText(place(of), original)} ${hasText(place(row), own)}`,
      evidence: [...unchanged, ...about(original.seen, rangeOf(of))],
    };
  const different = differences(original.record, own.record);
  return {
    sentence: `Both are in the log now: ${place(of)} and ${place(row)}.`,
    evidence: [
      different.length === 0
        ? 'Key, value and headers are equal byte for byte.'
        : `They differ in ${different.join(', ')}.`,
      ...unchanged,
    ],
  };
}

async function see(
  at: Coordinates,
  readRange: Broker['readRange'],
): Promise<{ seen: RangeSeen; record: RecordSeen | undefined }> {
  const seen = await readRange(rangeOf(at), COMPARED_BYTES);
  return { seen, record: seen.records[0] };
}

type Content = Pick<RecordSeen, 'key' | 'keyBytes' | 'value' | 'valueBytes' | 'headers'>;

function differences(a: Content, b: Content): readonly string[] {
  const same = (x: Uint8Array | null, y: Uint8Array | null): boolean => (x && y ? sameBytes(x, y) : x === y);
  const headers =
    a.headers.length === b.headers.length &&
    a.headers.every(({ name, value }, i) => name === b.headers[i]?.name && same(value, b.headers[i]?.value ?? null));
  return [
    ...(a.keyBytes === b.keyBytes && same(a.key, b.key) ? [] : ['key']),
    ...(a.valueBytes === b.valueBytes && same(a.value, b.value) ? [] : ['value']),
    ...(headers ? [] : ['headers']),
  ];
}

const sameText = (place: string, different: readonly string[]): string =>
  different.length === 0
    ? `${place} is as it was read before.`
    : `${place} is another record than was read before (${different.join(', ')}): the log was written anew.`;

const hasText = (place: string, { record }: { readonly record: RecordSeen | undefined }): string =>
  record ? `${place} is in the log now.` : `The log has no record at ${place} now.`;

const neighbour = (which: 'before' | 'after', place: string, isThere: boolean): string =>
  `The record ${which}, ${place}, is ${isThere ? 'there' : 'not there any more'}.`;

const failed = ({ problem }: RangeSeen): LookedAgain =>
  problem?.kind === 'topic-deleted'
    ? { sentence: problem.message, evidence: [] }
    : { sentence: 'Kafka could not be asked now.', evidence: problem ? [problem.message] : [] };

function sawText({ records, isCut }: RangeSeen, { partition, from, to }: OffsetRange, nameOf: NamePartition): string {
  const offsets = from === to ? `Offset ${from}` : `Offsets ${from}..${to}`;
  const held = records.length === 0 ? 'no record' : `${isCut ? 'more than ' : ''}${count(records.length, 'record')}`;
  return `${offsets} of partition ${nameOf(partition)} ${from === to ? 'holds' : 'hold'} ${held} now.`;
}

/** What else the broker told: markers, offsets without a record, and where the log begins and ends. */
function about({ records, markers, isCut, position }: RangeSeen, { from, to }: OffsetRange): string[] {
  const held = records.length + markers.length;
  const empty = to - from + 1 - held;
  const gone = position ? Math.max(0, Math.min(to + 1, position.logStart) - from) : 0;
  const beyond = position ? Math.max(0, to + 1 - Math.max(from, position.highWatermark)) : 0;
  const commits = markers.filter(({ control }) => control === 'commit').length;
  return [
    ...(markers.length > 0
      ? [`${count(markers.length, 'transaction marker')}: ${commits} commit, ${markers.length - commits} abort.`]
      : []),
    ...(gone > 0 ? [`Before the start of the log, deleted: ${count(gone, 'offset')}.`] : []),
    ...(beyond > 0 ? [`At or beyond the end of the log: ${count(beyond, 'offset')}.`] : []),
    ...(!isCut && empty - gone - beyond > 0
      ? [`Without a record or a marker: ${count(empty - gone - beyond, 'offset')}.`]
      : []),
    ...(position
      ? [`The log of the partition begins at ${position.logStart} and its high watermark is ${position.highWatermark}.`]
      : []),
  ];
}

const rangeOf = ({ partition, offset }: Coordinates): OffsetRange => ({ partition, from: offset, to: offset });

/** Of a long range the end, which is where the finding stands. */
const bounded = ({ partition, from, to }: OffsetRange): OffsetRange => ({
  partition,
  from: Math.max(from, to - MAX_OFFSETS + 1),
  to,
});

/** A copy: it must outlive the records that come while the broker is asked. */
function recordKey(session: TailSession, { partition, offset }: Coordinates): Uint8Array | undefined {
  const n = session.findRow(partition, offset);
  return n === undefined ? undefined : session.keyAt(n)?.slice();
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);

const placesBy =
  (nameOf: NamePartition) =>
  ({ partition, offset }: Coordinates): string =>
    `${nameOf(partition)}:${offset}`;

const count = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`;
