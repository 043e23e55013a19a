import type { Setting, Unit } from '../config/unit';
import type { VerdictClass } from '../guarantees/analysis';
import { newestJava } from '../guarantees/clients';
import { verdictOf } from '../guarantees/verdict';
import type { ClientSetting } from '../kafka/trial';

/** What a setting promises, in the words of the lint, and what follows for a topic with enough in-sync replicas. */
export interface Promised {
  readonly class: VerdictClass;
  readonly text: string;
  /** An acknowledged message is there. */
  readonly keepsAcknowledged: boolean;
  /** No message is there twice. */
  readonly writesOnce: boolean;
  /** Messages are there in the order in which they were sent. */
  readonly keepsOrder: boolean;
}

/** The same judgement as for a file that sets a kafkajs producer so. */
export function promiseOf({ acks, kind, retries, inFlight }: ClientSetting): Promised {
  const unit: Unit = {
    id: 'experiment',
    role: 'producer',
    client: { name: 'kafkajs', version: '2.2.4' },
    surface: 'kafkajs',
    label: 'experiment',
    span: nowhere,
    anchor: nowhere,
    settings: [
      setting('acks', acks === 'all' ? '-1' : String(acks), 'number'),
      setting('retries', String(retries), 'number'),
      setting('max.in.flight.requests.per.connection', String(kind === 'plain' ? inFlight : 1), 'number'),
      setting('enable.idempotence', String(kind !== 'plain'), 'boolean'),
      ...(kind === 'transactional' ? [setting('transactional.id', 'experiment', 'text')] : []),
    ],
    misplaced: [],
    removedOptions: [],
    complete: true,
  };
  const verdict = verdictOf(unit, newestJava);
  if (!verdict) throw new Error('A producer has a verdict.');
  return {
    class: verdict.class,
    text: verdict.text.replace(/^Delivery: /, ''),
    keepsAcknowledged: acks === 'all',
    writesOnce: ['atMostOnce', 'idempotent', 'transactional'].includes(verdict.class),
    keepsOrder: ['idempotent', 'transactional'].includes(verdict.class),
  };
}

const nowhere = { start: 0, end: 0 };

const setting = (key: string, text: string, type: 'text' | 'number' | 'boolean'): Setting => ({
  key,
  writtenKey: key,
  keySpan: nowhere,
  value: { known: true, text, type },
  valueSpan: nowhere,
  removals: [],
  form: 'objectProperty',
});
