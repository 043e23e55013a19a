// Time from a wish for suggestions to the list: node test/runner/bench.mjs completion. The goal is a p95 of 10 ms.
import type { Analyser } from '../../src/guarantees/analyse';
import { testAnalyser } from '../lintCases/loadGrammar';

const rounds = 100;

/** `|` marks the cursor. */
function bench(analyser: Analyser, name: string, path: string, marked: string): void {
  const offset = marked.indexOf('|');
  const document = { path, text: marked.slice(0, offset) + marked.slice(offset + 1) };
  const analysis = analyser.analyse(document);
  const times: number[] = [];
  let items = 0;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    items = analyser.complete(analysis, document, offset).length;
    times.push(performance.now() - started);
  }
  analyser.release(analysis);
  times.sort((a, b) => a - b);
  const ms = (part: number): string => (times[Math.floor(rounds * part)] ?? 0).toFixed(2);
  const lines = document.text.split('\n').length.toLocaleString('en');
  console.log(`${name}, ${lines} lines: ${items} items, median ${ms(0.5)} ms, p95 ${ms(0.95)} ms`);
}

const properties = Array.from({ length: 2000 }, (_, i) =>
  i % 50 === 1 ? `tenant.${i}.kafka.producer.acks=${i % 3}` : `router.tenant.${i}.site=bergen-${i}`,
).join('\n');

const code = `import { Kafka } from 'kafkajs';
const producer = new Kafka({ brokers: ['b:9092'] }).producer();
${Array.from(
  { length: 500 },
  (_, i) => `
export async function publish${i}(messages: Message[]): Promise<void> {
  if (messages.length === 0) return;
  const batch = messages.map((message, index) => ({ key: String(index), value: JSON.stringify(message) }));
  try {
    await producer.send({ topic: 'topic.${i}', acks: ${i % 3 === 0 ? 1 : -1}, messages: batch });
  } catch (error) {
    log.error('publish${i} failed', error);
  }
}
`,
).join('')}`;

const script = Array.from(
  { length: 400 },
  (_, i) => `echo line ${i}\nkafka-console-producer --topic t${i} --producer-property acks=1\n`,
).join('');

async function main(): Promise<void> {
  const analyser = await testAnalyser();
  const head = 'bootstrap.servers=b:9092\n';
  bench(analyser, 'a key in .properties', 'producer.properties', `${head}${properties}\n|\n`);
  bench(analyser, 'a value in .properties', 'producer.properties', `${head}${properties}\nacks=|\n`);
  bench(analyser, 'a property for kafkajs', 'publish.ts', `${code}producer.send({ |, messages });\n`);
  bench(analyser, 'a value for kafkajs', 'publish.ts', `${code}producer.send({ acks: |, messages });\n`);
  bench(analyser, 'an option of a command', 'send.sh', `${script}kafka-console-producer --producer-property |\n`);
  const yaml = Array.from({ length: 1000 }, (_, i) => `  key${i}:\n    name: v${i}`).join('\n');
  const spring = 'spring:\n  kafka:\n    producer:\n      acks: all\n      |\nother:\n';
  bench(analyser, 'a key in YAML', 'application.yml', `${spring}${yaml}\n`);
  analyser.dispose();
}

void main();
