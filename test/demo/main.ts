import { createServer } from 'node:net';
import { startKafka } from '../kafka/startKafka';
import { copyWorkspace } from './copyWorkspace';
import { createTopics } from './createTopics';
import { openEditor } from './openEditor';
import { openShop } from './shop';

// Started by `npm start`. ACKLENS_BOOTSTRAP=host:port,... uses a Kafka that runs already; ACKLENS_PORT fixes the port of
// VS Code in the browser, for a tunnel to another machine.

const closing: (() => Promise<void>)[] = [];

async function main(): Promise<void> {
  const port = await wantedPort();
  const servers = await bootstrapServers();
  await createTopics(servers);
  const shop = openShop(servers, { pauseMs: 250, faultEvery: 40 });
  for (const producer of shop.producers) {
    await producer.start();
    closing.push(() => producer.stop());
  }
  const editor = await openEditor(copyWorkspace(servers), port);
  closing.push(editor.stop);
  console.log(`\nKafka: ${servers.join(',')}\n${editor.said}\nCtrl-C stops everything.\n`);
  const report = setInterval(() => console.log(shop.ledgers.join('\n')), 15_000);
  closing.push(async () => {
    clearInterval(report);
    console.log(`\n${shop.ledgers.join('\n')}`);
  });
}

async function bootstrapServers(): Promise<readonly string[]> {
  const given = process.env.ACKLENS_BOOTSTRAP;
  if (given) return given.split(',').map((server) => server.trim());
  console.log('Starting Kafka with three brokers (the first time, Maven fetches 54 MB)');
  const kafka = await startKafka({ version: '4.2.0', brokers: 3, name: 'demo' });
  closing.push(() => kafka.stop());
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
