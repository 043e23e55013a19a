import type { Unit } from '../../config/unit';
import { booleanOf, numberOf, valueText } from '../effective';
import { isOfStreams } from '../isOfStreams';
import { kafkaDocumentation, type Report, type Rule, remove, setTo } from '../rule';
import { versionBelow } from '../versionBelow';

/** Faust's guarantees have the names of Kafka Streams' first ones and nothing to do with its versions. */
const isFaust = ({ client }: Unit): boolean => client.name === 'faust';

const reference = kafkaDocumentation('streamsconfigs_processing.guarantee');

export const streamsEosDeprecated: Rule = {
  id: 'streams-eos-deprecated',
  severity: 'error',
  condition: 'processing.guarantee is exactly_once or exactly_once_beta. A warning for Streams 3.x.',
  explanation:
    'StreamsConfig of 4.0 accepts at_least_once and exactly_once_v2 only. exactly_once_v2 needs brokers of 2.5 or later.',
  falsePositive: 'The application stays on Streams older than 3.0: set acklens.clientVersions to its version.',
  safeFix: 'The application does not start as it is; exactly_once_v2 promises the same.',
  reference,
  check: ({ unit, setting, javaVersion }) => {
    const guarantee = setting('processing.guarantee');
    const value = valueText(guarantee);
    const version = unit.client.version ?? javaVersion;
    if (!guarantee || isFaust(unit) || (value !== 'exactly_once' && value !== 'exactly_once_beta')) return [];
    if (versionBelow(version, '3.0')) return [];
    const message = `processing.guarantee=${value} was removed in Kafka Streams 4.0; use exactly_once_v2.`;
    const report: Report = { at: guarantee, message, fixes: [setTo(guarantee, 'exactly_once_v2')] };
    return [versionBelow(version, '4.0') ? { ...report, severity: 'warning' } : report];
  },
  bad: [
    {
      path: 'streams.properties',
      text: 'bootstrap.servers=broker:9092\napplication.id=totals\nprocessing.guarantee=exactly_once\n',
    },
  ],
  good: [
    {
      path: 'streams.properties',
      text: 'bootstrap.servers=broker:9092\napplication.id=totals\nprocessing.guarantee=exactly_once_v2\n',
    },
    {
      path: 'worker.py',
      text: "import faust\napp = faust.App('totals', broker='kafka://broker', processing_guarantee='exactly_once')\n",
    },
  ],
};

export const streamsAtLeastOnce: Rule = {
  id: 'streams-at-least-once',
  severity: 'hint',
  condition: 'processing.guarantee is written as at_least_once.',
  explanation: 'After a failure Streams reads again from the last commit; what it wrote since then is written twice.',
  falsePositive: 'Writing the same output twice does no harm, as with upserts by key.',
  reference,
  check: ({ unit, setting }) => {
    const guarantee = setting('processing.guarantee');
    if (!guarantee || valueText(guarantee) !== 'at_least_once') return [];
    const message = 'Outputs and state updates may be applied twice after a failure.';
    const fix = setTo(guarantee, isFaust(unit) ? 'exactly_once' : 'exactly_once_v2');
    return [{ at: guarantee, message, fixes: [fix] }];
  },
  bad: [
    {
      path: 'streams.properties',
      text: 'bootstrap.servers=broker:9092\napplication.id=totals\nprocessing.guarantee=at_least_once\n',
    },
  ],
  good: [
    {
      path: 'streams.properties',
      text: 'bootstrap.servers=broker:9092\napplication.id=totals\nnum.stream.threads=2\n',
    },
  ],
};

export const streamsEosOverrideIgnored: Rule = {
  id: 'streams-eos-override-ignored',
  severity: 'warning',
  condition:
    'With exactly-once, a client of Streams sets enable.idempotence=false, a transactional.id, an isolation.level other than read_committed or enable.auto.commit. An error where it has more than 5 requests in flight.',
  explanation:
    'Streams commits and starts transactions by itself; StreamsConfig puts its own values over these and says so in the log. More than 5 requests in flight it refuses.',
  falsePositive: 'None: Streams puts its own value over this one.',
  reference,
  check: ({ unit, setting }) => {
    const exactly =
      unit.frame === 'streamsExactlyOnce' || /^exactly_once/.test(valueText(setting('processing.guarantee')) ?? '');
    const ofStreams = isOfStreams(unit);
    if (!exactly && !ofStreams) return [];
    const ignored = [
      exactly && booleanOf(setting('enable.idempotence')) === false ? setting('enable.idempotence') : undefined,
      exactly && valueText(setting('transactional.id')) ? setting('transactional.id') : undefined,
      exactly && valueText(setting('isolation.level')) === 'read_uncommitted' ? setting('isolation.level') : undefined,
      ofStreams && booleanOf(setting('enable.auto.commit')) === true ? setting('enable.auto.commit') : undefined,
    ];
    const inFlight = exactly ? setting('max.in.flight.requests.per.connection') : undefined;
    const value = inFlight ? numberOf(inFlight) : 'unknown';
    return [
      ...ignored.flatMap((found) =>
        found ? [{ at: found, message: 'Kafka Streams ignores this setting.', fixes: [remove(found)] }] : [],
      ),
      ...(inFlight && value !== 'unknown' && value > 5
        ? [
            {
              at: inFlight,
              severity: 'error' as const,
              message: `With exactly-once at most 5 requests may be in flight; ${value} throws ConfigException.`,
              fixes: [setTo(inFlight, '5')],
            },
          ]
        : []),
    ];
  },
  bad: [
    {
      path: 'streams.properties',
      text: 'bootstrap.servers=broker:9092\nprocessing.guarantee=exactly_once_v2\nproducer.enable.idempotence=false\n',
    },
    {
      path: 'streams.properties',
      text: 'bootstrap.servers=broker:9092\nprocessing.guarantee=exactly_once_v2\nproducer.max.in.flight.requests.per.connection=6\n',
    },
  ],
  good: [
    {
      path: 'streams.properties',
      text: 'bootstrap.servers=broker:9092\nprocessing.guarantee=exactly_once_v2\nproducer.linger.ms=5\n',
    },
  ],
};
