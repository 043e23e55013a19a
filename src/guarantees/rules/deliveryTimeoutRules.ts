import { numberOf } from '../effective';
import { isJava, producerConfig, type Report, type Rule, type RuleContext, setTo } from '../rule';

export const deliveryTimeoutTooSmall: Rule = {
  id: 'delivery-timeout-too-small',
  severity: 'error',
  condition:
    'Java: delivery.timeout.ms is below linger.ms + request.timeout.ms. librdkafka: message.timeout.ms is not above a written linger.ms, or above transaction.timeout.ms of a transactional producer.',
  explanation:
    'The time for a delivery has to leave room for waiting in the batch and for one request. KafkaProducer throws ConfigException when a written value does not; librdkafka refuses the configuration.',
  falsePositive:
    'linger.ms or request.timeout.ms are lowered where AckLens cannot see it, for example in code that reads this file.',
  reference: producerConfig('delivery.timeout.ms'),
  check: (context) => {
    if (!context.producer) return [];
    if (isJava(context.unit)) return javaCheck(context);
    return context.unit.client.name === 'librdkafka' ? librdkafkaCheck(context) : [];
  },
  bad: [
    { path: 'producer.properties', text: 'bootstrap.servers=broker:9092\ndelivery.timeout.ms=20000\n' },
    { path: 'send.sh', text: 'kcat -P -b b:9092 -t t -X message.timeout.ms=5 -X linger.ms=50\n' },
  ],
  good: [
    {
      path: 'producer.properties',
      text: 'bootstrap.servers=broker:9092\ndelivery.timeout.ms=20000\nrequest.timeout.ms=10000\n',
    },
  ],
};

function javaCheck({ setting, effective }: RuleContext): readonly Report[] {
  const delivery = setting('delivery.timeout.ms');
  if (!delivery) return [];
  const known = (key: string, otherwise: number): number | 'unknown' => {
    const found = setting(key);
    return found ? numberOf(found) : otherwise;
  };
  const total = numberOf(delivery);
  const linger = known('linger.ms', effective.defaults.lingerMs);
  const request = known('request.timeout.ms', effective.defaults.requestTimeoutMs);
  if (total === 'unknown' || linger === 'unknown' || request === 'unknown' || total >= linger + request) return [];
  return [
    {
      at: delivery,
      message: `delivery.timeout.ms (${total}) is below linger.ms + request.timeout.ms (${linger + request}): the producer will not start.`,
      fixes: [setTo(delivery, String(Math.max(120_000, linger + request)))],
    },
  ];
}

function librdkafkaCheck({ setting, effective }: RuleContext): readonly Report[] {
  const delivery = setting('delivery.timeout.ms');
  const total = delivery ? numberOf(delivery) : 'unknown';
  if (!delivery || total === 'unknown' || total === 0) return [];
  const fixes = [setTo(delivery, '300000')];
  const lingerSetting = setting('linger.ms');
  const linger = lingerSetting ? numberOf(lingerSetting) : 'unknown';
  if (linger !== 'unknown' && total <= linger) {
    const message = `${delivery.writtenKey} (${total}) is not above linger.ms (${linger}): the producer will not start.`;
    return [{ at: delivery, message, fixes }];
  }
  const timeoutSetting = setting('transaction.timeout.ms');
  const timeout = timeoutSetting ? numberOf(timeoutSetting) : 60_000;
  if (!effective.transactional || timeout === 'unknown' || total <= timeout) return [];
  const message = `${delivery.writtenKey} (${total}) is above transaction.timeout.ms (${timeout}): the producer will not start.`;
  return [{ at: delivery, message, fixes: [setTo(delivery, String(timeout))] }];
}
