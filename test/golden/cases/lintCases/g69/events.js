const { producer, kafka } = require('../lib/kafka');
async function publish(event) {
  await producer.send({ topic: 'events', acks: 1, messages: [{ value: JSON.stringify(event) }] });
  await producer.sendBatch({ acks: 0, topicMessages: [] });
  socket.send({ topic: 'a', acks: 0 });
  await bus.send({ topic: 'x', messages: [] });
}
const p = kafka.producer({ idempotent: true, maxInFlightRequests: 4 });
const c = kafka.consumer({ groupId: 'g', readUncommitted: true });
c.subscribe({ topic: 't', fromBeginning: false });
