/** A copy of a JSON value with some places of it spoilt: gone, doubled, swapped for another part of it, or hostile. */
export function mutateJson(value: unknown, next: () => number): unknown {
  let copy: unknown = structuredClone(value);
  for (let blows = 1 + Math.floor(next() * 4); blows > 0; blows--) {
    const places = placesOf(copy);
    const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(next() * from.length)];
    const [holder, key] = pick(places) ?? [];
    const other = pick(places);
    const kind = Math.floor(next() * 6);
    const put = kind === 0 || !other ? pick(hostile)?.() : structuredClone(other[0][other[1]]);
    if (!holder || key === undefined) copy = put;
    else if (kind <= 2) holder[key] = put;
    else if (kind === 3 && Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (kind === 3) Reflect.deleteProperty(holder, key);
    else if (kind === 4 && Array.isArray(holder)) holder.push(put);
    else if (!Array.isArray(holder)) holder[pick(words) ?? ''] = pick(hostile)?.();
  }
  return copy;
}

type Holder = Record<string, unknown>;

const mostPlaces = 3_000;

function placesOf(value: unknown): (readonly [holder: Holder, key: string])[] {
  const places: (readonly [Holder, string])[] = [];
  const waiting = [value];
  while (waiting.length > 0 && places.length < mostPlaces) {
    const holder = waiting.pop();
    if (typeof holder !== 'object' || holder === null) continue;
    for (const key of Object.keys(holder)) {
      places.push([holder as Holder, key]);
      waiting.push((holder as Holder)[key]);
    }
  }
  return places;
}

const words: readonly string[] = [
  ...['type', 'name', 'namespace', 'fields', 'items', 'values', 'symbols', 'size', 'default', 'logicalType', 'scale'],
  ...[
    '$ref',
    '$id',
    '$async',
    '$schema',
    'allOf',
    'not',
    'pattern',
    'properties',
    'references',
    'schema',
    'schemaType',
  ],
  ...['version', 'id', 'subject', 'error_code', 'constructor', 'toString', 'valueOf', 'toJSON', 'length', 'then'],
];

/** No text of JSON.parse can hold more than these. */
const hostile: readonly (() => unknown)[] = [
  () => null,
  () => true,
  () => -1,
  () => 0.5,
  () => 1e308,
  () => 2 ** 31,
  () => Number.MAX_SAFE_INTEGER,
  () => '',
  () => '__proto__',
  () => 'constructor',
  () => '#',
  () => 'shop.Order',
  () => 'union',
  () => '\ud800"\\\u0000\u2028',
  () => 'x'.repeat(70_000),
  () => [],
  () => ({}),
  () => ({ toString: null, valueOf: 1 }),
  () => JSON.parse('{"__proto__":{"type":"string"}}'),
  () => nested(250, (inner) => [inner]),
  () => nested(250, (inner) => ({ type: inner })),
  () => nested(250, (inner) => ({ type: 'array', items: inner })),
  () => nested(400, (inner) => [inner]),
  () => Array.from({ length: 3_000 }, (_, at) => ({ name: `f${at}`, type: 'null' })),
];

function nested(levels: number, around: (inner: unknown) => unknown): unknown {
  let value: unknown = 'null';
  for (let level = 0; level < levels; level++) value = around(value);
  return value;
}
