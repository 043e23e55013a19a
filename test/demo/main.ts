import { createServer } from 'node:net';
import { parseBootstrapServers } from '../../src/kafka/profile';
import { serveBrokerControl } from '../kafka/serveBrokerControl';
import { startKafka } from '../kafka/startKafka';
import { copyWorkspace } from './copyWorkspace';
import { createTopics, deleteTopics } from './demoTopics';
import { openEditor } from './openEditor';
import { SlowConsumer } from './SlowConsumer';
import { openShop } from './shop';

// Started by `npm start`. ACKLENS_BOOTSTRAP=host:port,... uses a Kafka that runs already: there the demo writes only to
// topics that it has created, and deletes them at the end. ACKLENS_PORT fixes the port of VS Code in the browser, for a
// tunnel to another machine. An argument is the folder for the copy of the demo.

const isForeign = Boolean(process.env.ACKLENS_BOOTSTRAP);
const closing: (() => Promise<void>)[] = [];

async function main(): Promise<void> {
  const port = await wantedPort();
  const servers = await bootstrapServers();
  const created = await createTopics(servers);
  if (isForeign) closing.push(() => deleteTopics(servers, created));
  const shop = openShop(servers, { pauseMs: 250, doubledEvery: 41, lostEvery: 83 });
  const ledgers = shop.ledgers.filter(({ topic }) => created.includes(topic));
  for (const { topic } of shop.ledgers)
    if (!created.includes(topic)) console.log(`The topic ${topic} was there before: the demo does not write to it.`);
  for (const producer of shop.producers.filter(({ topic }) => created.includes(topic))) {
    await producer.start();
    closing.push(() => producer.stop());
  }
  // On a cluster of somebody else's, a group of that name may be at work: it must not lose partitions to the demo.
  if (!isForeign) {
    const billing = new SlowConsumer({
      bootstrapServers: servers,
      groupId: 'billing',
      topic: 'payments',
      pauseMs: 1_000,
    });
    await billing.start();
    closing.push(() => billing.stop());
  }
  const editor = await openEditor(copyWorkspace(servers, process.argv[2]), port);
  closing.push(editor.stop);
  console.log(`\nKafka: ${servers.join(',')}\n${editor.said}\nCtrl-C stops everything.\n`);
  const report = setInterval(() => console.log(ledgers.join('\n')), 15_000);
  closing.push(async () => {
    clearInterval(report);
    console.log(`\n${ledgers.join('\n')}`);
  });
}

async function bootstrapServers(): Promise<readonly string[]> {
  const given = process.env.ACKLENS_BOOTSTRAP;
  if (given) {
    const parsed = parseBootstrapServers(given);
    // Without a port, any word would pass for a host name.
    if ('problem' in parsed || !given.split(',').every((server) => /:\d+$/.test(server.trim())))
      throw new Error(`ACKLENS_BOOTSTRAP is ${given}: it must be host:port, or several of them with commas between.`);
    return parsed.servers;
  }
  console.log('Starting Kafka with three brokers (the first time, Maven fetches 54 MB)');
  const kafka = await startKafka({ version: '4.2.0', brokers: 3, name: 'demo' });
  closing.push(() => kafka.stop());
  const control = await serveBrokerControl(kafka);
  closing.push(() => control.stop());
  // Inherited by VS Code: the delivery experiment may kill leaders of this cluster.
  process.env.ACKLENS_BROKER_CONTROL = control.address;
  return kafka.bootstrapServers();
}

/** 0 lets the system choose. */
async function wantedPort(): Promise<number> {
  const text = process.env.ACKLENS_PORT;
  if (!text) return 0;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Error(`ACKLENS_PORT is ${text}: it must be a number from 1 to 65535.`);
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', () =>
      reject(new Error(`Port ${port} is in use: choose another ACKLENS_PORT, or none for a free one.`)),
    );
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()));
  });
  return port;
}

let stopping = false;

/** In reverse order of starting. A second Ctrl-C does not wait. */
async function stop(status: number): Promise<void> {
  if (stopping) process.exit(status);
  stopping = true;
  for (const close of closing.splice(0).reverse()) await close();
  process.exit(status);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));
// start.mjs is gone, however it ended.
process.once('disconnect', () => void stop(0));

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  void stop(1);
});
