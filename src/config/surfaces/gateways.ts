import { makeUnit } from '../makeUnit';
import { child, listAt, mapAt, type Tree, type TreeMap, textAt } from '../tree';
import { treeSetting } from '../treeEntries';
import type { Setting, Unit } from '../unit';
import { anyWords, numberWords, type Words } from '../words';
import { fieldUnit, namedMaps } from './fieldUnit';

/** Kafka plugins of API gateways, sidecars and flow tools: Kong, APISIX, Dapr, NiFi. */
export function gatewayUnits(document: Tree): readonly Unit[] {
  return [
    ...namedMaps(document).flatMap(({ name, map, path }) => {
      // Most maps of a file are none of these, which their names and kinds tell.
      if (name !== 'kafka-logger' && !map.entries.some(({ key }) => kinds.has(key))) return [];
      const id = path.join('.');
      return [
        ...kongUnits(map, id),
        ...nifiUnits(map, id),
        ...(name === 'kafka-logger' ? apisixUnit(map, id) : []),
        ...(textAt(map, 'name') === 'kafka-logger' ? apisixUnit(mapAt(map, 'config'), id) : []),
      ];
    }),
    ...daprUnits(document),
  ];
}

const kinds: ReadonlySet<string> = new Set(['name', 'plugin', 'type']);

/** Declarative Kong files name a plugin `name`, its custom resource `plugin`. */
function kongUnits(map: TreeMap, id: string): readonly Unit[] {
  const plugin = textAt(map, 'name') ?? '';
  const named = kongPlugin.test(plugin) ? plugin : (textAt(map, 'plugin') ?? '');
  const config = mapAt(map, 'config');
  if (!kongPlugin.test(named) || !config) return [];
  const head = map.entries.find((entry) => entry.key === 'config')?.keySpan;
  return fieldUnit({
    id: `kong:${id}:${map.span.start}`,
    role: 'producer',
    label: `Kong plugin ${named}`,
    section: config,
    fields: { producer_request_acks: 'acks', producer_request_retries_max_attempts: 'retries' },
    words: numberWords,
    ...(head ? { anchor: head } : {}),
    client: 'lua-resty-kafka',
    frame: 'kong',
    complete: true,
  });
}

const kongPlugin = /^kafka-(?:log|upstream)$/;

function apisixUnit(section: TreeMap | undefined, id: string): readonly Unit[] {
  if (!section || !(child(section, 'brokers') ?? child(section, 'broker_list'))) return [];
  return fieldUnit({
    id: `apisix:${id}:${section.span.start}`,
    role: 'producer',
    label: 'APISIX kafka-logger',
    section,
    fields: { required_acks: 'acks' },
    words: numberWords,
    anchor: { start: section.span.start, end: section.span.start },
    client: 'lua-resty-kafka',
    frame: 'apisix',
    complete: true,
  });
}

/** Processors of a NiFi flow: `PublishKafka_2_6` and later ones. */
function nifiUnits(map: TreeMap, id: string): readonly Unit[] {
  if (!/PublishKafka/.test(textAt(map, 'type') ?? '')) return [];
  const properties = mapAt(map, 'properties') ?? mapAt(map, 'config', 'properties');
  if (!properties) return [];
  return fieldUnit({
    id: `nifi:${id}:${map.span.start}`,
    role: 'producer',
    label: 'NiFi PublishKafka',
    section: properties,
    fields: { acks: 'acks', 'Delivery Guarantee': 'acks' },
    words: nifiWords,
  });
}

const nifiWords: Words = {
  read: {
    acks: {
      '0': '0',
      delivery_best_effort: '0',
      'best effort': '0',
      '1': '1',
      delivery_one_node: '1',
      'guarantee single node delivery': '1',
      all: 'all',
      delivery_replicated: 'all',
      'guarantee replicated delivery': 'all',
    },
  },
  strict: true,
};

function daprUnits(document: Tree): readonly Unit[] {
  if (textAt(document, 'kind') !== 'Component') return [];
  if (!/^(?:pubsub|bindings)\.kafka$/.test(textAt(document, 'spec', 'type') ?? '')) return [];
  const producer: Setting[] = [];
  const consumer: Setting[] = [];
  for (const item of listAt(document, 'spec', 'metadata')) {
    const value = child(item, 'value');
    if (item.kind !== 'map' || value?.kind !== 'scalar') continue;
    const name = textAt(item, 'name') ?? '';
    const entry = { key: name, keySpan: value.span, removal: undefined };
    if (name === 'producerRequiredAcks') producer.push(treeSetting(entry, value, 'acks', { words: anyWords }));
    if (name === 'initialOffset') consumer.push(treeSetting(entry, value, 'auto.offset.reset', { words: daprOffsets }));
  }
  const common = { surface: 'pipeline', client: 'sarama', frame: 'dapr' } as const;
  return [
    makeUnit({ ...common, id: 'dapr:producer', role: 'producer', label: 'Dapr producer', settings: producer }),
    makeUnit({ ...common, id: 'dapr:consumer', role: 'consumer', label: 'Dapr consumer', settings: consumer }),
  ].filter((unit): unit is Unit => unit !== undefined);
}

const daprOffsets: Words = {
  read: { 'auto.offset.reset': { newest: 'latest', oldest: 'earliest' } },
  write: { 'auto.offset.reset': { earliest: 'oldest' } },
  strict: true,
};
