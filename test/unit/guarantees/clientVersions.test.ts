import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import type { ClientRequest } from '../../../src/config/buildFiles/buildFile';
import type { Analyser } from '../../../src/guarantees/analyse';
import type { AnalysisOptions } from '../../../src/guarantees/analysis';
import { clientVersions } from '../../../src/guarantees/clientVersions';
import { testAnalyser } from '../../lintCases/loadGrammar';

const request = (client: ClientRequest['client'], from: string, below?: string): ClientRequest => ({
  client,
  range: below === undefined ? { from } : { from, below },
  file: 'pom.xml',
});

describe('versions of clients from build files', () => {
  it('takes a range for its lower end where no default changes within it', () => {
    deepStrictEqual(clientVersions([request('java', '3.2', '3.9')]), { java: { version: '3.2', from: 'pom.xml' } });
    deepStrictEqual(clientVersions([request('java', '2.8', '3.0')]), { java: { version: '2.8', from: 'pom.xml' } });
    deepStrictEqual(clientVersions([request('librdkafka', '2.1', '999999')]), {
      librdkafka: { version: '2.1', from: 'pom.xml' },
    });
  });

  it('says nothing where one does, or where the version is open', () => {
    deepStrictEqual(clientVersions([request('java', '2.8', '3.1')]), {});
    deepStrictEqual(clientVersions([request('java', '3.0', '3.0.3')]), {});
    deepStrictEqual(clientVersions([request('kafka-python', '2.0', '999999')]), {});
    deepStrictEqual(clientVersions([{ client: 'java', range: undefined, file: 'pom.xml' }]), {});
  });
});

describe('the version of the project in the analysis', () => {
  let analyser: Analyser;
  before(async () => {
    analyser = await testAnalyser();
  });
  after(() => analyser.dispose());

  const rules = async (path: string, text: string, options: AnalysisOptions = {}): Promise<readonly string[]> => {
    await analyser.prepare({ path, text });
    const analysis = analyser.analyse({ path, text }, options);
    analyser.release(analysis);
    return analysis.findings.map(({ rule }) => rule);
  };
  // Without it the message of acks-leader-only says the same.
  const severities = { 'acks-leader-only': 'off' } as const;
  const java = (version: string): AnalysisOptions => ({
    severities,
    clientVersions: { java: { version, from: 'pom.xml' } },
  });
  const text = 'bootstrap.servers=b:9092\nacks=1\n';
  const path = 'producer.properties';

  it('judges the same line by the Java client of the project', async () => {
    deepStrictEqual(await rules(path, text, java('2.8.1')), []);
    deepStrictEqual(await rules(path, text, java('3.6.0')), ['idempotence-silently-disabled']);
  });

  it('prefers what the user says', async () => {
    const both = { ...java('2.8.1'), javaClientVersion: '3.6' };
    deepStrictEqual(await rules(path, text, both), ['idempotence-silently-disabled']);
  });

  it('tells the version and where it comes from', () => {
    const analysis = analyser.analyse({ path, text }, java('2.8.1'));
    const hover = analyser.hover(analysis, text.indexOf('acks'), java('2.8.1'));
    strictEqual(hover?.markdown.includes('Default: `1` (Java client 2.8.1 by pom.xml).'), true);
  });

  it('leaves tools and connectors with their own clients', () => {
    const versioned = (name: string, content: string): readonly (string | undefined)[] =>
      analyser.analyse({ path: name, text: content }, java('2.8.1')).units.map(({ unit }) => unit.client.version);
    deepStrictEqual(versioned('run.sh', 'kafka-console-producer.sh --topic t --producer-property acks=1\n'), [
      undefined,
    ]);
    deepStrictEqual(versioned('connect-distributed.properties', 'config.storage.topic=c\nproducer.acks=1\n'), [
      undefined,
    ]);
    deepStrictEqual(versioned('application.properties', 'spring.kafka.producer.acks=1\n'), ['2.8.1']);
  });

  it('knows librdkafka and kafka-python by version', async () => {
    const python = 'from kafka import KafkaProducer\np = KafkaProducer(bootstrap_servers="b:9092", acks=1)\n';
    const kafkaPython = (version: string): AnalysisOptions => ({
      severities,
      clientVersions: { 'kafka-python': { version, from: 'requirements.txt' } },
    });
    deepStrictEqual(await rules('p.py', python, kafkaPython('2.0.2')), []);
    deepStrictEqual(await rules('p.py', python, kafkaPython('3.0.1')), ['idempotence-silently-disabled']);
    const options = { clientVersions: { librdkafka: { version: '1.5.0', from: 'requirements.txt' } } };
    const document = {
      path: 'p.py',
      text: 'from confluent_kafka import Producer\np = Producer({"bootstrap.servers": "b:9092", "retries": 2})\n',
    };
    const analysis = analyser.analyse(document, options);
    const hover = analyser.hover(analysis, document.text.indexOf('retries'), options);
    strictEqual(hover?.markdown.includes('Default: `2` (librdkafka 1.5.0 by requirements.txt).'), true);
    analyser.release(analysis);
  });
});
