import { ownValue } from '../../base/ownValue';
import { type KeyedEntry, type KeyedSource, keyedUnits } from '../keyedUnits';
import { makeUnit } from '../makeUnit';
import { listAt, mapAt, type Tree, type TreeEntry, type TreeMap, textAt } from '../tree';
import { leafEntry, leavesOf, treeSetting } from '../treeEntries';
import type { Setting, Unit } from '../unit';
import { variable } from './variable';

/** Kafka resources of Strimzi (and of operators that took over its shape): kinds, and where their settings stand. */
export function customResourceUnits(documents: readonly Tree[]): readonly Unit[] {
  const brokers = brokerCount(documents);
  return documents.flatMap((document, index) => {
    const kind = textAt(document, 'kind');
    if (textAt(document, 'apiVersion') === undefined || kind === undefined) return [];
    const read = ownValue(kinds, kind);
    const units = read ? read(document, `${kind}:${index}`, brokers) : [];
    return kind === 'KafkaConnector' ? onWorker(units, document, documents) : units;
  });
}

/** The producers of a connector are those of the worker that its label names, exactly-once support included. */
function onWorker(units: readonly Unit[], document: Tree, documents: readonly Tree[]): readonly Unit[] {
  const cluster = textAt(document, 'metadata', 'labels', 'strimzi.io/cluster');
  const worker = documents.find(
    (one) => textAt(one, 'kind') === 'KafkaConnect' && textAt(one, 'metadata', 'name') === cluster,
  );
  const config = cluster === undefined ? undefined : mapAt(worker, 'spec', 'config');
  const support = config && leavesOf(config).find(({ name }) => name === 'exactly.once.source.support');
  if (support?.value.text !== 'enabled') return units;
  return units.map((unit) => (unit.frame === 'connect' ? { ...unit, frame: 'connectExactlyOnce' } : unit));
}

type Reader = (document: Tree, id: string, brokers: number | undefined) => readonly Unit[];

const kinds: Readonly<Record<string, Reader | undefined>> = {
  Kafka: (document, id, brokers) => {
    const count = brokers ?? Number(textAt(document, 'spec', 'replicas') ?? Number.NaN);
    const source = {
      id,
      kind: 'broker',
      ...(count === 1 ? { singleBroker: true } : {}),
      ...(count > 1 ? { severalBrokers: true } : {}),
    } as const;
    return [...configUnits(mapAt(document, 'spec', 'kafka', 'config'), source), ...overrideUnits(document, source)];
  },
  Connect: (document, id) => overrideUnits(document, { id, kind: 'connectWorker' }),
  Connector: (document, id) => connectorUnits(mapAt(document, 'spec'), id),
  KafkaTopic: (document, id) => topicUnits(mapAt(document, 'spec'), id),
  // Redpanda's operator and Crossplane's provider for Kafka; a Topic may be of any other system.
  Topic: (document, id) => {
    const group = (textAt(document, 'apiVersion') ?? '').replace(/\/.*/, '');
    if (group === 'cluster.redpanda.com') return topicUnits(mapAt(document, 'spec'), id);
    return group === 'topic.kafka.crossplane.io' ? topicUnits(mapAt(document, 'spec', 'forProvider'), id) : [];
  },
  KafkaConnect: (document, id) => configUnits(mapAt(document, 'spec', 'config'), { id, kind: 'connectWorker' }),
  KafkaConnector: (document, id) => connectorUnits(mapAt(document, 'spec'), id),
  KafkaMirrorMaker2: (document, id) => [
    ...listAt(document, 'spec', 'clusters').flatMap((cluster, index) =>
      configUnits(mapAt(cluster, 'config'), { id: `${id}:cluster${index}`, kind: 'connectWorker' }),
    ),
    ...['target', 'targetCluster'].flatMap((name) =>
      configUnits(mapAt(document, 'spec', name, 'config'), { id: `${id}:${name}`, kind: 'connectWorker' }),
    ),
    ...listAt(document, 'spec', 'mirrors').flatMap((mirror, index) =>
      ['sourceConnector', 'checkpointConnector', 'heartbeatConnector'].flatMap((name) =>
        configUnits(mapAt(mirror, name, 'config'), { id: `${id}:mirror${index}.${name}`, kind: 'mirrorMaker' }),
      ),
    ),
  ],
  // Knative's brokers for Kafka make a topic each, with the factor of this map.
  ConfigMap: (document, id) => {
    const factor = mapAt(document, 'data')?.entries.findLast(
      (entry) => entry.key === 'default.topic.replication.factor',
    );
    if (factor?.value.kind !== 'scalar') return [];
    const settings = [treeSetting(factor, factor.value, 'replication.factor')];
    const unit = makeUnit({ id, role: 'topic', surface: 'kubernetes', label: 'Knative broker', settings });
    return unit ? [unit] : [];
  },
  KafkaBridge: (document, id) =>
    (['producer', 'consumer'] as const).flatMap((role) =>
      configUnits(mapAt(document, 'spec', role, 'config'), { id: `${id}:${role}`, kind: role }),
    ),
};

function configUnits(config: TreeMap | undefined, source: Omit<KeyedSource, 'entries' | 'surface'>): readonly Unit[] {
  if (!config) return [];
  const entries = leavesOf(config).map((leaf): KeyedEntry => leafEntry(leaf));
  return keyedUnits({ ...source, entries, surface: 'kubernetes' }).units;
}

/** Lines of .properties in a list, which Confluent's operator appends to the file of the server. */
function overrideUnits(document: Tree, source: Omit<KeyedSource, 'entries' | 'surface'>): readonly Unit[] {
  const entries = listAt(document, 'spec', 'configOverrides', 'server').flatMap((item) => {
    const pair = item.kind === 'scalar' && item.literal ? /^([\w.-]+)=(.*)$/.exec(item.text) : undefined;
    if (item.kind !== 'scalar' || !pair) return [];
    const [, name = '', value = ''] = pair;
    const start = item.inner.start;
    return [variable(name, value, { start, end: start + name.length }, start + name.length + 1)];
  });
  return keyedUnits({ ...source, entries, surface: 'kubernetes', id: `${source.id}:overrides` }).units;
}

/** `spec.replicas` and `spec.config`; the class of a connector stands beside its config. */
function connectorUnits(spec: TreeMap | undefined, id: string): readonly Unit[] {
  const units = configUnits(mapAt(spec, 'config') ?? mapAt(spec, 'configs'), { id, kind: 'connector' });
  const named = spec?.entries.findLast((entry) => entry.key === 'class');
  if (named?.value.kind !== 'scalar') return units;
  const value = named.value;
  return units.map((unit) =>
    unit.role === 'connector'
      ? { ...unit, settings: [...unit.settings, { ...treeSetting(named, value, 'connector.class'), inherited: true }] }
      : unit,
  );
}

function topicUnits(spec: TreeMap | undefined, id: string): readonly Unit[] {
  if (!spec) return [];
  const settings: Setting[] = [];
  const add = (entry: TreeEntry | undefined, key: string): void => {
    if (entry?.value.kind === 'scalar') settings.push(treeSetting(entry, entry.value, key));
  };
  // Strimzi and Confluent have `replicas`, Koperator and the others the longer word.
  add(
    spec.entries.findLast((entry) => entry.key === 'replicas' || entry.key === 'replicationFactor'),
    'replication.factor',
  );
  // Confluent's operator has the plural.
  const config = mapAt(spec, 'config') ?? mapAt(spec, 'configs');
  for (const key of ['min.insync.replicas', 'unclean.leader.election.enable']) {
    const leaf = config && leavesOf(config).findLast(({ name }) => name === key);
    if (leaf) settings.push(treeSetting(leaf.entry, leaf.value, key));
  }
  const unit = makeUnit({ id, role: 'topic', surface: 'kubernetes', label: 'KafkaTopic', settings });
  return unit ? [unit] : [];
}

/** Brokers of the one cluster that a text describes: replicas of its node pools, or of the cluster itself. */
function brokerCount(documents: readonly Tree[]): number | undefined {
  const clusters = documents.filter((document) => textAt(document, 'kind') === 'Kafka');
  if (clusters.length !== 1) return undefined;
  const pools = documents.filter((document) => textAt(document, 'kind') === 'KafkaNodePool');
  if (pools.length === 0) {
    const replicas = textAt(clusters[0], 'spec', 'kafka', 'replicas');
    return replicas === undefined ? undefined : Number(replicas);
  }
  return pools
    .filter((pool) => listAt(pool, 'spec', 'roles').some((role) => role.kind === 'scalar' && role.text === 'broker'))
    .reduce((sum, pool) => sum + Number(textAt(pool, 'spec', 'replicas') ?? Number.NaN), 0);
}
