import { Kafka } from 'kafkajs';
const producer = new Kafka({ brokers: ['a'] }).producer({ idempotent: true });
await producer.send({ topic: 't', messages: [], acks: -1 });
const p2 = new Kafka({ brokers: ['a'] }).producer({ retry: { retries: 0 }, maxInFlightRequests: 5 });
const p3 = new Kafka({ brokers: ['a'] }).producer({ maxInFlightRequests: 5 });
const p4 = new Kafka({ brokers: ['a'] }).producer({ transactionalId: 'a', maxInFlightRequests: 1 });
await p4.send({ topic: 't', messages: [], acks: '0' });
