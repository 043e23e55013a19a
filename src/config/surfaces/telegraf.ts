import { listAt, mapAt, type Tree } from '../tree';
import type { Unit } from '../unit';
import { numberWords, type Words } from '../words';
import { fieldUnit } from './fieldUnit';

/** `[[outputs.kafka]]` and `[[inputs.kafka_consumer]]` of Telegraf. */
export function telegrafUnits(document: Tree): readonly Unit[] {
  const sections = (group: string, name: string): readonly Tree[] => {
    const single = mapAt(document, group, name);
    return single ? [single] : listAt(document, group, name);
  };
  return [
    ...sections('outputs', 'kafka').flatMap((section, index) =>
      fieldUnit({
        id: `telegraf:output:${index}`,
        role: 'producer',
        label: 'outputs.kafka',
        section,
        fields: { required_acks: 'acks', max_retry: 'retries', idempotent_writes: 'enable.idempotence' },
        words: numberWords,
        client: 'sarama',
        frame: 'telegraf',
      }),
    ),
    ...sections('inputs', 'kafka_consumer').flatMap((section, index) =>
      fieldUnit({
        id: `telegraf:input:${index}`,
        role: 'consumer',
        label: 'inputs.kafka_consumer',
        section,
        fields: { offset: 'auto.offset.reset' },
        words: offsets,
        client: 'sarama',
        frame: 'telegraf',
      }),
    ),
  ];
}

const offsets: Words = {
  read: { 'auto.offset.reset': { newest: 'latest', oldest: 'earliest' } },
  write: { 'auto.offset.reset': { earliest: 'oldest' } },
  strict: true,
};
