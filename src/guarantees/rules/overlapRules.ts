import type { Rule } from '../rule';

export const idempotentSendsOverlap: Rule = {
  id: 'idempotent-sends-overlap',
  severity: 'warning',
  condition:
    'kafkajs: sends of a producer with idempotent: true to one topic are started side by side in one Promise.all.',
  explanation:
    'kafkajs 2 has one request at a time under way to a broker. When one fails, it takes the sequence numbers back before the retry waits for its turn (producer/sendMessages.js), so that the next send to the same partition gets the same numbers. Where the failed one was written and only its answer was lost, the broker takes a next one of as many messages for its repetition: it is acknowledged and never written, and the retry is written twice. Measured on Kafka 3.9.1 and 4.2.0 with kafkajs 2.2.4: of 500 acknowledged messages 30 were missing and 30 there twice after three lost answers, with maxInFlightRequests: 1 as without it; none when each send was awaited before the next.',
  falsePositive:
    'Each of the sends goes to a partition of its own, or waits for something that lets one through at a time.',
  reference: 'https://github.com/tulios/kafkajs/blob/v2.2.4/src/producer/sendMessages.js',
  check: ({ unit, effective }) =>
    unit.client.name === 'kafkajs' && effective.idempotence === 'on-explicit'
      ? (unit.overlappingSends ?? []).map((at) => ({
          at,
          message:
            'kafkajs gives the sequence numbers of a failed send to the next one to the same partition: of idempotent sends side by side one can be acknowledged and never written. Await each send before the next, or put their messages into one.',
        }))
      : [],
  bad: [
    {
      path: 'publish.ts',
      text: "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer({ idempotent: true });\nexport const publish = (orders: Order[]) =>\n  Promise.all(orders.map((order) => producer.send({ topic: 'orders', messages: [{ value: order.text }] })));\n",
    },
    {
      path: 'publish.js',
      text: "const { Kafka } = require('kafkajs');\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer({ idempotent: true, maxInFlightRequests: 1 });\nmodule.exports = (first, second) =>\n  Promise.all([\n    producer.send({ topic: 'orders', messages: first }),\n    producer.send({ topic: 'orders', messages: second }),\n  ]);\n",
    },
  ],
  good: [
    {
      path: 'publish.ts',
      text: "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer({ idempotent: true });\nexport async function publish(orders: Order[]) {\n  for (const order of orders) await producer.send({ topic: 'orders', messages: [{ value: order.text }] });\n}\n",
    },
    {
      path: 'publish.ts',
      text: "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer({ idempotent: true });\nexport const publish = (orders: Order[]) =>\n  Promise.all([producer.send({ topic: 'orders', messages: orders.map(({ text }) => ({ value: text })) }), report(orders)]);\n",
    },
    {
      path: 'publish.ts',
      text: "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer({ idempotent: true });\nexport const publish = (first: Message[], second: Message[]) =>\n  Promise.all([producer.send({ topic: 'orders', messages: first }), producer.send({ topic: 'audit', messages: second })]);\n",
    },
    {
      path: 'publish.ts',
      text: "import { Kafka } from 'kafkajs';\nimport pLimit from 'p-limit';\nconst limit = pLimit(1);\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer({ idempotent: true });\nexport const publish = (orders: Order[]) =>\n  Promise.all(orders.map((order) => limit(() => producer.send({ topic: 'orders', messages: [{ value: order.text }] }))));\n",
    },
    {
      path: 'publish.ts',
      text: "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer();\nexport const publish = (orders: Order[]) =>\n  Promise.all(orders.map((order) => producer.send({ topic: 'orders', messages: [{ value: order.text }] })));\n",
    },
  ],
};
