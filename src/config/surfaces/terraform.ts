import { type KeyedEntry, keyedUnits } from '../keyedUnits';
import { makeUnit } from '../makeUnit';
import { propertiesUnits } from '../propertiesUnits';
import { mapAt, type Tree, type TreeEntry, type TreeMap, textAt } from '../tree';
import { leafEntry, leavesOf, treeSetting } from '../treeEntries';
import type { Setting, Unit } from '../unit';

/** Topics and broker settings in Terraform: `kafka_topic`, `confluent_kafka_topic`, `aws_msk_configuration`. */
export function terraformUnits(document: Tree): readonly Unit[] {
  if (document.kind !== 'map') return [];
  const variables = variableDefaults(document);
  return document.entries.flatMap((entry) => {
    if (entry.key !== 'resource' || entry.value.kind !== 'map') return [];
    return entry.value.entries.flatMap((type) =>
      type.value.kind === 'map' ? type.value.entries.flatMap((named) => resourceUnits(type.key, named, variables)) : [],
    );
  });
}

function resourceUnits(type: string, named: TreeEntry, variables: ReadonlyMap<string, string>): readonly Unit[] {
  if (named.value.kind !== 'map') return [];
  if (type === 'aws_msk_configuration') return brokerUnits(named.value);
  if (type === 'kafka-connect_connector') return connectUnits(named.value, named.key);
  if (!topicTypes.test(type)) return [];
  const settings: Setting[] = [];
  for (const { name, entry, value } of leavesOf(named.value)) {
    const key = topicFields.get(name) ?? (name.startsWith('config.') ? topicKeys.get(name.slice(7)) : undefined);
    if (key === undefined) continue;
    const setting = treeSetting(entry, value, key);
    const variable = value.style === 'bare' ? /^var\.(\w+)$/.exec(value.text)?.[1] : undefined;
    const fallback = variable === undefined ? undefined : variables.get(variable);
    // An expression is not known; a variable's default is what an apply without an answer takes.
    if (variable !== undefined && fallback !== undefined) {
      settings.push({ ...setting, value: { known: true, text: fallback, type: 'text', defaultOf: `var.${variable}` } });
    } else if (value.style === 'quoted' || /^(?:-?\d+|true|false)$/.test(value.text)) settings.push(setting);
  }
  const unit = makeUnit({
    id: `terraform:${type}.${named.key}`,
    role: 'topic',
    surface: 'terraform',
    label: `${type} ${named.key}`,
    settings,
  });
  return unit ? [unit] : [];
}

/** A connector on a worker of one's own; those of Confluent's cloud have a dead letter topic that it makes. */
function connectUnits(resource: TreeMap, name: string): readonly Unit[] {
  const config = mapAt(resource, 'config');
  const written = config ? leavesOf(config).filter(({ value }) => value.style === 'quoted') : [];
  const entries = written.map((leaf): KeyedEntry => leafEntry(leaf));
  return keyedUnits({ entries, kind: 'connector', surface: 'terraform', id: `terraform:${name}` }).units;
}

const topicTypes =
  /^(?:(?:confluent_|aiven_|redpanda_)?kafka_topic|redpanda_topic|ovh_cloud_project_database_kafka_topic)$/;

const topicFields: ReadonlyMap<string, string> = new Map([
  ['replication_factor', 'replication.factor'],
  ['replication', 'replication.factor'],
]);

const topicKeys: ReadonlyMap<string, string> = new Map(
  [
    'min.insync.replicas',
    'min_insync_replicas',
    'unclean.leader.election.enable',
    'unclean_leader_election_enable',
  ].map((name) => [name, name.replace(/_/g, '.')]),
);

function brokerUnits(resource: TreeMap): readonly Unit[] {
  const value = resource.entries.findLast((entry) => entry.key === 'server_properties')?.value;
  if (value?.kind !== 'scalar' || value.style !== 'block') return [];
  return propertiesUnits({ path: 'server.properties', text: value.text, offset: value.inner.start }).units;
}

function variableDefaults(document: TreeMap): ReadonlyMap<string, string> {
  const defaults = new Map<string, string>();
  for (const entry of document.entries) {
    if (entry.key !== 'variable' || entry.value.kind !== 'map') continue;
    for (const variable of entry.value.entries) {
      const text = textAt(mapAt(entry.value, variable.key), 'default');
      if (text !== undefined && /^-?[\w.]+$/.test(text)) defaults.set(variable.key, text);
    }
  }
  return defaults;
}
