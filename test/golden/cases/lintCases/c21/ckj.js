const { Kafka } = require('@confluentinc/kafka-javascript').KafkaJS
const kafka = new Kafka({ kafkaJS: { brokers: ['k:9092'] } })
const p = kafka.producer({ kafkaJS: { acks: 0, idempotent: false } })
const q = kafka.producer({ 'acks': 1, 'enable.idempotence': true })
await q.send({ topic: 't', messages: [], acks: 1 })
