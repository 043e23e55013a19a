import { valueText } from '../effective';
import { type Rule, setTo } from '../rule';

const reference =
  'https://nightlies.apache.org/flink/flink-docs-stable/docs/connectors/datastream/kafka/#fault-tolerance';

const builder = (calls: string): string =>
  `import org.apache.flink.connector.kafka.sink.KafkaSink;\nclass Totals {\n  Object sink = KafkaSink.<String>builder().setBootstrapServers("b:9092")${calls}.build();\n}\n`;

const table = (options: string): string =>
  `CREATE TABLE totals (id STRING) WITH (\n  'connector' = 'kafka',\n  'properties.bootstrap.servers' = 'b:9092',\n  'properties.transaction.timeout.ms' = '600000',\n  ${options}\n);\n`;

export const flinkDeliveryNone: Rule = {
  id: 'flink-delivery-none',
  severity: 'warning',
  condition: 'Flink’s KafkaSink has DeliveryGuarantee.NONE, or none is set.',
  explanation:
    'Without a guarantee the sink does not wait for its producer at a checkpoint, so that what was in flight when the job failed is not written again.',
  falsePositive: 'Records may be lost at a failure of the job.',
  reference,
  check: ({ unit, setting }) => {
    if (unit.frame !== 'flink' || unit.role !== 'producer') return [];
    const guarantee = setting('delivery.guarantee');
    const message = 'Records may be lost on failure or checkpoint: KafkaSink defaults to NONE.';
    if (!guarantee) return unit.complete ? [{ at: unit.anchor, message }] : [];
    if (valueText(guarantee) !== 'none') return [];
    return [{ at: guarantee, message, fixes: [setTo(guarantee, 'at-least-once')] }];
  },
  bad: [
    { path: 'Totals.java', text: builder('.setDeliveryGuarantee(DeliveryGuarantee.NONE)') },
    { path: 'Totals.java', text: builder('') },
  ],
  good: [{ path: 'Totals.java', text: builder('.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)') }],
};

export const flinkEosConfig: Rule = {
  id: 'flink-eos-config',
  severity: 'warning',
  condition: 'Flink’s KafkaSink has DeliveryGuarantee.EXACTLY_ONCE and no prefix for its transactional ids.',
  explanation:
    'The ids of a restarted job have to be those of the job before it, and no other job’s. KafkaSinkBuilder refuses the guarantee without a prefix.',
  falsePositive:
    'The brokers have a larger transaction.max.timeout.ms, or checkpoints are configured where AckLens cannot see them.',
  reference,
  check: ({ unit, setting }) => {
    const guarantee = setting('delivery.guarantee');
    if (unit.frame !== 'flink' || !unit.complete || valueText(guarantee) !== 'exactly-once' || !guarantee) return [];
    if (setting('transactional.id')) return [];
    const isTable = guarantee.writtenKey.includes('sink.');
    const prefix = isTable ? "'sink.transactional-id-prefix'" : 'setTransactionalIdPrefix(...)';
    return [{ at: guarantee, message: `EXACTLY_ONCE needs ${prefix}, unique to this job.` }];
  },
  bad: [
    { path: 'Totals.java', text: builder('.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)') },
    { path: 'totals.sql', text: table("'sink.delivery-guarantee' = 'exactly-once'") },
  ],
  good: [
    {
      path: 'totals.sql',
      text: table("'sink.delivery-guarantee' = 'exactly-once', 'sink.transactional-id-prefix' = 'totals'"),
    },
    {
      path: 'Totals.java',
      text: builder('.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE).setTransactionalIdPrefix("totals")'),
    },
  ],
};
