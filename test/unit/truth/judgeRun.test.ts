import { deepEqual } from 'node:assert/strict';
import { type Judged, judgeRun } from '../../truth/judgeRun';
import { Ledger, type Outcome } from '../../truth/Ledger';
import type { PlainReading, ReadRecord } from '../../truth/readBack';
import { TailOutput } from '../../truth/TailCommand';

const none = { there: 0, found: 0, false: 0 };

describe('the judge of the known truth', () => {
  it('finds nothing wrong where the tail says what the ledger knows', () => {
    const run = new Run('a1 a2 a2 a4', { sent: 'a3' });
    run.copy(2, 1);
    run.loss(3, 'a', 3);
    deepEqual(run.judge(), judged({ copies: [1, 1, 0], losses: [1, 1, 0] }));
  });

  it('counts a copy and a loss that were missed', () => {
    const { copies, losses, wrong } = new Run('a1 a2 a2 a4', { sent: 'a3' }).judge();
    deepEqual([copies, losses], [score(1, 0, 0), score(1, 0, 0)]);
    deepEqual(wrong.slice(0, 2), ['a copy was missed: a a2', 'a loss was missed: a#3']);
  });

  it('counts a copy and a loss that are none', () => {
    const run = new Run('a1 a2 a3');
    run.copy(2, 1);
    run.loss(2, 'a', 2);
    const { copies, losses, wrong } = run.judge();
    deepEqual([copies, losses], [score(0, 0, 1), score(0, 0, 1)]);
    deepEqual(wrong.slice(0, 3), [
      '0:2 is called a copy of 0:1, which is another message',
      'no copy, and called one: a a3',
      'not lost, and called so: a#2',
    ]);
  });

  it('believes no verdict that was taken back', () => {
    const run = new Run('a1 a2');
    run.copy(1, 0, 'retracted');
    deepEqual(run.judge(), judged({}));
  });

  it('counts a gap that is not to be verified apart', () => {
    const run = new Run('a1 a3', { sent: 'a2' });
    run.loss(1, 'a', 2, 'unverifiable');
    const { losses, unverifiable } = run.judge();
    deepEqual([losses, unverifiable], [score(1, 0, 0), 1]);
  });

  it('wants each record of the log told, as it is, and every other offset accounted for', () => {
    const run = new Run('a1 a2 a3');
    run.log = reading([record(0, 'a1'), { ...record(1, 'a2'), timestamp: 5 }, record(2, 'a3'), record(3, 'a3')], 5);
    deepEqual(
      run.judge().wrong.filter((sentence) => sentence.startsWith('0:')),
      [
        '0:1 was told otherwise than it is',
        '0:3 is in the log and was not told',
        '0:3 is not accounted for',
        '0:4 is not accounted for',
      ],
    );
  });

  it('knows a record that nobody sent', () => {
    const run = new Run('a1 b9', { unsent: 'b9' });
    deepEqual(run.judge().wrong[0], '0:1 holds a record that nobody sent');
  });

  it('takes the bar of a truncation for the word that its records are lost', () => {
    const run = new Run('a1 a2 a3');
    run.truncate(1, 2);
    run.log = reading([record(0, 'a1')], 1);
    deepEqual(run.judge(), judged({ losses: [2, 2, 0], truncated: 2 }));
  });

  it('takes what was thrown away and written again for neither copy nor loss', () => {
    const run = new Run('a1 a2');
    run.truncate(1, 1);
    run.tell(1, 'a2');
    run.log = reading([record(0, 'a1'), record(1, 'a2')], 2);
    deepEqual(run.judge(), judged({ truncated: 1 }));
  });

  it('lets a message of an aborted transaction be no loss', () => {
    const run = new Run('a1 a2 a3', { aborted: 'a2' });
    run.log = { ...run.log, aborted: new Set(['0:1']) };
    run.aborted = 1;
    deepEqual(run.judge(), judged({}));
  });

  it('lets what was committed after an abort be no copy, and a second commit be one', () => {
    const once = new Run('a1 a1', { aborted: 'a1' });
    once.log = { ...once.log, aborted: new Set(['0:0']) };
    once.aborted = 1;
    deepEqual(once.judge(), judged({}));
    const twice = new Run('a1 a1 a1', { aborted: 'a1' });
    twice.log = { ...twice.log, aborted: new Set(['0:0']) };
    twice.aborted = 1;
    twice.copy(2, 1);
    deepEqual(twice.judge(), judged({ copies: [1, 1, 0] }));
  });

  it('lets nothing be called lost that was removed on purpose', () => {
    const run = new Run('a1 a3', { sent: 'a2' });
    run.isRemoving = true;
    run.loss(1, 'a', 2);
    deepEqual(run.judge().losses, score(0, 0, 1));
  });

  it('begins anew with a topic that was created again', () => {
    const run = new Run('a1 a2');
    run.before = run.log;
    run.hole('O11', 0, 0);
    run.tell(0, 'a2');
    run.log = reading([record(0, 'a2')], 1);
    deepEqual(run.judge(), judged({}));
  });

  it('wants a summary that agrees with the verdicts', () => {
    const run = new Run('a1 a1');
    run.copy(1, 0);
    run.summarised = 2;
    deepEqual(run.judge().wrong.at(-1), 'the summary counts 2 copies, the verdicts 1');
  });
});

const score = (there: number, found: number, wrongly: number) => ({ there, found, false: wrongly });

function judged(of: { copies?: Triple; losses?: Triple; truncated?: number }): Judged {
  const [copies, losses] = [of.copies, of.losses].map((triple) => (triple ? score(...triple) : none));
  return { copies: copies ?? none, losses: losses ?? none, wrong: [], unverifiable: 0, truncated: of.truncated ?? 0 };
}

type Triple = [number, number, number];

/** `a2` is message 2 of key a. */
const record = (offset: number, text: string): ReadRecord => ({
  place: `0:${offset}`,
  partition: 0,
  offset,
  timestamp: 1,
  key: text.slice(0, 1),
  text,
});

const reading = (records: readonly ReadRecord[], end: number): PlainReading => ({
  records,
  aborted: new Set(),
  begins: new Map([[0, 0]]),
  ends: new Map([[0, end]]),
  isPending: false,
});

/** A topic of one partition, what was sent to it, and what a tail says of it. */
class Run {
  log: PlainReading;
  before: PlainReading | undefined;
  isRemoving = false;
  aborted = 0;
  /** Copies that the summary counts; those that were told unless given. */
  summarised: number | undefined;
  private readonly ledger = new Ledger();
  private readonly output = new TailOutput();
  private copies = 0;
  private verdicts = 0;

  /** `log`: the messages in it, all told by the tail and sent, but for `unsent`; `sent`: more that were. */
  constructor(log: string, more: { sent?: string; unsent?: string; aborted?: string } = {}) {
    const texts = log.split(' ');
    for (const text of new Set([...texts, ...(more.sent?.split(' ') ?? [])])) if (text !== more.unsent) this.send(text);
    if (more.aborted) this.send(more.aborted, 'aborted');
    for (const [offset, text] of texts.entries()) this.tell(offset, text);
    this.log = reading(
      texts.map((text, offset) => record(offset, text)),
      texts.length,
    );
  }

  tell(offset: number, text: string): void {
    const { key, partition, timestamp } = record(offset, text);
    this.print({ type: 'record', partition, offset, timestamp, key, value: text });
  }

  hole(code: string, from: number, to: number): void {
    this.print({ type: 'hole', code, partition: 0, from, to });
  }

  truncate(from: number, to: number): void {
    this.hole('O7', from, to);
  }

  copy(offset: number, of: number, state = 'final'): void {
    if (state !== 'retracted') this.copies += 1;
    this.verdict({ code: 'D1', state, offset, of: { partition: 0, offset: of } });
  }

  loss(offset: number, key: string, number: number, state = 'confirmed'): void {
    this.verdict({ code: state === 'confirmed' ? 'G3' : 'G4', state, offset, key, missing: [[number, number]] });
  }

  judge(): Judged {
    this.print({
      type: 'summary',
      identity: { rule: 'key and value' },
      sequence: { rule: 'trailing number', scope: 'key' },
      holes: { unexplained: 0 },
      gaps: { open: 0 },
      aborted: this.aborted,
      duplicates: { total: this.summarised ?? this.copies },
    });
    const { output, ledger, log, before, isRemoving } = this;
    return judgeRun({ output, ledger, log, isRemoving, ...(before && { before }) });
  }

  private send(text: string, outcome: Outcome = 'acked'): void {
    const [key = ''] = text;
    this.ledger.attempt({ key, number: Number(text.slice(1)), text }).outcome = outcome;
  }

  private verdict(of: object): void {
    this.verdicts += 1;
    this.print({ type: 'verdict', id: this.verdicts, partition: 0, ...of });
  }

  private print(line: object): void {
    this.output.take(`${JSON.stringify(line)}\n`);
  }
}
