const { Kafka } = require('kafkajs');

const kafka = new Kafka({ clientId: 'search-log', brokers: ['localhost:9092'] });
const producer = kafka.producer({ retry: { retries: 0 } });

exports.logSearch = (visitor, words) =>
  producer.send({ topic: 'searches', acks: 1, messages: [{ key: visitor, value: words }] });
