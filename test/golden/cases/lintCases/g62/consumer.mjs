import kafkajs from 'kafkajs';
const { Kafka, logLevel } = kafkajs;
const client = new Kafka({ clientId: 'x', brokers: process.env.B.split(',') });
const consumer = client.consumer({ groupId: 'g', readUncommitted: true, maxBytesPerPartition: 1 });
await consumer.connect();
await consumer.subscribe({ topics: ['a'], fromBeginning: process.env.FROM === '1' });
await consumer.subscribe({ topics: ['b'], fromBeginning: true });
await consumer.run({ autoCommit: false, eachBatchAutoResolve: true, eachBatch: async () => {} });
