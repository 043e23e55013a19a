import { Ledger } from './Ledger';
import { SteadyProducer } from './SteadyProducer';

export interface Shop {
  readonly ledgers: readonly Ledger[];
  readonly producers: readonly SteadyProducer[];
}

const names = (prefix: string, from: number, to: number): string[] =>
  Array.from({ length: to - from + 1 }, (_, at) => `${prefix}-${from + at}`);

const event = (fields: Readonly<Record<string, string | number>>): string => JSON.stringify(fields);

/** Neither period may share a factor with a number of keys, or the same key would meet every fault. */
export interface Pace {
  readonly pauseMs: number;
  readonly doubledEvery: number;
  readonly lostEvery: number;
}

/**
 * The services of the demo workspace at work. Orders come from two of them: one waits for the leader (acks=1) and
 * sometimes does not hear its answer, one waits for nobody (acks=0) and sometimes loses its connection. Payments meet
 * the same fault as the first and stay exact, because their producer is idempotent.
 */
export function openShop(bootstrapServers: readonly string[], { pauseMs, doubledEvery, lostEvery }: Pace): Shop {
  const orders = new Ledger('orders');
  const payments = new Ledger('payments');
  const clicks = new Ledger('clicks');
  const states = ['placed', 'paid', 'packed', 'sent', 'delivered'];
  const order = (key: string, seq: number): string =>
    event({ order: key, seq, state: states[seq % states.length] ?? '' });
  const common = { bootstrapServers, pauseMs };
  const producers = [
    new SteadyProducer({
      ...common,
      clientId: 'order-service',
      ledger: orders,
      acks: 1,
      idempotent: false,
      keys: names('order', 1, 8),
      batchSize: 2,
      fault: 'answer',
      faultEvery: doubledEvery,
      value: order,
    }),
    new SteadyProducer({
      ...common,
      clientId: 'order-import',
      ledger: orders,
      acks: 0,
      idempotent: false,
      keys: names('order', 9, 16),
      batchSize: 1,
      fault: 'request',
      faultEvery: lostEvery,
      value: order,
    }),
    new SteadyProducer({
      ...common,
      clientId: 'payment-service',
      ledger: payments,
      acks: -1,
      idempotent: true,
      keys: names('order', 1, 8),
      batchSize: 1,
      fault: 'answer',
      faultEvery: doubledEvery,
      value: (key, seq) => event({ order: key, seq, cents: 995 + 100 * seq }),
    }),
    new SteadyProducer({
      ...common,
      clientId: 'click-service',
      ledger: clicks,
      acks: 0,
      idempotent: false,
      keys: names('visitor', 1, 5),
      batchSize: 3,
      fault: 'request',
      faultEvery: lostEvery,
      value: (key, seq, time) => event({ visitor: key, seq, page: `/item/${seq % 40}`, at: time }),
    }),
  ];
  return { ledgers: [orders, payments, clicks], producers };
}
