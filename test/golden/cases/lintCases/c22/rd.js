const Kafka = require('node-rdkafka')
const producer = new Kafka.Producer({
  'metadata.broker.list': 'k:9092',
  'enable.idempotence': true
}, {
  'request.required.acks': 1,
})
const consumer = new Kafka.KafkaConsumer({
  'group.id': 'g',
  'enable.auto.commit': true,
}, { 'auto.offset.reset': 'largest' })
const stream = Kafka.KafkaConsumer.createReadStream({ 'group.id': 'h', 'enable.auto.commit': false }, { 'auto.offset.reset': 'earliest' }, { topics: ['a'] })
