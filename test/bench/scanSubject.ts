import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How many files a scan is measured with. */
export const scanFiles = 10_000;

/** Services of twenty files: code and configurations, of which a third speak of Kafka. */
export function writeScanTree(root: string): readonly string[] {
  const written: string[] = [];
  for (let at = 0; at < scanFiles / 20; at += 1) {
    const folder = join(root, `team${at % 25}`, `service${at}`);
    mkdirSync(folder, { recursive: true });
    const write = (name: string, text: string): void => {
      writeFileSync(join(folder, name), text);
      written.push(join(folder, name));
    };
    for (let i = 0; i < 6; i += 1) write(`Plain${i}.java`, plainJava(i));
    for (let i = 0; i < 4; i += 1) write(`plain${i}.ts`, plainTypeScript(i));
    for (let i = 0; i < 3; i += 1) write(`values${i}.yaml`, plainYaml(i));
    write('package.json', '{"dependencies": {"kafkajs": "^2.2.4"}}');
    write('pom.xml', pom);
    write('application.yml', `spring:\n  kafka:\n    producer:\n      acks: ${at % 2}\n${plainYaml(at)}`);
    write('producer.properties', `bootstrap.servers=b:9092\nacks=${at % 3 === 0 ? 'all' : '1'}\nlinger.ms=5\n`);
    write('run.sh', 'kafka-console-producer.sh --bootstrap-server b:9092 --topic t --producer-property acks=1\n');
    write('Producer.java', producerJava(at));
    write('publish.ts', publish);
  }
  return written;
}

const pom =
  '<project><dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-clients</artifactId><version>2.8.1</version></dependency></dependencies></project>\n';
const publish =
  "import { Kafka } from 'kafkajs';\nconst producer = new Kafka({ brokers: ['b:9092'] }).producer();\nexport const publish = (messages) => producer.send({ topic: 't', acks: 1, messages });\n";
const plainYaml = (at: number): string =>
  Array.from({ length: 20 }, (_, i) => `section${i}:\n  name: service ${at}\n  ports: [80, 443]\n  memory: 1Gi\n`).join(
    '',
  );
const plainJava = (at: number): string =>
  `class Plain${at} {\n${Array.from({ length: 30 }, (_, i) => `  int value${i}() {\n    return ${i};\n  }\n`).join('')}}\n`;
const plainTypeScript = (at: number): string =>
  Array.from({ length: 40 }, (_, i) => `export const value${i} = (x: number): number => x + ${at + i};\n`).join('');
const producerJava = (at: number): string =>
  `import org.apache.kafka.clients.producer.*;\nimport java.util.Properties;\nclass Producer${at} {\n  Producer make() {\n    Properties props = new Properties();\n    props.put("bootstrap.servers", "b:9092");\n    props.put(ProducerConfig.ACKS_CONFIG, "1");\n    return new KafkaProducer<String, String>(props);\n  }\n}\n`;
