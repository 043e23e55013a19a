const { Kafka } = require('kafkajs');
function createProducer(opts = {}) {
  const kafka = new Kafka({ brokers: ['a'], retry: { initialRetryTime: 100, retries: 8 } });
  return kafka.producer({ maxInFlightRequests: 1, idempotent: true, transactionalId: 'tx', ...opts });
}
module.exports = { createProducer, send: (p, m) => p.send({ topic: 't', acks: 1, messages: m }) };
