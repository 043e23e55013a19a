import { ClientsModule, Transport } from '@nestjs/microservices';
import { Producer as Platformatic, ProduceAcks } from '@platformatic/kafka';
import KafkaJavascript from '@confluentinc/kafka-javascript';
import * as Kafka from 'node-rdkafka';

const { KafkaJS } = KafkaJavascript;

export const native = new Kafka.Producer({ 'metadata.broker.list': 'b:9092' }, { acks: 0 });

const confluent = new KafkaJS.Kafka({}).producer({ kafkaJS: { acks: 1 } });
await confluent.send({ topic: 'orders', acks: 0, messages: [] });

export const platformatic = new Platformatic({ clientId: 'shop', bootstrapBrokers: ['b:9092'] });
await platformatic.send({ messages: [], acks: ProduceAcks.NO_RESPONSE });

export const nest = ClientsModule.register([
  {
    name: 'ORDERS',
    transport: Transport.KAFKA,
    options: { producer: { idempotent: true }, send: { acks: 1 } },
  },
  { name: 'CHAT', transport: Transport.TCP, options: { send: { acks: 0 } } },
]);
