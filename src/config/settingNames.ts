import { capitalsName, dotnetName, nameAsField } from './clientNames';
import type { Unit } from './unit';

/**
 * What a key may be called beside a neighbour that is written as `neighbour`, the most likely first: surfaces have names
 * of their own, and languages their style.
 */
export function settingNames(unit: Unit, neighbour: string, key: string): readonly string[] {
  const bare = neighbour.replace(/^["']|["']$/g, '');
  const last = bare.slice(bare.lastIndexOf('.') + 1);
  const own =
    unit.surface === 'kafkajs' ? (kafkajs[key] ?? key) : unit.surface === 'spring' ? springName(key) : undefined;
  const names =
    /^[A-Z\d_]+$/.test(last) && unit.surface !== 'code'
      ? own === undefined
        ? [environmentName(key)]
        : [environmentName(own)]
      : unit.surface === 'code'
        ? codeNames(unit, last, key)
        : own === undefined
          ? [key]
          : [own, key];
  return [...new Set(names)];
}

/** Spring leaves the dashes of its own names out of environment variables. */
export const environmentName = (name: string): string => name.replaceAll('-', '').replaceAll('.', '_').toUpperCase();

const kafkajs: Readonly<Record<string, string>> = {
  'enable.idempotence': 'idempotent',
  'transactional.id': 'transactionalId',
  'max.in.flight.requests.per.connection': 'maxInFlightRequests',
  // kafkajs has its retries inside an object of their own.
  retries: 'retry',
};

/** Spring Boot's KafkaProperties has fields for few keys; the others pass through `properties`. */
function springName(key: string): string {
  if (key === 'acks' || key === 'retries') return key;
  return key === 'transactional.id' ? 'transaction-id-prefix' : `properties.${key}`;
}

function codeNames(unit: Unit, neighbour: string, key: string): readonly string[] {
  // The Java constant for requests in flight has no _CONFIG at its end (ProducerConfig).
  const constant = key.replaceAll('.', '_').toUpperCase();
  if (/^[A-Z_]+$/.test(neighbour))
    return [key === 'max.in.flight.requests.per.connection' ? constant : `${constant}_CONFIG`];
  const snake = key.replaceAll('.', '_');
  if (['kafka-python', 'aiokafka', 'faust'].includes(unit.client.name)) return [snake, key];
  if (unit.client.name === 'ruby-kafka') return [nameAsField('ruby-kafka', key) ?? snake];
  if (/^[A-Z]\w*$/.test(neighbour)) return [dotnetName(key) ?? capitalsName(key)];
  return neighbour.includes('_') ? [snake, key] : [key, snake];
}
