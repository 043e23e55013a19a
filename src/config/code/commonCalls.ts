import type { Evaluated, Value } from './values';

/** Calls that make a map in one of the languages. */
export const isMapMaker = (path: string): boolean => mapMakers.test(path) || mapMakers.test(unpackaged(path));

/** An imported class carries its package: `java.util.Map.of` is `Map.of`. */
const unpackaged = (path: string): string => path.replace(/^(?:[a-z_]\w*\.)+(?=[A-Z])/, '');

const mapMakers =
  /^(?:(?:[\w.]+\.)?(?:Properties|HashMap|LinkedHashMap|TreeMap|Hashtable|ConcurrentHashMap|ImmutableMap|Dictionary|ConcurrentDictionary|SortedDictionary|OrderedDict|BTreeMap|unordered_map)(?:\.(?:of|copyOf|new|from|from_iter|with_capacity|ofEntries|newInstance|builder|empty))?|Map(?:\.(?:of|ofEntries|copyOf|apply|empty))?|(?:mutable|immutable|collection\.\w+)\.(?:Map|HashMap)|(?:mutable|hash|linked|linkedHash|sorted|empty)?[mM]apOf|emptyMap|buildMap|dict|Hash\.new|std\.map|map|Collections\.singletonMap|Maps\.new\w+|Tuple\.of|collections\.OrderedDict|MutableMap|Props|new)$/;

export const isPairMaker = (path: string): boolean =>
  /(?:^|\.)(?:Pair|Tuple2|KeyValuePair|SimpleEntry|SimpleImmutableEntry|entry|make_pair|KeyValue)(?:\.Create)?$/.test(
    path,
  );

/** Calls that give back what they are given. */
export const passesThrough = (path: string): boolean =>
  /(?:^|\.)(?:unmodifiableMap|synchronizedMap|requireNonNull|checkNotNull|freeze|copyOf|copy|deepcopy|Clone|clone|Some|Optional\.of|just|asJava|new\.clone|Arc\.new|Rc\.new|Box\.new|Ok|Options\.Create|structuredClone|move|shared_ptr|make_shared|unique_ptr)$/.test(
    path,
  );

/** `String.valueOf(0)` is the text 0; `Integer.valueOf(0)` stays a number. */
export function plainConversion(path: string, args: readonly Evaluated[]): Value | undefined {
  const value = args[0]?.value;
  // A name of a library stays what it is: `int(kafka.RequireOne)`.
  if (args.length === 1 && value?.kind === 'path' && /^u?int(?:16|32|64)?$/.test(path)) return value;
  if (args.length !== 1 || value?.kind !== 'scalar') return undefined;
  if (toText.test(path)) return { ...value, type: 'text' };
  const unit = inMilliseconds.exec(path);
  if (unit) return milliseconds(value.text, unit[1] ?? unit[2] ?? '');
  return same.test(path) || same.test(unpackaged(path)) ? value : undefined;
}

/** `TimeUnit.SECONDS.toMillis(30)`, and `Duration.ofSeconds(30)`, of which only its milliseconds are of use as a setting. */
const inMilliseconds =
  /(?:^|\.)(?:(?:TimeUnit\.)?(MILLISECONDS|SECONDS|MINUTES|HOURS|DAYS)\.toMillis|Duration\.of(Millis|Seconds|Minutes|Hours|Days))$/;

function milliseconds(count: string, unit: string): Value | undefined {
  const result = Number(count) * (unitMs[unit.toLowerCase().replace('milliseconds', 'millis')] ?? Number.NaN);
  return Number.isSafeInteger(result) ? { kind: 'scalar', text: String(result), type: 'number' } : undefined;
}

const unitMs: Readonly<Record<string, number>> = {
  millis: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
};

const toText =
  /^(?:String(?:\.valueOf|\.from|\.new)?|(?:Integer|Boolean|Long|Short)\.toString|str|strconv\.(?:Itoa|FormatBool)|std\.to_string|std\.string|Convert\.ToString|strval|fmt\.Sprint|CString\.new)$/;
const same =
  /^(?:(?:Integer|Boolean|Long|Short|Int)(?:\.valueOf|\.parse\w+|\.box)?|int|int16|int32|int64|uint|bool|short|Some|Optional\.of|(?:[\w./-]+\/)?(?:kafka|kafka-go|sarama)(?:\/v\d+)?\.RequiredAcks)$/;

/** Constants of the languages themselves. */
export function commonConstant(path: string): Value | undefined {
  if (/^(?:Boolean|bool)\.(?:TRUE|FALSE)$/.test(path)) {
    return { kind: 'scalar', text: path.endsWith('TRUE') ? 'true' : 'false', type: 'boolean' };
  }
  const isMost =
    /^(?:(?:Integer|Int|Long|int|i32|math|Number)\.(?:MAX_VALUE|MaxValue|MAX|MaxInt(?:32|64)?|MAX_SAFE_INTEGER)|INT_MAX)$/;
  return isMost.test(path) ? { kind: 'scalar', text: '2147483647', type: 'number' } : undefined;
}
