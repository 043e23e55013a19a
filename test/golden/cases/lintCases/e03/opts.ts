import { Kafka } from 'kafkajs';
enum Acks { None = 0, Leader = 1, All = -1 }
const LEADER = 1;
const producer = new Kafka({ brokers: ['k:9092'] }).producer();
await producer.send({ topic: 't', messages: [], acks: LEADER });
await producer.send({ topic: 't', messages: [], acks: process.env.ACKS ? Number(process.env.ACKS) : -1 });
await producer.send({ topic: 't', messages: [], acks: Acks.All });
