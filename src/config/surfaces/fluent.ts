import { listAt, mapAt, type Tree, textAt } from '../tree';
import type { Unit } from '../unit';
import { anyWords } from '../words';
import { type Fields, fieldUnit } from './fieldUnit';

/** Fluent Bit in YAML. `rdkafka.` hands any key on. */
export function fluentBitUnits(document: Tree): readonly Unit[] {
  const plugins = (kind: 'inputs' | 'outputs') =>
    [...listAt(document, 'pipeline', kind), ...listAt(document, kind)].filter(
      (item) => textAt(item, 'name')?.toLowerCase() === 'kafka',
    );
  return [
    ...plugins('outputs').flatMap((section, index) => fluentBitOutput(section, `${index}`)),
    ...plugins('inputs').flatMap((section, index) => fluentBitInput(section, `${index}`)),
  ];
}

export const fluentBitOutput = (section: Tree, id: string): readonly Unit[] =>
  fieldUnit({
    id: `fluentbit:output:${id}`,
    role: 'producer',
    label: 'Fluent Bit output kafka',
    section,
    fields: {},
    passThrough: ['rdkafka'],
    client: 'librdkafka',
  });

export const fluentBitInput = (section: Tree, id: string): readonly Unit[] =>
  fieldUnit({
    id: `fluentbit:input:${id}`,
    role: 'consumer',
    label: 'Fluent Bit input kafka',
    section,
    fields: { enable_auto_commit: 'enable.auto.commit' },
    passThrough: ['rdkafka'],
    client: 'librdkafka',
  });

/** Outputs of the Logging operator, whose fields are those of Fluentd's plugin. */
export function loggingOperatorUnits(document: Tree): readonly Unit[] {
  const kind = textAt(document, 'kind');
  const section = mapAt(document, 'spec', 'kafka');
  if ((kind !== 'Output' && kind !== 'ClusterOutput') || !section) return [];
  return fluentdUnit(section, 'operator', 'kafka2');
}

/** `kafka2` and `kafka_buffered` write through ruby-kafka, `rdkafka2` through librdkafka. */
export const fluentdUnit = (section: Tree, id: string, type: string): readonly Unit[] =>
  fieldUnit({
    id: `fluentd:${id}`,
    role: 'producer',
    label: `Fluentd output ${type}`,
    section,
    fields: fluentdFields,
    words: anyWords,
    client: type.startsWith('rdkafka') ? 'librdkafka' : 'ruby-kafka',
    frame: 'fluentd',
  });

const fluentdFields: Fields = {
  required_acks: 'acks',
  max_send_retries: 'retries',
  idempotent: 'enable.idempotence',
};
