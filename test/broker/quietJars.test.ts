import { deepStrictEqual, ok } from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Analyser } from '../../src/guarantees/analyse';
import { kafkaLibraries, kafkaSources } from '../kafka/kafkaJars';
import { Hunt } from '../lintCases/Hunt';
import { testAnalyser } from '../lintCases/loadGrammar';
import { readJar } from '../lintCases/readJar';

describe('texts in the jars of Kafka and of what it needs', function () {
  this.timeout(180_000);
  let analyser: Analyser;
  let jars: readonly string[];
  let sources: readonly string[];
  before(async () => {
    analyser = await testAnalyser();
    const versions = ['3.9.1', '4.2.0'];
    jars = (await Promise.all(versions.map(kafkaLibraries))).flatMap(jarsIn);
    sources = jarsIn(await kafkaSources('4.2.0'));
  });

  after(() => analyser.dispose());

  function hunt(files: readonly string[]): Hunt {
    const found = new Hunt(analyser);
    for (const jar of files)
      for (const entry of readJar(jar))
        if (!entry.path.endsWith('/') && analyser.reads(entry.path))
          found.read(`${basename(jar)}!${entry.path}`, entry.read());
    console.log(`      read ${found.report()}`);
    return found;
  }

  it('have no finding as they are shipped', () => {
    const { files, found } = hunt(jars);
    ok(files > 50);
    deepStrictEqual(found, {});
  });

  it('have no finding in the sources of others', () => {
    const { files, found } = hunt(sources.filter((jar) => !isKafkas(jar)));
    ok(files > 5_000);
    deepStrictEqual(found, {});
  });

  it('have in the sources of Kafka only findings about clients that Kafka itself makes', () => {
    const { files, found } = hunt(sources.filter(isKafkas));
    ok(files > 3_000);
    deepStrictEqual(found, ownClients);
  });
});

const jarsIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jar'))
    .sort()
    .map((name) => join(folder, name));

const isKafkas = (jar: string): boolean => /^(?:kafka|connect)[-_]/.test(basename(jar));

/** Read by a person, each of them: Kafka Connect's own producers, and programs that test a cluster. */
const ownClients: Readonly<Record<string, readonly string[]>> = {
  'connect-runtime-4.2.0-sources.jar!org/apache/kafka/connect/storage/KafkaConfigBackingStore.java': [
    '356 idempotence-disabled',
  ],
  'connect-runtime-4.2.0-sources.jar!org/apache/kafka/connect/storage/KafkaOffsetBackingStore.java': [
    '192 idempotence-disabled',
  ],
  'connect-runtime-4.2.0-sources.jar!org/apache/kafka/connect/storage/KafkaStatusBackingStore.java': [
    '179 retries-zero',
    '185 idempotence-disabled',
  ],
  'kafka-tools-4.2.0-sources.jar!org/apache/kafka/tools/ClientCompatibilityTest.java': [
    '258 idempotence-disabled',
    '295 replication-factor-one',
  ],
  'kafka-tools-4.2.0-sources.jar!org/apache/kafka/tools/ConsumerPerformance.java': ['414 auto-offset-reset-latest'],
  'kafka-tools-4.2.0-sources.jar!org/apache/kafka/tools/EndToEndLatency.java': [
    '264 replication-factor-one',
    '285 auto-offset-reset-latest',
  ],
  'kafka-tools-4.2.0-sources.jar!org/apache/kafka/tools/LogCompactionTester.java': ['303 replication-factor-one'],
  'kafka-tools-4.2.0-sources.jar!org/apache/kafka/tools/VerifiableProducer.java': ['252 retries-zero'],
  'kafka-tools-4.2.0-sources.jar!org/apache/kafka/tools/consumer/ConsoleConsumerOptions.java': [
    '330 auto-offset-reset-latest',
  ],
};
