import { deepStrictEqual } from 'node:assert/strict';
import { countTrial, type TrialCounts } from '../../../src/experiment/countTrial';
import { judgeTrial } from '../../../src/experiment/judgeTrial';
import { priceOf } from '../../../src/experiment/priceOf';
import { promiseOf } from '../../../src/experiment/promiseOf';
import { settingOf } from '../../../src/experiment/settings';
import { TrialLedger } from '../../../src/experiment/TrialLedger';
import type { AttemptEnd, SendOutcome } from '../../../src/kafka/trial';

const written: AttemptEnd = { kind: 'written' };
const swallowed: AttemptEnd = { kind: 'unanswered', fault: 'swallow' };
const refused: AttemptEnd = { kind: 'refused', code: 19, certain: true };
const timedOut: AttemptEnd = { kind: 'refused', code: 7, certain: false };

/** One message a line: what happened to it on the wire, and what the client said. */
function book(...lines: readonly (readonly [ends: readonly AttemptEnd[], outcome: SendOutcome | undefined])[]) {
  const ledger = new TrialLedger(lines.length);
  lines.forEach(([ends, outcome], at) => {
    for (const end of ends) ledger.attempt({ numbers: [at + 1], end });
    if (outcome) ledger.outcome([at + 1], outcome, at + 1);
  });
  return ledger;
}

const none: TrialCounts = {
  sent: 0,
  acknowledged: 0,
  lost: 0,
  taken: 0,
  lostSilently: 0,
  unknown: 0,
  unknownThere: 0,
  failed: 0,
  failedThere: 0,
  unsent: 0,
  doubled: 0,
  copies: 0,
  outOfOrder: 0,
  hidden: 0,
  requests: 0,
  struck: 0,
};

describe('counting a trial', () => {
  it('finds acknowledged messages that are not there', () => {
    const ledger = book([[written], 'acknowledged'], [[written], 'acknowledged'], [[written], 'acknowledged']);
    deepStrictEqual(countTrial(ledger, { numbers: [1, 3], hidden: 0 }), { ...none, sent: 3, acknowledged: 3, lost: 1 });
  });

  it('finds what acks=0 has lost without a word', () => {
    const ledger = book([[{ kind: 'sent' }], 'taken'], [[{ kind: 'unanswered', fault: 'cut-before' }], 'taken']);
    deepStrictEqual(countTrial(ledger, { numbers: [1], hidden: 0 }), {
      ...none,
      sent: 2,
      taken: 2,
      lostSilently: 1,
      struck: 1,
    });
  });

  it('counts copies, and the order of first copies only', () => {
    const ledger = book(
      [[swallowed, written], 'acknowledged'],
      [[written], 'acknowledged'],
      [[written], 'acknowledged'],
      [[swallowed, swallowed, written], 'acknowledged'],
    );
    deepStrictEqual(countTrial(ledger, { numbers: [1, 4, 2, 1, 3, 4, 4], hidden: 0 }), {
      ...none,
      sent: 4,
      acknowledged: 4,
      doubled: 2,
      copies: 3,
      outOfOrder: 2,
      struck: 3,
    });
  });

  it('calls unknown what the client cannot know, and tells what became of it', () => {
    const ledger = book(
      [[swallowed], 'failed'],
      [[swallowed], 'failed'],
      // Refused after an attempt without an answer: that one may have been written.
      [[swallowed, refused], 'failed'],
      [[timedOut], 'failed'],
      // Without a last word, because it was stopped.
      [[{ kind: 'unanswered', fault: undefined }], undefined],
    );
    deepStrictEqual(countTrial(ledger, { numbers: [1, 4], hidden: 0 }), {
      ...none,
      sent: 5,
      unknown: 5,
      unknownThere: 2,
      struck: 3,
    });
  });

  it('calls failed what was refused, never written to a socket, or aborted; unsent what was not begun', () => {
    const ledger = book([[refused, refused], 'failed'], [[], 'failed'], [[written], 'aborted'], [[], 'unsent']);
    deepStrictEqual(countTrial(ledger, { numbers: [], hidden: 1 }), {
      ...none,
      sent: 3,
      failed: 3,
      unsent: 1,
      hidden: 1,
    });
  });

  it('measures successes: half of them, 99 of 100, and how many in a second', () => {
    const ledger = new TrialLedger(100);
    for (let n = 1; n <= 100; n++) ledger.outcome([n], n <= 99 ? 'acknowledged' : 'failed', n);
    deepStrictEqual(priceOf(ledger, 500), { p50: 50, p99: 99, messagesPerSecond: 198 });
    deepStrictEqual(priceOf(new TrialLedger(5), 500), undefined);
  });
});

describe('what a setting promises', () => {
  const rows = [
    ['acks0', 'at most once · acks=0', false, true, false],
    ['acks1', 'usually at least once, not guaranteed: loss and duplicates possible · acks=1', false, false, false],
    ['acks1-no-retries', 'at most once, even acknowledged records can be lost · acks=1, retries=0', false, true, false],
    ['all', 'at least once, duplicates and reordering possible · acks=all, idempotence off', true, false, false],
    ['all-no-retries', 'at most once, failures are reported · acks=all, retries=0', true, true, false],
    [
      'idempotent',
      'idempotent, no duplicates within a session · survives leader loss only if min.insync.replicas ≥ 2',
      true,
      true,
      true,
    ],
    [
      'idempotent-parallel',
      'idempotent, no duplicates within a session · survives leader loss only if min.insync.replicas ≥ 2',
      true,
      true,
      true,
    ],
    ['transactional', 'transactional · needs read_committed consumers', true, true, true],
  ] as const;
  for (const [id, text, keepsAcknowledged, writesOnce, keepsOrder] of rows)
    it(`${id}: ${text}`, () => {
      const { class: _, ...promised } = promiseOf(settingOf(id).client);
      deepStrictEqual(promised, { text, keepsAcknowledged, writesOnce, keepsOrder });
    });
});

describe('judging a trial', () => {
  const judge = (id: Parameters<typeof settingOf>[0], counts: Partial<TrialCounts>) =>
    judgeTrial({ ...none, sent: 500, ...counts }, promiseOf(settingOf(id).client));

  it('is content where every message is there once and in order', () => {
    deepStrictEqual(judge('idempotent', { acknowledged: 500 }), {
      kind: 'kept',
      sentences: ['All 500 messages there once, in order.'],
    });
  });

  it('calls allowed what a setting does not rule out', () => {
    deepStrictEqual(judge('acks0', { taken: 500, lostSilently: 30 }), {
      kind: 'allowed',
      sentences: ['30 messages lost without an error.'],
    });
    deepStrictEqual(judge('acks1', { acknowledged: 500, doubled: 10, copies: 11, outOfOrder: 1 }), {
      kind: 'allowed',
      sentences: ['10 messages there more than once (11 copies too many).', '1 message out of order.'],
    });
    deepStrictEqual(judge('acks1', { acknowledged: 500, lost: 2 }), {
      kind: 'allowed',
      sentences: ['2 messages acknowledged and not there.'],
    });
    deepStrictEqual(judge('all-no-retries', { acknowledged: 470, unknown: 30, unknownThere: 20 }), {
      kind: 'allowed',
      sentences: ['30 messages given up with an error and an open fate: 20 there, 10 not.'],
    });
  });

  it('calls broken what a setting rules out', () => {
    for (const [id, counts] of [
      ['all', { acknowledged: 500, lost: 1 }],
      ['idempotent', { acknowledged: 500, doubled: 1, copies: 1 }],
      ['idempotent', { acknowledged: 500, outOfOrder: 1 }],
      ['transactional', { acknowledged: 490, failed: 10, failedThere: 10 }],
      ['acks0', { taken: 500, doubled: 1, copies: 1 }],
    ] as const)
      deepStrictEqual(judge(id, counts).kind, 'broken', id);
  });

  it('minds no error that says the truth', () => {
    deepStrictEqual(judge('transactional', { acknowledged: 450, failed: 50 }), {
      kind: 'kept',
      sentences: ['50 messages failed with an error and not there.'],
    });
  });
});
