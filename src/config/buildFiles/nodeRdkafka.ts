import { unbounded, type VersionRange } from './buildFile';

/** The versions of librdkafka that a range of node-rdkafka brings along. Undefined for what is older than the table. */
export function nodeRdkafka(range: VersionRange): VersionRange | undefined {
  const from = bundledIn(range.from);
  if (from === undefined || range.below === undefined) return from === undefined ? undefined : { from };
  // The next release after what the last one of the range has: a bound that is not part of the range.
  const next = range.below === unbounded ? undefined : releases.find(([own]) => compare(own, range.below ?? '') >= 0);
  return { from, below: next?.[1] ?? unbounded };
}

/** Release of node-rdkafka and the librdkafka in it: the field `librdkafka` of its package.json, where that changed. */
const releases: readonly (readonly [own: string, bundled: string])[] = [
  ['2.5.0', '0.11.5'],
  ['2.6.1', '0.11.6'],
  ['2.7.1', '1.1.0'],
  ['2.7.4', '1.2.2'],
  ['2.8.0', '1.3.0'],
  ['2.9.0', '1.4.2'],
  ['2.10.0', '1.5.2'],
  ['2.10.1', '1.5.3'],
  ['2.11.0', '1.6.1'],
  ['2.12.0', '1.7.0'],
  ['2.13.0', '1.8.2'],
  ['2.14.4', '1.9.2'],
  ['2.15.0', '2.0.2'],
  ['2.16.0', '2.1.1'],
  ['2.17.0', '2.2.0'],
  ['2.18.0', '2.3.0'],
  ['3.1.0', '2.5.0'],
  ['3.2.1', '2.6.1'],
  ['3.3.0', '2.8.0'],
  ['3.4.0', '2.10.0'],
  ['3.5.0', '2.11.1'],
  ['3.6.0', '2.12.0'],
];

const bundledIn = (version: string): string | undefined =>
  releases.findLast(([own]) => compare(own, version) <= 0)?.[1];

function compare(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  for (let at = 0; at < 3; at += 1) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
