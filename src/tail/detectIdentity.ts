import { contentIdentity, headerIdentity, type IdentityRule, jsonIdentity, noIdentity } from './identity';
import { areRecurring, areRetried, type IdOf } from './retriedIds';
import type { Sampled } from './sample';

const PRESENCE = 0.95;
const UNIQUENESS = 0.9;
/** Below this share of different contents a topic holds states or beats, and equal content means nothing. */
const VARIETY = 0.5;
/**
 * As little is enough for an id whose name means the message, of a producer without idempotence: a client whose answers
 * get lost writes each record several times, kafkajs six times before it gives up. How they stand must show it, too.
 */
const VARIETY_OF_RETRIES = 0.125;
/**
 * So many records may have an id whose name means the message once more with other content: the application sent them
 * again with a new time or a count of attempts in them.
 */
const CHANGED = 0.05;

/**
 * Names that mean "this message", compared without case and punctuation. A field that is merely unique in the sample (a
 * customer's number, a time) would make doubles of different messages later, so other names are never taken by
 * themselves. Correlation, conversation and trace ids are shared by messages on purpose and are not here.
 */
const messageIds = [
  'messageid',
  'xmessageid',
  'msgid',
  'messageuuid',
  'idempotencykey',
  'xidempotencykey',
  'idempotencyid',
  'deduplicationid',
  'dedupid',
  'dedupkey',
  'eventid',
  'eventuuid',
  'ceid',
];

/** Names that may mean the message, or else what it is about: taken only together with the content. */
const anyIds = ['recordid', 'uuid', 'guid', 'id'];

/**
 * Ids by specification, whatever the content: of CloudEvents, and the coordinates where a dead letter came from, as Spring
 * and Kafka Connect write them.
 */
const specifiedIds = [
  'ce_source+ce_id',
  'kafka_dlt-original-topic+kafka_dlt-original-partition+kafka_dlt-original-offset',
  '__connect.errors.topic+__connect.errors.partition+__connect.errors.offset',
];

/** Whether a header or a field of this name tells messages apart. */
export const isMessageId = (name: string): boolean => [...messageIds, ...anyIds].includes(plainName(name));

/** Finds out what tells two copies of a message from two messages: an id in a header, in the JSON value, or the content. */
export function detectIdentity(sample: readonly Sampled[]): IdentityRule {
  const records = sample.filter(({ isTwin, value }) => !isTwin && value !== null);
  if (records.length === 0) return contentIdentity(false);
  const header = (names: string) => {
    const parts = names.split('+');
    return (it: Sampled): string | undefined => {
      const values = parts.map((name) => it.headers.get(name));
      return values.includes(undefined) ? undefined : values.join('\n');
    };
  };
  for (const names of specifiedIds) if (isIdentity(records, header(names), 'specified')) return headerIdentity(names);
  for (const names of candidates(records, ({ headers }) => headers))
    if (isIdentity(records, header(names), isAnyId(names) ? 'any' : 'message'))
      return headerIdentity(names, isAnyId(names));
  if (isIdentity(records, idOfCloudEvent, 'message')) return jsonIdentity('id');
  for (const path of candidates(records, ({ leaves }) => leaves))
    if (isIdentity(records, ({ leaves }) => leaves.get(path), isAnyId(path) ? 'any' : 'message'))
      return jsonIdentity(path, isAnyId(path));
  const isVaried = new Set(records.map(contentOf)).size >= VARIETY * records.length;
  return isVaried && !areRecurring(records, contentOf) ? contentIdentity(false) : noIdentity;
}

/**
 * The id in the JSON of a CloudEvent, where it looks random: the specification makes it unique for each source only, so
 * that one which counts may be another source's, too. Source: CloudEvents 1.0.2, "REQUIRED Attributes" and the JSON format.
 */
function idOfCloudEvent({ leaves }: Sampled): string | undefined {
  const id = leaves.get('id');
  const isEvent = leaves.has('specversion') && leaves.has('source') && leaves.has('type');
  return isEvent && id !== undefined && /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(id) ? id : undefined;
}

/** Names that occur in the first records, in order of trust: by what they mean, then by how deep they lie. */
function candidates(records: readonly Sampled[], names: (it: Sampled) => ReadonlyMap<string, string>): string[] {
  const seen = new Set(records.slice(0, 20).flatMap((it) => [...names(it).keys()]));
  const trust = (name: string): number => [...messageIds, ...anyIds].indexOf(plainName(name));
  return [...seen]
    .filter((name) => trust(name) >= 0)
    .sort((a, b) => a.split('.').length - b.split('.').length || trust(a) - trust(b) || (a < b ? -1 : 1));
}

const plainName = (name: string): string => (name.split('.').at(-1) ?? '').toLowerCase().replace(/[^a-z0-9]/g, '');

const isAnyId = (name: string): boolean => anyIds.includes(plainName(name));

function isIdentity(records: readonly Sampled[], id: IdOf, means: 'specified' | 'message' | 'any'): boolean {
  const ids = new Map<string, string>();
  let copies = 0;
  let others = 0;
  let isRetried = means !== 'any';
  const contents = new Set<string>();
  let present = 0;
  let asKey = 0;
  for (const record of records) {
    const value = id(record);
    if (value === undefined || value === '') continue;
    present += 1;
    const content = contentOf(record);
    const before = ids.get(value);
    if (before === undefined) ids.set(value, content);
    else if (before === content) {
      copies += 1;
      if (record.producerId >= 0) isRetried = false;
    } else others += 1;
    contents.add(content);
    if (value === record.key) asKey += 1;
  }
  const isVaried =
    ids.size >= VARIETY * present ||
    (isRetried && others === 0 && ids.size >= VARIETY_OF_RETRIES * present && areRetried(records, id));
  // True copies have equal ids by nature: uniqueness is asked of the different contents.
  return (
    present >= PRESENCE * records.length &&
    asKey < present / 2 &&
    ids.size >= UNIQUENESS * contents.size &&
    isVaried &&
    // Messages with one id and other contents are rather about one thing, unless a specification or the name forbids it.
    (means === 'specified' || others <= copies || (means === 'message' && others <= Math.max(1, CHANGED * present)))
  );
}

const contentOf = ({ key, value, headers }: Sampled): string => JSON.stringify([key, value, [...headers]]);
