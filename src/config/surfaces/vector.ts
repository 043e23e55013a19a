import { mapAt, type Tree, textAt } from '../tree';
import type { Unit } from '../unit';
import { fieldUnit } from './fieldUnit';

/** Kafka sinks and sources of Vector. Both hand `librdkafka_options` on as they are. */
export function vectorUnits(document: Tree): readonly Unit[] {
  const root = mapAt(document, 'customConfig') ?? document;
  const kafka = (kind: 'sinks' | 'sources') =>
    (mapAt(root, kind)?.entries ?? []).filter((entry) => textAt(entry.value, 'type') === 'kafka');
  return [
    ...kafka('sinks').flatMap((entry) =>
      fieldUnit({
        id: `vector:sink:${entry.key}`,
        role: 'producer',
        label: `sink ${entry.key}`,
        section: entry.value,
        fields: { message_timeout_ms: 'delivery.timeout.ms' },
        passThrough: ['librdkafka_options'],
        anchor: entry.keySpan,
        client: 'librdkafka',
      }),
    ),
    ...kafka('sources').flatMap((entry) =>
      fieldUnit({
        id: `vector:source:${entry.key}`,
        role: 'consumer',
        label: `source ${entry.key}`,
        section: entry.value,
        // The source writes enable.auto.commit and enable.auto.offset.store itself.
        fields: { auto_offset_reset: 'auto.offset.reset', 'librdkafka_options.isolation.level': 'isolation.level' },
        client: 'librdkafka',
      }),
    ),
  ];
}
