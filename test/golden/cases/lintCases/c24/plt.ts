import { Producer, ProduceAcks, Consumer } from '@platformatic/kafka'
const p = new Producer({ clientId: 'a', bootstrapBrokers: ['k:9092'], acks: ProduceAcks.NO_RESPONSE })
await p.send({ messages: [], acks: ProduceAcks.LEADER })
