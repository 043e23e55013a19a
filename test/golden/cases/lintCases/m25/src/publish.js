const { Kafka } = require('kafkajs');
const ACKS = { none: 0, leader: 1, all: -1 };
const kafka = new Kafka({ brokers: ['k:9092'] });
const producer = kafka.producer({ transactionalId: 'tx', maxInFlightRequests: 1, idempotent: true, retry: { retries: 0 } });
module.exports.send = async (messages) => {
  await producer.connect();
  return producer.send({ topic: 't', messages, acks: ACKS.leader });
};
module.exports.plain = (m) => kafka.producer().send({ topic: 't', acks: 0, messages: m });
const consumer = kafka.consumer({ groupId: 'g' });
consumer.run({ eachBatchAutoResolve: true, autoCommit: false, eachBatch: async () => {} });
