// Speed of the lint on an edit, by format: node test/runner/bench.mjs lintFormats
// Prints percentiles, and ratios against a pass over the text by a regular expression and, for code, against the whole
// parse; asserts nothing about time.
import type { Analyser } from '../../src/guarantees/analyse';
import { testAnalyser } from '../lintCases/loadGrammar';
import { measure, ratio, told } from './timesSubject';

/** Texts of 2,000 lines: `mixed` ones speak of Kafka in one section of ten, `full` ones in each. */
const formats: readonly { readonly path: string; readonly goal: number; readonly text: (at: number) => string }[] = [
  { path: 'application.yml', goal: 10, text: (at) => yaml(at, 10) },
  { path: 'application-full.yml', goal: 10, text: (at) => yaml(at, 1) },
  { path: 'config.toml', goal: 10, text: (at) => toml(at, 10) },
  { path: 'config-full.toml', goal: 10, text: (at) => toml(at, 1) },
  { path: 'application.conf', goal: 10, text: (at) => hocon(at, 10) },
  { path: 'application-full.conf', goal: 10, text: (at) => hocon(at, 1) },
  { path: 'connectors.json', goal: 10, text: (at) => json(at, 10) },
  { path: 'connectors-full.json', goal: 10, text: (at) => json(at, 1) },
  { path: 'application.properties', goal: 10, text: (at) => properties(at, 10) },
  { path: 'application-full.properties', goal: 10, text: (at) => properties(at, 1) },
];

async function main(): Promise<void> {
  const analyser = await testAnalyser();
  for (const { path, goal, text } of formats) benchText(analyser, path, goal, text);
  benchJava(analyser);
  analyser.dispose();
}

/**
 * What AckLens does at the pause after a keystroke: the whole text, another one each time. A digit that is changed leaves
 * everything behind it where it was; a name that grows in the first section moves all of it.
 */
function benchText(analyser: Analyser, path: string, goal: number, text: (at: number) => string): void {
  const pass = measure((round) => text(round).match(/\w+/g)?.length, 60);
  const lint = measure((round) => analyser.analyse({ path, text: text(round) }), 120);
  const grown = (round: number): string =>
    text(round).replace(/(?:kafka|sink)0/, (name) => name + 'x'.repeat(round % 12));
  const typed = measure((round) => analyser.analyse({ path, text: grown(round) }), 120);
  const { units } = analyser.analyse({ path, text: text(0) });
  const lines = text(0).split('\n').length.toLocaleString('en');
  console.log(
    `${path}, ${lines} lines, ${units.length} units: ${told(lint, goal)}, ${ratio(lint, pass)} x one pass over the words\n  while a name grows at the top: ${told(typed, goal)}`,
  );
}

function benchJava(analyser: Analyser): void {
  const head = 'import org.apache.kafka.clients.producer.*;\nimport java.util.*;\nclass Producers {\n';
  const method = (i: number): string => `
  KafkaProducer<String, String> producer${i}(String servers) {
    Properties props = new Properties();
    props.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
    ${i % 5 === 0 ? `props.put(ProducerConfig.ACKS_CONFIG, "${i % 2}");` : `props.put("client.id", "producer${i}");`}
    return new KafkaProducer<>(props);
  }

  int plain${i}(List<Integer> values) {
    int sum = 0;
    for (int value : values) {
      if (value % ${i + 2} == 0) sum += value;
    }
    return sum;
  }

  // ${i}
  String name${i}() {
    return "method ${i}";
  }
`;
  const methods = Array.from({ length: 235 }, (_, i) => method(i));
  const front = `${head}${methods.slice(0, 117).join('')}  int edited = `;
  const rest = `;\n${methods.slice(117).join('')}}\n`;
  const text = (round: number): string => `${front}${1000 + (round % 9000)}${rest}`;
  const path = 'Producers.java';
  const full = measure((round) => analyser.release(analyser.analyse({ path, text: text(round) })), 40);
  let analysis = analyser.analyse({ path, text: text(0) });
  const edit = measure((round) => {
    const span = { start: front.length, end: front.length + 4 };
    analysis = analyser.update(analysis, { path, text: text(round) }, [
      { span, newText: text(round).slice(span.start, span.end) },
    ]);
  }, 80);
  console.log(
    `${path}, ${text(0).split('\n').length.toLocaleString('en')} lines, ${analysis.units.length} units, on an edit: ${told(edit, 40)}, ${ratio(edit, full)} x the whole text`,
  );
  analyser.release(analysis);
}

const lines = 2_000;
const isKafkas = (at: number, each: number): boolean => at % each === 0;

/** Ten lines a section. */
const sections = (make: (index: number) => string): string =>
  Array.from({ length: lines / 10 }, (_, at) => make(at)).join('');

const yaml = (round: number, each: number): string =>
  sections((at) =>
    isKafkas(at, each)
      ? `kafka${at}:\n  bootstrap-servers: b:9092\n  producer:\n    acks: ${at === 0 ? round % 2 : 'all'}\n    retries: ${at}\n    properties:\n      linger.ms: 5\n      client.id: c${at}\n  # clients\n  topic: t${at}\n`
      : `section${at}:\n  name: service ${at}\n  ports:\n    - 80\n    - 443\n  limits:\n    cpu: 1\n    memory: 1Gi\n  # comment\n  label: text ${at}\n`,
  );

const toml = (round: number, each: number): string =>
  sections((at) =>
    isKafkas(at, each)
      ? `[kafka${at}.producer]\nbootstrap.servers = "b:9092"\nacks = "${at === 0 ? round % 2 : 'all'}"\nretries = ${at}\n"linger.ms" = 5\n"client.id" = "c${at}"\n# topic\ntopic = "t${at}"\nsize = 1\n\n`
      : `[section${at}]\nname = "service ${at}"\nports = [80, 443]\ncpu = 1\nmemory = "1Gi"\n# comment\nlabel = "text ${at}"\nflag = true\nsize = 1\n\n`,
  );

const hocon = (round: number, each: number): string =>
  sections((at) =>
    isKafkas(at, each)
      ? `kafka${at}.producer {\n  kafka-clients {\n    bootstrap.servers = "b:9092"\n    acks = "${at === 0 ? round % 2 : 'all'}"\n    retries = ${at}\n    linger.ms = 5\n  }\n  # topic\n  topic = t${at}\n}\n`
      : `section${at} {\n  name = "service ${at}"\n  ports = [80, 443]\n  limits {\n    cpu = 1\n    memory = 1Gi\n  }\n  # comment\n  label = text\n}\n`,
  );

const json = (round: number, each: number): string =>
  `[\n${Array.from({ length: lines / 10 }, (_, at) =>
    isKafkas(at, each)
      ? `  {\n    "name": "sink${at}",\n    "config": {\n      "connector.class": "a.SinkConnector",\n      "producer.override.acks": "${at === 0 ? round % 2 : 'all'}",\n      "producer.override.retries": ${at + 1},\n      "tasks.max": 1,\n      "topics": "t${at}"\n    }\n  }`
      : `  {\n    "name": "service${at}",\n    "limits": {\n      "cpu": 1,\n      "memory": "1Gi",\n      "ports": [80, 443],\n      "size": 1,\n      "label": "text ${at}"\n    }\n  }`,
  ).join(',\n')}\n]\n`;

const properties = (round: number, each: number): string =>
  sections((at) =>
    Array.from({ length: 10 }, (_, line) =>
      isKafkas(at, each)
        ? `kafka${at}.producer.${line === 0 ? `acks=${at === 0 ? round % 2 : 'all'}` : line === 1 ? 'retries=5' : `setting${line}=${at}`}\n`
        : `section${at}.name${line}=service ${at}\n`,
    ).join(''),
  );

void main();
