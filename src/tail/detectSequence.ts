import { areTimes, endWithTimes, namesNoCount } from './isNoCount';
import type { SequenceScope } from './model';
import type { Sampled } from './sample';
import { type Fit, fitInStreams, fitInTime, fitOverPartitions, type NumberedSample, risingShare } from './sequenceFit';
import { headerNumber, jsonNumber, type NumberSource, type SequenceRule, trailingNumber } from './sequenceRule';

const PRESENCE = 0.95;
const FIT = 0.9;
/** A number whose name says that it runs on may miss more: with acks=0 every fifth message can be lost. */
const FIT_OF_NAMED = 0.8;
const MIN_PAIRS = 16;
/** As many as five messages have. Enough only where there are no more, and none of them is out of line. */
const FEW_PAIRS = 4;
const RISING = 0.98;
const MAX_CANDIDATES = 24;
/** The trust in a number that is called one. */
const NAMED = 2;

interface Candidate {
  readonly source: NumberSource;
  readonly trust: number;
  readonly read: (it: Sampled) => number;
  /** Where it runs on at all, it does so in the records of one key. */
  readonly isOfKey: boolean;
}

interface Fitting {
  readonly rule: SequenceRule;
  readonly fit: number;
  readonly trust: number;
}

interface ScopeFit extends Fit {
  readonly scope: SequenceScope;
}

/** What the sample was taken from. */
export interface SampleExtent {
  readonly partitions: number;
  /** Every partition that has records is in the sample. */
  readonly isCovered: boolean;
}

/** Finds out which number runs on, and in what: per key, per partition, or over the topic. Undefined = none does. */
export function detectSequence(sample: readonly Sampled[], extent: SampleExtent): SequenceRule | undefined {
  const records = sample.filter(({ isTwin, value }) => !isTwin && value !== null);
  const candidates = candidatesOf(records);
  // A topic that holds no more yet: while its sample is open, records that come later are judged anew.
  const isFew = records.length <= MIN_PAIRS;
  const fitting = candidates.flatMap((candidate) =>
    fitsOf(candidate, records, extent, fitInStreams)
      .filter(({ pairs, fit }) =>
        pairs >= MIN_PAIRS
          ? fit >= (candidate.trust >= NAMED ? FIT_OF_NAMED : FIT)
          : isFew && pairs >= FEW_PAIRS && fit === 1,
      )
      .map(
        ({ scope, fit }): Fitting => ({
          rule: { source: candidate.source, scope, isOrderOnly: false },
          fit,
          trust: candidate.trust,
        }),
      ),
  );
  // The sort is stable: with equal fit the order of scopeFits decides.
  const best = fitting.sort((a, b) => b.fit - a.fit || b.trust - a.trust)[0]?.rule;
  return best ?? disorderedOf(records, extent, candidates) ?? orderOf(records, candidates);
}

const fitsOf = (
  { read, isOfKey }: Candidate,
  records: readonly Sampled[],
  extent: SampleExtent,
  fitIn: typeof fitInStreams,
): readonly ScopeFit[] =>
  scopeFits(numbered(records, read), extent, fitIn).filter(({ scope }) => !isOfKey || scope === 'key');

/** A number that runs on by its name and by the times of the records, however the log has mixed them. */
function disorderedOf(
  records: readonly Sampled[],
  extent: SampleExtent,
  candidates: readonly Candidate[],
): SequenceRule | undefined {
  for (const candidate of candidates) {
    if (candidate.trust < NAMED) continue;
    const best = fitsOf(candidate, records, extent, fitInTime)
      .filter(({ fit, pairs }) => pairs >= MIN_PAIRS && fit >= FIT_OF_NAMED)
      .sort((a, b) => b.fit - a.fit)[0];
    if (best) return { source: candidate.source, scope: best.scope, isOrderOnly: false };
  }
  return undefined;
}

/** A number that rises with leaps, if its name says that it is meant to: times rise too, and may well step back. */
function orderOf(records: readonly Sampled[], candidates: readonly Candidate[]): SequenceRule | undefined {
  for (const { source, trust, read } of candidates) {
    if (trust < NAMED) continue;
    const numbers = numbered(records, read);
    const isKeyed = numbers.every(({ key }) => key !== null);
    for (const scope of ['partition', 'key'] as const) {
      if (scope === 'key' && !isKeyed) continue;
      const { fit, pairs } = risingShare(numbers, scope);
      if (pairs >= MIN_PAIRS && fit >= RISING) return { source, scope, isOrderOnly: true };
    }
  }
  return undefined;
}

/** The best scope for a number that the user has named; no fit is asked for, as the user knows. */
export function detectScope(
  sample: readonly Sampled[],
  extent: SampleExtent,
  choice: { kind: 'header'; name: string } | { kind: 'json'; path: string } | { kind: 'trailing'; of: 'value' | 'key' },
): SequenceScope {
  const records = sample.filter(({ isTwin }) => !isTwin);
  const read = reader(choice);
  const best = scopeFits(numbered(records, read), extent, fitInStreams)
    .filter(({ pairs }) => pairs > 0)
    .sort((a, b) => b.fit - a.fit)[0];
  if (best) return best.scope;
  if (records.filter(({ key }) => key !== null).length >= PRESENCE * records.length) return 'key';
  return extent.partitions > 1 ? 'topic' : 'partition';
}

const numbered = (records: readonly Sampled[], read: (it: Sampled) => number): NumberedSample[] =>
  records.flatMap((it) => {
    const number = read(it);
    return Number.isNaN(number) ? [] : [{ number, ...it }];
  });

/** In the order of preference for equal fits. */
function scopeFits(
  numbers: readonly NumberedSample[],
  { partitions, isCovered }: SampleExtent,
  fitIn: typeof fitInStreams,
): ScopeFit[] {
  const keys = new Set(numbers.map(({ key }) => key));
  const fits: ScopeFit[] = [];
  const add = (scope: SequenceScope, of: Fit): void => void fits.push({ scope, ...of });
  const byKey = (): void => {
    if (numbers.filter(({ key }) => key !== null).length < PRESENCE * numbers.length) return;
    add(
      'key',
      fitIn(numbers, ({ partition, key }) => `${partition} ${key}`, true),
    );
    if (numbers.some(({ headers, producerId }) => producerId >= 0 || sourceOf(headers) !== undefined))
      add(
        'key+source',
        fitIn(numbers, (it) => `${it.partition} ${sourceOf(it.headers) ?? it.producerId} ${it.key}`, true),
      );
  };
  // With one key nothing tells the scopes apart, and the key is what people ask about. With more, a number that runs on
  // over all keys is a counter of the whole, even where each key's part of it has no jump yet.
  if (keys.size === 1) byKey();
  const spread = partitions > 1 ? fitOverPartitions(numbers) : undefined;
  if (spread?.isGlobal) add('topic', spread);
  // Of one partition alone nobody knows whether its jumps are numbers of the others.
  else if (isCovered || partitions <= 1) {
    add(
      'partition',
      fitIn(numbers, ({ partition }) => String(partition), false),
    );
    if (new Set(numbers.map(({ producerId }) => producerId)).size > 1)
      add(
        'producer',
        fitIn(numbers, ({ partition, producerId }) => `${partition} ${producerId}`, false),
      );
  }
  if (keys.size !== 1) byKey();
  return fits;
}

const sourceOf = (headers: ReadonlyMap<string, string>): string | undefined =>
  headers.get('ce_source') ?? headers.get('source');

function candidatesOf(records: readonly Sampled[]): Candidate[] {
  const first = records.slice(0, 20);
  const change = changeIn(records);
  const names = (of: (it: Sampled) => ReadonlyMap<string, string>): string[] =>
    [...new Set(first.flatMap((it) => [...of(it)].filter(([, value]) => isInteger(value)).map(([name]) => name)))]
      .filter((name) => !namesNoCount(name))
      .slice(0, MAX_CANDIDATES);
  const all: Candidate[] = [
    ...names(({ headers }) => headers).map((name) =>
      candidate(headerNumber(name), reader({ kind: 'header', name }), name),
    ),
    ...names(({ leaves }) => leaves)
      .filter((path) => change === undefined || !path.startsWith(`${change}source.`))
      .map((path) =>
        candidate(
          jsonNumber(path),
          reader({ kind: 'json', path }),
          path,
          change !== undefined && /^(before|after)\./.test(path.slice(change.length)),
        ),
      ),
    ...(['value', 'key'] as const)
      .filter((of) => !endWithTimes(records.map((it) => it[of])))
      .map((of) => candidate(trailingNumber(of), reader({ kind: 'trailing', of }), '')),
  ];
  return all.filter(({ read }) => {
    const numbers = numbered(records, read);
    return numbers.length >= Math.max(1, PRESENCE * records.length) && !areTimes(numbers);
  });
}

/**
 * Where a change of a database's row lies in the values: '' for the whole value, `payload.` where the schema stands beside
 * it; undefined where they are no changes. What `source` tells is the database's own log, shared with other tables, and
 * numbers of rows leap at every roll-back; only what counts the changes of one row may be missed. Source: Debezium
 * documentation, "Change event values".
 */
const changeIn = (records: readonly Sampled[]): string | undefined =>
  ['', 'payload.'].find(
    (at) =>
      records.filter(({ leaves }) => leaves.has(`${at}op`) && leaves.has(`${at}source.connector`)).length >=
      Math.max(1, PRESENCE * records.length),
  );

const candidate = (source: NumberSource, read: (it: Sampled) => number, name: string, isOfKey = false): Candidate => ({
  source,
  read,
  isOfKey,
  trust: /(^|[._-])(ce_)?(seq|sequence|seqno|seqnr|sequencenumber|sequence_number|counter|n|nr|number|index)$/i.test(
    name,
  )
    ? NAMED
    : name === ''
      ? 0
      : 1,
});

const isInteger = (text: string): boolean => /^\d{1,15}$/.test(text);

function reader(
  choice: { kind: 'header'; name: string } | { kind: 'json'; path: string } | { kind: 'trailing'; of: 'value' | 'key' },
): (it: Sampled) => number {
  const integer = (text: string | null | undefined): number => (text && isInteger(text) ? Number(text) : Number.NaN);
  if (choice.kind === 'header') return ({ headers }) => integer(headers.get(choice.name));
  if (choice.kind === 'json') return ({ leaves }) => integer(leaves.get(choice.path));
  return ({ value, key }) => {
    const match = /^(?:|.*[^0-9.]|[^0-9]*[^0-9.-])(\d{1,15})$/s.exec((choice.of === 'value' ? value : key) ?? '');
    return integer(match?.[1]);
  };
}
