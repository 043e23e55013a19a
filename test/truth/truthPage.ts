import { faults } from './faults';
import type { Judged, Score } from './judgeRun';
import type { RunResult } from './runFault';

/** One line a run. */
export function truthTable(results: readonly RunResult[]): string {
  const head = [
    ...['Kafka', 'fault', 'writer', 'messages', 'sent', 'acknowledged', 'client retries', 'records in the log'],
    ...[
      'copies: there / live / after / false',
      'losses: there / live / after / false',
      'acknowledged, yet gone',
      'as it should be',
    ],
  ];
  const rows = results.map((run) => [
    run.version,
    run.fault,
    `${run.subject.client} ${run.subject.setting}`,
    run.subject.shape,
    run.sent,
    run.acknowledged,
    run.retries ?? '-',
    run.records,
    scores(run, ({ copies }) => copies),
    scores(run, ({ losses }) => losses),
    run.gone,
    `${run.live.wrong.length + run.after.wrong.length === 0 ? 'yes' : 'NO'}${run.areRulesChosen ? '' : ' *'}`,
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** What there was to find differs where a live reading saw what is gone afterwards: then both numbers are given. */
function scores({ live, after }: RunResult, of: (judged: Judged) => Score): string {
  const [a, b] = [of(live), of(after)];
  const there = a.there === b.there ? String(a.there) : `${a.there}, ${b.there}`;
  return `${there} / ${a.found} / ${b.found} / ${a.false + b.false}`;
}

/** The page of the documentation. */
export function truthPage(results: readonly RunResult[]): string {
  const sum = (of: (run: RunResult) => number): number => results.reduce((total, run) => total + of(run), 0);
  const both = (of: (judged: Judged) => number): number => sum(({ live, after }) => of(live) + of(after));
  const versions = [...new Set(results.map(({ version }) => version))];
  const right = results.filter(({ live, after }) => live.wrong.length + after.wrong.length === 0).length;
  const isThere = (name: string): boolean => results.some(({ fault }) => fault === name);
  return `# The tail against a known truth

Made by \`npm run truth\` (about twenty minutes; needs a JDK, Maven and kcat). Each run is one writer of one topic of
two partitions on three brokers. The writer keeps a ledger of every message and what became of it. While it writes, a real
fault happens, and \`acklens tail\` reads the topic twice: *live*, from before the first message on, by the rules of identity
and sequence that it finds by itself; and *after*, when all is over, by rules that are chosen (with a star: by those found,
too). What it prints is held against
the ledger and against the same log read by the Java consumer.

- **there**: what the log can show. Copies: records with a message that stands in the log already, of aborted transactions
  none. Losses: numbers of a key between the lowest and the highest read that were sent and are not in the log, or that
  the broker threw away after they had been read. Two numbers: live and after, where they differ.
- **live**, **after**: how many of them each reading found; for losses, in confirmed gaps and in truncated records.
- **false**: what either of them found that was not there.
- **acknowledged, yet gone**: the cluster promised them. For kcat, which does not tell which message an acknowledgement is
  for, the least that it can be.
- **as it should be**: nothing missed and nothing made up, each record told once and as it is, every offset accounted for, no
  conflict, restart or redelivery claimed, no gap left open, and the summary agrees with the lines.

Where the log was truncated, its offsets are read again, and the tail says of each whether it holds something else now
(D6): that is as it should be there, and nowhere else. Numbers that only records of aborted transactions have count as
aborted, not as lost. A message that was lost before the first or behind the last one of its key leaves no trace in a
log: it counts as gone, not as there.

| fault | what happens |
| --- | --- |
${faults
  .filter(({ name }) => isThere(name))
  .map(({ name, what }) => `| ${name} | ${what} |`)
  .join('\n')}

Messages are *events* (JSON with an id and a number by key), *lines* (a text that ends in its number, without an id) or
*keyless* (JSON, one number for the whole topic, spread over the partitions). Every third transaction of Java and kafkajs is
aborted on purpose and written again; kcat writes everything in one transaction.

**${results.length} runs on Kafka ${versions.join(' and ')}, ${right} as they should be.** ${sum(({ sent }) => sent)} messages; copies there ${both(({ copies }) => copies.there)}, found ${both(({ copies }) => copies.found)}, false ${both(({ copies }) => copies.false)};
losses there ${both(({ losses }) => losses.there)}, found ${both(({ losses }) => losses.found)}, false ${both(({ losses }) => losses.false)} (live and after counted each).

${notRun(results)}${truthTable(results)}
${whatWasWrong(results)}`;
}

/** Parts of the matrix that these results do not hold. */
function notRun(results: readonly RunResult[]): string {
  const missing = ['3.9.1', '4.2.0'].flatMap((version) =>
    faults
      .filter(({ name }) => !results.some((run) => run.version === version && run.fault === name))
      .map(({ name }) => `${name} on ${version}`),
  );
  return missing.length === 0 ? '' : `Not run here: ${missing.join(', ')}.\n\n`;
}

function whatWasWrong(results: readonly RunResult[]): string {
  const lines = results.flatMap(({ version, fault, subject, live, after }) =>
    Object.entries({ live, after }).flatMap(([when, { wrong }]) =>
      wrong.length === 0
        ? []
        : [
            `- ${version}, ${fault}, ${subject.client} ${subject.setting}, ${subject.shape}, ${when}: ${wrong.length} times, such as: ${wrong[0]}`,
          ],
    ),
  );
  if (lines.length === 0) return '';
  return `
## What was not as it should be

${lines.join('\n')}

What is known of it:

- Rules that the tail finds by itself need a topic that is mostly sound: an id is taken for one where at least half of the
  records have an id of their own (an eighth, where its name means the message, its producer has no idempotence, and new
  ids keep coming), and numbers are followed where nine of ten steps lead to the next one. Where a client has doubled or
  lost more, name the rules.
- A producer without idempotence changes the order when it retries. Where the records with lower offsets have expired, a
  number that stood among them looks like one that was never written.
- A counter over several partitions whose retries move to another partition looks as if it began again.
- A counter over several partitions is known for one by the times of its records. Where a client sends a backlog whose
  times are out of order between the partitions, as kafkajs does after an election, only the order within each partition
  is followed while reading live, and no number is told as lost. Name the sequence with the scope "topic".
`;
}
