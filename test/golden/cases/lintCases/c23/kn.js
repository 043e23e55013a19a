const kafka = require('kafka-node')
const client = new kafka.KafkaClient({ kafkaHost: 'k:9092' })
const producer = new kafka.HighLevelProducer(client, { requireAcks: 0, ackTimeoutMs: 100 })
const c = new kafka.Consumer(client, [{ topic: 't' }], { autoCommit: true, fromOffset: false })
