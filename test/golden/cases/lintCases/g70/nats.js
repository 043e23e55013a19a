const nc = require('nats');
// kafka replaced
const sub = nc.subscribe({ topic: 'x', acks: 0 });
emitter.send({ acks: 0, topic: 'x' });
amqp.consumer({ groupId: 'g', readUncommitted: true });
