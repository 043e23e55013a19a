import { child, mapAt, type Tree, textAt } from '../tree';
import type { Unit } from '../unit';
import { anyWords, type Words } from '../words';
import { fieldUnit, type NamedMap, namedMaps } from './fieldUnit';

/** Outputs of Redpanda Connect (Benthos): `kafka_franz` and `redpanda` on franz-go, the older `kafka` on Sarama. */
export function redpandaConnectUnits(document: Tree): readonly Unit[] {
  if (!isStream(document)) return [];
  return namedMaps(document).flatMap((named) => {
    const { name, map, path } = named;
    const outside = !path.some((part) => /^output/.test(part));
    if (outside) return [];
    const id = `redpanda:${path.join('.')}:${map.span.start}`;
    if (isOnFranz(named)) {
      return fieldUnit({
        id,
        role: 'producer',
        label: `output ${name}`,
        section: map,
        fields: {
          acks: 'acks',
          idempotent_write: 'enable.idempotence',
          max_in_flight_requests: 'max.in.flight.requests.per.connection',
        },
        words: anyWords,
        client: 'franz-go',
        frame: 'redpandaConnect',
      });
    }
    if (!isOnSarama(named) || textAt(map, 'topic') === undefined) return [];
    const head = headOf(document, path);
    return fieldUnit({
      id,
      role: 'producer',
      label: 'output kafka',
      section: map,
      // Its max_retries is no Kafka setting: 0 is without end there.
      fields: { ack_replicas: 'acks', idempotent_write: 'enable.idempotence' },
      words: replicaWords,
      ...(head ? { anchor: head } : {}),
      client: 'sarama',
      frame: 'redpandaConnect',
      complete: true,
    });
  });
}

/** Its `max_in_flight` counts messages that a component handles at once: no field of it is Kafka's own. */
export const isRedpandaConnect = (document: Tree): boolean =>
  isStream(document) && namedMaps(document).some((named) => isOnFranz(named) || isOnSarama(named));

const isOnFranz = ({ name, map }: NamedMap): boolean =>
  /^(?:kafka_franz|redpanda)$/.test(name) && child(map, 'seed_brokers') !== undefined;
const isOnSarama = ({ name, map }: NamedMap): boolean => name === 'kafka' && child(map, 'addresses') !== undefined;

const isStream = (document: Tree): boolean =>
  ['input', 'output', 'output_resources', 'pipeline'].some((name) => child(document, name) !== undefined);

/** The older output asks whether the replicas have to answer too. */
const replicaWords: Words = {
  read: { acks: { false: '1', true: 'all' } },
  write: { acks: { all: 'true', '1': 'false' } },
  strict: true,
};

function headOf(document: Tree, path: readonly string[]) {
  const owner = mapAt(document, ...path.slice(0, -1));
  return owner?.entries.findLast((entry) => entry.key === path[path.length - 1])?.keySpan;
}
