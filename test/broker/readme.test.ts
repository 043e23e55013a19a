import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runProcess } from '../kafka/runProcess';
import { kafkaSuite, topicName } from './kafkaSuite';
import { createTopic, kafkaJs } from './topics';

const root = resolve(__dirname, '../..');
const readme = readFileSync(resolve(root, 'README.md'), 'utf8');

/** All that the readme tells to type: lines of code, and what stands between backticks in the text. */
const typed = [
  ...readme.split('\n').flatMap((line) => line.match(/^ {4}(\S.*)$/)?.[1] ?? []),
  ...[...readme.matchAll(/`((?:\S+ )?npm [^`]+)`/g)].flatMap(([, command]) => command ?? []),
];
/** Those that run our command line. */
const commands = typed.flatMap((command) => command.match(/^node (dist\/cli\.js .*)$/)?.[1] ?? []);

kafkaSuite('the commands of the readme', (kafka) => {
  const run = (command: string, topic: string) => {
    const server = kafka().bootstrapServers()[0] ?? '';
    const words = command.split(' ').map((word) => (word === 'localhost:9092' ? server : word));
    const args = words.map((word) => (word === 'orders' ? topic : word));
    return runProcess(process.execPath, args, { cwd: root });
  };

  it('are tried here, or elsewhere in npm test', () => {
    assert.deepEqual(
      typed.filter((command) => !command.startsWith('node dist/cli.js ')),
      [
        'npm start', // demoStart.test.ts, on another Kafka than its own
        'npm ci && npm run build', // test/run.mjs
        'ACKLENS_BOOTSTRAP=host:port npm start', // demoStart.test.ts
        'npm run package', // test/runner/suites.mjs, test/vscode/packExtension.ts
        'npm pack', // test/unit/walls/packagedFiles.test.ts
        'npm test',
      ],
    );
  });

  it('are the commands that there are', () => {
    const names = commands.map((command) => command.split(' ')[1]);
    assert.deepEqual([...new Set(names)], ['lint', 'tail', 'experiment']);
  });

  for (const command of commands) {
    it(`run: ${command.slice('dist/cli.js '.length)}`, async function () {
      this.timeout(120_000);
      const topic = topicName('readme');
      await createTopic(kafka(), { topic });
      const producer = kafkaJs(kafka()).producer();
      await producer.connect();
      for (const n of [1, 2, 2, 3])
        await producer.send({ topic, messages: [{ key: 'order-1', value: `message${n}` }] });
      await producer.disconnect();
      const { code, stdout, stderr } = await run(command, topic);
      // Findings: the demo is full of mistakes, and message2 was written twice. The experiment keeps its promises.
      assert.equal(code, command.includes(' experiment ') ? 0 : 1, stderr);
      assert.match(stdout, expected(command));
    });
  }

  it('names only documents and pictures that are there', () => {
    const links = [...readme.matchAll(/\]\(((?!https?:)[^)#]+)/g)].flatMap(([, target]) => target ?? []);
    assert.ok(links.length > 8);
    assert.deepEqual(
      links.filter((target) => !existsSync(resolve(root, target))),
      [],
    );
  });
});

function expected(command: string): RegExp {
  if (command.includes(' lint ')) return /acks-zero/;
  return command.includes(' tail ') ? /D2|duplicate/i : /idempotent/;
}
