import { looseKey } from '../canonicalKeys';
import { type KeyedEntry, keyedUnits } from '../keyedUnits';
import type { LayeredEntry } from '../layers';
import { makeUnit } from '../makeUnit';
import type { Unit } from '../unit';
import { anyWords, withWords } from '../words';
import { brokerUnits } from './brokerImages';
import { envPath, longestSuffix, squash } from './envNames';
import type { EnvOwner } from './envOwner';
import { smallryeUnits } from './smallrye';
import { springUnits } from './spring';
import { springCloudStreamUnits } from './springCloudStream';

/** The units that a block of environment variables configures. The keys of the entries are the variables' names. */
export function environmentUnits(variables: readonly KeyedEntry[], owner: EnvOwner): readonly Unit[] {
  const relevant = variables.filter(({ key }) => /KAFKA|CONNECT_|KSQL|MP_MESSAGING|PRODUCER|CONSUMER/.test(key));
  if (relevant.length === 0) return [];
  const named = (pattern: RegExp): readonly KeyedEntry[] => relevant.filter(({ key }) => pattern.test(key));
  const spring = named(/^SPRING_(?:KAFKA|CLOUD_STREAM)_/).map(springEntry);
  const smallrye = named(/^MP_MESSAGING_/).flatMap((variable) => smallryeEntry(variable) ?? []);
  const worker = named(/^CONNECT_/);
  // The worker that runs inside of a server of ksqlDB.
  const embedded = named(/^KSQL_CONNECT_/);
  const ksql = named(/^KSQL_(?!CONNECT_)/);
  const jaeger = /(?:^|\/)jaeger/.test(owner.image ?? '') ? named(/^KAFKA_PRODUCER_REQUIRED_ACKS$/) : [];
  const broker = brokerUnits(relevant, owner);
  const read = new Set([
    ...named(/^(?:SPRING_|MP_MESSAGING_|CONNECT_|KSQL_|KAFKA_CFG_)/),
    ...jaeger,
    ...broker.claimed,
  ]);
  return [
    ...springUnits(spring, false).map((unit) => ({ ...unit, id: `${owner.id}:${unit.id}` })),
    ...springCloudStreamUnits(spring).map((unit) => ({ ...unit, id: `${owner.id}:${unit.id}` })),
    ...smallryeUnits(smallrye).map((unit) => ({ ...unit, id: `${owner.id}:${unit.id}` })),
    ...broker.units,
    ...jaegerUnits(jaeger, owner),
    ...prefixed(worker, 'CONNECT_', 'connectWorker', owner),
    ...prefixed(embedded, 'KSQL_CONNECT_', 'connectWorker', owner),
    ...prefixed(ksql, 'KSQL_', 'streams', owner),
    ...prefixed(
      relevant.filter((variable) => !read.has(variable)).flatMap((variable) => ownNames(variable) ?? []),
      '',
      'unknown',
      owner,
    ),
  ];
}

const prefixed = (
  variables: readonly KeyedEntry[],
  prefix: string,
  kind: 'connectWorker' | 'streams' | 'unknown',
  owner: EnvOwner,
): readonly Unit[] =>
  keyedUnits({
    entries: variables.map((variable) =>
      prefix ? { ...variable, key: envPath(variable.key.slice(prefix.length)) } : variable,
    ),
    kind,
    surface: 'environment',
    id: `${owner.id}:${prefix}`,
    ...(owner.singleBroker ? { singleBroker: true } : {}),
    ...(owner.severalBrokers ? { severalBrokers: true } : {}),
  }).units;

/** A name that a program made up: `ORDERS_KAFKA_ACKS`. Kafka has to be named in front of Kafka's own key. */
function ownNames(variable: KeyedEntry): KeyedEntry | undefined {
  const found = longestSuffix(variable.key, (name) => looseKey(name));
  if (!found || !/(?:^|_)(?:KAFKA|PRODUCER|CONSUMER|RDKAFKA)/.test(found.prefix)) return undefined;
  return {
    ...variable,
    key: `${envPath(found.prefix)}.${found.value.key}`,
    setting: (name) => withWords(variable.setting(name), anyWords),
  };
}

/** Spring drops the dashes of a name or writes them as underscores; both are read. */
function springEntry(variable: KeyedEntry): LayeredEntry {
  return { ...variable, key: springKey(variable.key), layer: undefined };
}

function springKey(name: string): string {
  const properties = /^SPRING_KAFKA_(?:(?<side>PRODUCER|CONSUMER|STREAMS)_)?PROPERTIES_(?<key>.+)$/.exec(name)?.groups;
  if (properties?.key) {
    const side = properties.side ? `${properties.side.toLowerCase()}.` : '';
    return `spring.kafka.${side}properties.${looseKey(properties.key)?.key ?? envPath(properties.key)}`;
  }
  const stream =
    /^SPRING_CLOUD_STREAM_KAFKA_(?<owner>.+?_(?:CONFIGURATION|PRODUCER_?PROPERTIES|CONSUMER_?PROPERTIES))_(?<key>.+)$/.exec(
      name,
    )?.groups;
  if (stream?.key && stream.owner) {
    const owner = envPath(stream.owner.replace(/(PRODUCER|CONSUMER)_PROPERTIES$/, '$1PROPERTIES'));
    return `spring.cloud.stream.kafka.${owner}.${looseKey(stream.key)?.key ?? envPath(stream.key)}`;
  }
  return springNames.get(squash(name)) ?? envPath(name);
}

const springNames: ReadonlyMap<string, string> = new Map(
  [
    'spring.kafka.producer.transaction-id-prefix',
    'spring.kafka.template.transaction-id-prefix',
    'spring.kafka.consumer.enable-auto-commit',
    'spring.kafka.consumer.auto-offset-reset',
    'spring.kafka.consumer.isolation-level',
    'spring.kafka.consumer.group-id',
    'spring.kafka.listener.ack-mode',
    'spring.kafka.streams.replication-factor',
    'spring.cloud.stream.kafka.binder.required-acks',
    'spring.cloud.stream.kafka.binder.replication-factor',
  ].map((name) => [squash(name), name]),
);

function smallryeEntry(variable: KeyedEntry): LayeredEntry | undefined {
  const found = /^MP_MESSAGING_(?<direction>INCOMING|OUTGOING)_(?<rest>.+)$/.exec(variable.key)?.groups;
  if (!found?.rest || !found.direction) return undefined;
  const tail = longestSuffix(found.rest, (name) => (name === 'CONNECTOR' ? { key: 'connector' } : looseKey(name)));
  if (!tail?.prefix) return undefined;
  const channel = tail.prefix.toLowerCase();
  const key = `mp.messaging.${found.direction.toLowerCase()}.${channel}.${tail.value.key}`;
  return { ...variable, key, layer: undefined };
}

function jaegerUnits(variables: readonly KeyedEntry[], owner: EnvOwner): readonly Unit[] {
  const unit = makeUnit({
    id: `${owner.id}:jaeger`,
    role: 'producer',
    surface: 'environment',
    label: 'Jaeger producer',
    settings: variables.map((variable) => withWords(variable.setting('acks'), anyWords)),
    client: 'sarama',
    frame: 'jaeger',
  });
  return unit ? [unit] : [];
}
