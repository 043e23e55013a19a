const { Kafka } = require('kafkajs')
class Bus {
  constructor (opts) {
    this.kafka = new Kafka({ brokers: opts.brokers })
    this.producer = this.kafka.producer({ transactionalId: 't', idempotent: true, maxInFlightRequests: 1 })
  }
  async publish (topic, messages) {
    const tx = await this.producer.transaction()
    await tx.send({ topic, messages, acks: 1 })
    await tx.commit()
  }
}
