var kafka = require('kafka-node')
var Producer = kafka.Producer
var Client = kafka.KafkaClient
var client = new Client('k:2181')
var producer = new Producer(client, { requireAcks: 1 })
var { HighLevelProducer: HLP, ConsumerGroup } = kafka
var p2 = new HLP(client, { requireAcks: 0, partitionerType: 2 })
var g = new ConsumerGroup({ kafkaHost: 'k:9092', groupId: 'g', fromOffset: 'latest', autoCommit: true }, ['t'])
