// Speed of the lint as a person types: node test/runner/bench.mjs lint.
// Prints percentiles, and ratios against a named alternative in the same run; asserts nothing about time.
import { parseLines } from 'dot-properties';
import type { Analyser } from '../../src/guarantees/analyse';
import { testAnalyser } from '../lintCases/loadGrammar';
import { measure, ms, ratio, type Times, told } from './timesSubject';

const rounds = 300;

async function main(): Promise<void> {
  const analyser = await testAnalyser();
  benchProperties(analyser);
  benchCode(analyser);
  analyser.dispose();
}

function benchProperties(analyser: Analyser): void {
  const lines = Array.from({ length: 2000 }, (_, i) =>
    i % 7 === 0
      ? `# tenant ${i}`
      : i % 50 === 1
        ? `tenant.${i}.kafka.producer.acks=${i % 3}`
        : `router.tenant.${i}.site=bergen-${i}`,
  );
  const document = (round: number) => ({
    path: 'producer.properties',
    text: ['bootstrap.servers=b:9092', ...lines.slice(0, 1000), `acks=${round % 2}`, ...lines.slice(1000)].join('\n'),
  });
  const parse = measure((round) => parseLines(document(round).text, true), rounds);
  const lint = measure((round) => analyser.analyse(document(round)), rounds);
  report('properties, 2,000 lines: lint', lint, 10);
  console.log(`  ${ratio(lint, parse)} x the parse by dot-properties alone (p95 ${ms(parse.p95)})`);
}

function benchCode(analyser: Analyser): void {
  const head =
    "import { Kafka } from 'kafkajs';\nconst kafka = new Kafka({ brokers: ['b:9092'] });\nconst producer = kafka.producer();\n";
  const block = (i: number) => `
export async function publish${i}(messages: Message[], retry = ${i}): Promise<void> {
  if (messages.length === 0) return;
  const batch = messages.map((message, index) => ({ key: String(index), value: JSON.stringify(message) }));
  try {
    await producer.send({ topic: 'topic.${i}', acks: ${i % 3 === 0 ? 1 : -1}, messages: batch });
  } catch (error) {
    log.error(\`publish${i} failed after \${retry}\`, error);
  }
}
`;
  const blocks = Array.from({ length: 500 }, (_, i) => block(i));
  const text = (round: number): string =>
    `${head}${blocks.slice(0, 250).join('')}const edited = ${1000 + (round % 9000)};\n${blocks.slice(250).join('')}`;
  const at = head.length + blocks.slice(0, 250).join('').length + 'const edited = '.length;
  const lines = text(0).split('\n').length.toLocaleString('en');
  const full = measure((round) => analyser.release(analyser.analyse({ path: 'publish.ts', text: text(round) })), 60);
  let analysis = analyser.analyse({ path: 'publish.ts', text: text(0) });
  const incremental = measure((round) => {
    const changes = [{ span: { start: at, end: at + 4 }, newText: String(1000 + (round % 9000)) }];
    analysis = analyser.update(analysis, { path: 'publish.ts', text: text(round) }, changes);
  }, rounds);
  report(`TypeScript, ${lines} lines, ${analysis.units.length} units: lint after an edit`, incremental, 40);
  console.log(`  ${ratio(incremental, full)} x the parse and lint of the whole text (p95 ${ms(full.p95)})`);
}

const report = (name: string, times: Times, goal: number): void => console.log(`${name}: ${told(times, goal)}`);

void main();
