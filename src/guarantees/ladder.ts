import type { Unit } from '../config/unit';
import type { Verdict } from './analysis';
import { type Effective, effectiveOf } from './effective';
import { guaranteeNames } from './guaranteeNames';
import { written } from './writtenText';

export type RungId = 'atMostOnce' | 'atLeastOnce' | 'idempotent' | 'transactional';

export interface Rung {
  readonly id: RungId;
  readonly title: string;
  /** What the rung promises, for a person who has forgotten. */
  readonly meaning: string;
}

/** Weakest promise first. */
export const rungs: readonly Rung[] = [
  {
    id: 'atMostOnce',
    title: guaranteeNames.atMostOnce.title,
    meaning: 'A record may be lost; the client does not write it twice.',
  },
  {
    id: 'atLeastOnce',
    title: guaranteeNames.atLeastOnce.title,
    meaning: 'An acknowledged record stays; a retry may write it twice.',
  },
  {
    id: 'idempotent',
    title: guaranteeNames.idempotent.title,
    meaning: 'Retries of this client are written once and in order, per partition, for the life of this producer.',
  },
  {
    id: 'transactional',
    title: guaranteeNames.transactional.title,
    meaning: 'Writes and consumed offsets commit or abort together, for readers with read_committed.',
  },
];

/** One reason why the unit stands where it stands. */
export interface Hold {
  /** The setting to look at. */
  readonly key: string;
  readonly text: string;
}

export interface Ladder {
  /** `between`: over the rung `at` but not on the next; `broken`: the producer does not work; `unknown`: not judged. */
  readonly standing: 'on' | 'between' | 'broken' | 'unknown';
  readonly at: RungId | undefined;
  readonly title: string;
  readonly holds: readonly Hold[];
  /** Rungs below whose promise does not hold all the same: who writes a record until it is acknowledged may write it twice. */
  readonly unheld: readonly { readonly rung: RungId; readonly why: string }[];
  /** What stays true on the rung, whatever this unit says: topic, readers. */
  readonly provided: readonly string[];
}

/** Where a producer stands on the ladder of guarantees, and what holds it there. */
export function ladderOf(unit: Unit, verdict: Verdict, javaVersion: string): Ladder {
  const effective = effectiveOf(unit, javaVersion);
  const hold = (key: HoldKey, text: string): Hold => ({ key, text: `${nameOf(key, effective)}: ${text}` });
  const durable = 'Survives the loss of the leader only if min.insync.replicas of the topic is 2 or more.';
  switch (verdict.class) {
    case 'atMostOnce': {
      const { acks, retries } = effective;
      const holds = [
        ...(acks === '0' ? [hold('acks', 'the broker sends no answer, so a lost record is never noticed.')] : []),
        ...(acks === '1'
          ? [hold('acks', 'an acknowledged record, too, is lost if the leader fails before a follower has copied it.')]
          : []),
        ...(acks !== '0' && retries === 0 ? [hold('retries', 'a record that fails is not sent again.')] : []),
      ];
      return {
        standing: 'on',
        at: 'atMostOnce',
        title: guaranteeNames.atMostOnce.title + (acks === '1' ? ', and even acknowledged records can be lost' : ''),
        holds,
        unheld: [],
        provided: acks === 'all' ? [durable] : [],
      };
    }
    case 'noGuarantee':
      // Something around the producer decides, such as a sink of Flink.
      if (effective.acks !== '1') {
        const holds = verdict.reasons.map((text) => ({ key: 'acks', text }));
        const unheld = [
          { rung: 'atMostOnce', why: 'a job that goes on from a checkpoint may write a record twice' },
        ] as const;
        return {
          standing: 'between',
          at: 'atMostOnce',
          title: guaranteeNames.noGuarantee.short,
          holds,
          unheld,
          provided: [],
        };
      }
      return {
        standing: 'between',
        at: 'atMostOnce',
        title: guaranteeNames.noGuarantee.title,
        holds: [
          hold('acks', 'an acknowledged record is lost if the leader fails before a follower has copied it.'),
          ...(effective.retries === 0
            ? []
            : [hold('retries', 'a retry after a lost answer writes the record a second time.')]),
        ],
        unheld: effective.retries === 0 ? [] : writtenTwice,
        provided: [],
      };
    case 'atLeastOnce': {
      const once = effective.inFlight === 1;
      const risk = once
        ? 'a retry after a lost answer writes the record a second time.'
        : 'a retry after a lost answer writes the record a second time, and can put records out of order.';
      return {
        standing: 'on',
        at: 'atLeastOnce',
        title: guaranteeNames.atLeastOnce.title,
        holds: [
          hold('enable.idempotence', risk),
          ...(effective.idempotence === 'off-silently'
            ? [hold('max.in.flight.requests.per.connection', 'above 5 it switches the default idempotence off.')]
            : []),
        ],
        unheld: writtenTwice,
        provided: [durable],
      };
    }
    case 'idempotent':
      return {
        standing: 'on',
        at: 'idempotent',
        title: guaranteeNames.idempotent.title,
        holds: [
          hold(
            'transactional.id',
            'what the application sends again, or sends after a restart, is written again; writes to several partitions are independent.',
          ),
        ],
        unheld: [],
        provided: [durable],
      };
    case 'transactional':
      return {
        standing: 'on',
        at: 'transactional',
        title: guaranteeNames.transactional.title,
        holds: [],
        unheld: [],
        provided: [
          'The code has to begin and commit transactions.',
          'Readers have to use isolation.level=read_committed.',
          durable,
        ],
      };
    case 'invalid':
      return {
        standing: 'broken',
        at: undefined,
        title: guaranteeNames.invalid.title,
        holds: verdict.reasons.map((text) => ({ key: 'acks', text })),
        unheld: [],
        provided: [],
      };
    case 'notJudged':
      return {
        standing: 'unknown',
        at: undefined,
        title: guaranteeNames.notJudged.title,
        holds: verdict.reasons.map((text) => ({ key: 'acks', text })),
        unheld: [],
        provided: [],
      };
  }
}

const writtenTwice: Ladder['unheld'] = [{ rung: 'atMostOnce', why: 'a retry may write a record twice' }];

type HoldKey = 'acks' | 'retries' | 'enable.idempotence' | 'max.in.flight.requests.per.connection' | 'transactional.id';

/** The setting with its value and, where nobody wrote it, whose default it is. */
function nameOf(key: HoldKey, effective: Effective): string {
  const { explicit, defaults } = effective;
  const by = (setting: Parameters<typeof written>[0] | undefined, value: string): string =>
    setting ? written(setting) : `${key}=${value}, the default of ${defaults.source}`;
  switch (key) {
    case 'acks':
      return by(explicit.acks, defaults.acks);
    case 'retries':
      return by(explicit.retries, Number.isFinite(defaults.retries) ? String(defaults.retries) : 'without limit');
    case 'enable.idempotence':
      if (effective.idempotence === 'off-by-frame') return `enable.idempotence=false, set by ${defaults.source}`;
      if (effective.idempotence === 'off-silently') return 'Idempotence is switched off';
      return by(explicit.idempotence, 'false');
    case 'max.in.flight.requests.per.connection':
      return by(explicit.inFlight, String(defaults.inFlight));
    case 'transactional.id':
      return 'No transactional.id';
  }
}
