import { type Advice, adviceFor } from '../../tail/advice';
import type { Counters } from '../../tail/model';
import { count, listOfTopics, startText, timeText } from './describeRead';
import type { ExportItem } from './exportItem';
import type { ExportChoice, ExportWriter, ReadFacts } from './exportWriter';
import { markdownTable, markdownText as text } from './markdownText';

/** A report that describes more than these is read by nobody; the counters count them all. */
const MAX_DESCRIBED = 1000;

/** For people: what was read and how, what was found with its evidence, and what this does not say. */
export function reportExport(choice: ExportChoice, maxDescribed = MAX_DESCRIBED): ExportWriter {
  const advice = new Map<string, { readonly advice: Advice; readonly codes: Set<string> }>();
  let described = 0;
  let notDescribed = 0;
  return {
    wantsEvidence: true,
    wantsContent: false,
    get notDescribed() {
      return notDescribed;
    },
    start: (facts) => `${head(facts, choice)}${counterTable(facts.counters)}\n## Findings\n\n`,
    item(item) {
      if (!item.isFinding) return '';
      if (described >= maxDescribed) {
        notDescribed += 1;
        return '';
      }
      described += 1;
      const one = adviceOf(item);
      if (one) {
        const known = advice.get(one.advice.causes.join()) ?? { advice: one.advice, codes: new Set() };
        known.codes.add(one.code);
        advice.set(one.advice.causes.join(), known);
      }
      return finding(item, described);
    },
    end: (facts, told) =>
      [
        described === 0 ? 'None among these rows.\n\n' : '',
        notDescribed > 0
          ? `${count(notDescribed, 'further finding')} of these rows ${notDescribed === 1 ? 'is' : 'are'} not described here; the counters above count them.\n\n`
          : '',
        advice.size > 0
          ? `## What usually causes them, and what to check\n\n${[...advice.values()].map(adviceText).join('')}`
          : '',
        limits(facts, choice, told),
      ].join(''),
  };
}

function head({ connection, servers, options, partitions, counters, now }: ReadFacts, choice: ExportChoice): string {
  const topics = listOfTopics(options);
  const { identity, sequence } = counters;
  const share = (of: number): string => (hasRules(counters) ? `, ${Math.floor(of * 100)} % of the records` : '');
  return [
    `# Tail of ${text(topics.join(', '))}\n\n`,
    `Written by AckLens on ${timeText(now)}. Nothing was written to the cluster: no consumer group, no offset.\n\n`,
    '## What was read\n\n',
    markdownTable(
      ['', ''],
      [
        ['Cluster', `${connection} (${servers.join(', ')})`],
        [topics.length === 1 ? 'Topic' : 'Topics', topics.join(', ')],
        ['Read from', startText(options.start)],
        [
          'Isolation',
          options.isolation === 'read_committed'
            ? 'read_committed: records of aborted and open transactions are left out'
            : 'read_uncommitted: all records, with the state of their transactions',
        ],
        [
          'Message id',
          identity.rule === 'none' ? 'none: no copies by content or id' : `${identity.rule}${share(identity.hitRate)}`,
        ],
        [
          'Sequence',
          sequence.rule === 'none'
            ? 'none: gaps were not looked for'
            : hasRules(counters)
              ? `${sequence.rule} by ${sequence.scope}${share(sequence.hitRate)}`
              : sequence.rule,
        ],
        ['Grace for gaps', `${options.graceMs / 1000} s`],
        ['Rows of this report', scopeText(choice)],
        ['Redacted', choice.redact.length === 0 ? 'nothing' : choice.redact.join(', ')],
      ],
    ),
    '\n',
    markdownTable(
      ['Partition', 'Read from', 'Read to (not included)', 'High watermark'],
      partitions.map(({ name, from, next, highWatermark }) => [name, from, next, highWatermark]),
    ),
    '\n',
  ].join('');
}

function scopeText({ scope, filter, redact }: ExportChoice): string {
  if (scope === 'findings') return 'the findings in memory';
  if (scope === 'memory' || filter === '') return 'all rows in memory';
  // The filter may well look for what is hidden.
  return redact.length > 0 ? 'those that a filter shows' : `those that the filter ${filter} shows`;
}

function counterTable({ duplicates, gaps, holes, records, ...more }: Counters): string {
  return `## Counters\n\nOf all records that were read, whatever the rows of this report are.\n\n${markdownTable(
    ['', 'Count', ''],
    [
      ['Records', n(records), ''],
      [
        'Duplicates',
        n(duplicates.total),
        `${n(duplicates.proven)} proven, ${n(duplicates.strong)} strong, ${n(duplicates.likely)} likely`,
      ],
      [
        'Gaps',
        n(gaps.open + gaps.confirmed + gaps.unverifiable),
        `${n(gaps.confirmed)} confirmed with ${count(gaps.missing, 'number')} missing, ${n(gaps.open)} open, ${n(gaps.unverifiable)} unverifiable`,
      ],
      ['Late', n(more.late), 'arrived after a higher number'],
      ['Conflicts', n(more.conflicts), 'same number, other content'],
      ['Divergences', n(more.divergences), 'same offset, other content'],
      ['Restarts', n(more.restarts), 'the numbers began again'],
      ['Repeats', n(more.repeats), 'legitimate'],
      ['Read again', n(more.redeliveries), 'given to the reader twice: the log has them once'],
      ['Aborted', n(more.aborted), 'records of aborted transactions'],
      ['Truncations', n(holes.truncated), 'the broker no longer has records that it had'],
      ['Expired', n(holes.expired), 'deleted before they were read'],
      ['Unexplained holes', n(holes.unexplained), 'offsets without a record and without a known reason'],
    ],
  )}`;
}

function finding(item: ExportItem, number: number): string {
  const { place, words } = item;
  const offset = item.kind === 'record' ? item.row.offset : item.kind === 'gap' ? item.verdict.offset : item.hole.from;
  const code =
    item.kind === 'hole'
      ? item.hole.code
      : `${item.verdict?.code ?? ''} ${item.verdict?.confidence ?? ''}${item.verdict?.state === 'final' ? '' : `, ${item.verdict?.state ?? ''}`}`;
  const time = item.kind === 'record' ? `, ${timeText(item.row.timestamp)}` : '';
  return [
    `### ${number}. ${text(`${code} at ${place.name}:${offset}${time}`)}\n\n`,
    words ? `${text(words.sentence)}\n\n` : '',
    ...(words?.evidence ?? []).map((one) => `- ${text(one)}\n`),
    words && words.evidence.length > 0 ? '\n' : '',
  ].join('');
}

function adviceOf(item: ExportItem): { readonly advice: Advice; readonly code: string } | undefined {
  if (item.kind === 'hole' || !item.verdict) return undefined;
  const { code } = item.verdict;
  const advice = adviceFor(code, item.producer);
  return advice && { advice, code };
}

const adviceText = ({ advice, codes }: { readonly advice: Advice; readonly codes: ReadonlySet<string> }): string =>
  [
    `### ${[...codes].sort().join(', ')}\n\n`,
    ...advice.causes.map((one) => `- ${text(one)}\n`),
    '\nCheck:\n\n',
    ...advice.checks.map((one) => `- ${text(one)}\n`),
    '\n',
  ].join('');

/** A slow topic can be exported before there are enough records to find the rules in. */
const hasRules = ({ sequence }: Counters): boolean => sequence.rule === 'none' || sequence.scope !== 'none';

function horizonText(counters: Counters): string {
  const { horizon, records, identity } = counters;
  if (!hasRules(counters))
    return 'How messages are identified and numbered was not known yet: of duplicates only batches written twice were looked for, and no gaps.';
  if (identity.rule === 'none')
    return 'Of duplicates only batches written twice are recognised: no message id was found or chosen.';
  return horizon.records >= records
    ? `Duplicates are recognised within all ${count(records, 'record')} read, and not among what was not read.`
    : `Duplicates are recognised within the last ${count(horizon.records, 'record')}: no statement is made about copies further apart.`;
}

function limits(
  { counters, evicted, bounds, options }: ReadFacts,
  { redact, isDecoded }: ExportChoice,
  { gone, unknown }: { readonly gone: number; readonly unknown: number },
): string {
  const open = counters.gaps.open;
  const lines = [
    horizonText(counters),
    ...(counters.sequence.rule === 'none' ? ['Gaps were not looked for: no sequence number was found or chosen.'] : []),
    ...(open > 0
      ? [`${count(open, 'gap')} ${open === 1 ? 'was' : 'were'} still open: the missing numbers may yet come.`]
      : []),
    ...(evicted > 0
      ? [
          `${count(evicted, 'earlier row')} had left memory (limit ${n(bounds.maxRows)} rows) and ${evicted === 1 ? 'is' : 'are'} not among the findings described. The counters count them, and Kafka may still have the records.`,
        ]
      : []),
    ...(gone > 0 ? [`${count(gone, 'row')} left memory while this report was written.`] : []),
    ...(unknown > 0
      ? [`The filter could not look into ${count(unknown, 'row')}, as the payload had left memory.`]
      : []),
    ...(options.partitions ? [`Only partitions ${options.partitions.join(', ')} were read.`] : []),
    ...(redact.length > 0
      ? [`What the rules ${redact.join(', ')} name is left out, and numbers and keys that would tell it.`]
      : []),
    ...(isDecoded ? ['Keys and values are given as they were decoded in the view.'] : []),
    'An offset without a record is not a lost message: see the reason that each hole gives.',
  ];
  return `## Limits\n\n${lines.map((one) => `- ${text(one)}\n`).join('')}`;
}

const n = (value: number): string => value.toLocaleString('en-US');
