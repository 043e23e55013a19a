import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder';
import { classArchive } from './classArchive';
import { fillFolder, runToEnd } from './fillFolder';
import { requireJava, requireMaven } from './requireJava';

export interface KafkaJars {
  readonly version: string;
  /** Options for `java`: all jars of that version and our own compiled classes, and what starts them fast. */
  readonly options: readonly string[];
}

const sources = [
  'SupervisedKafka.java',
  'ScriptedProducer.java',
  'ExportKey.java',
  'LedgerProducer.java',
  'ReadBack.java',
].map((name) => join(__dirname, 'java', name));

/** Start in half the time and need less of the machine; the steady state does not matter to a test. */
const fast = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];

/** The jars of one Kafka version and our Java classes, from the cache or through Maven: never fetched twice. */
export async function kafkaJars(version: string): Promise<KafkaJars> {
  await requireJava();
  const libs = await kafkaLibraries(version);
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const classes = join(cacheFolder(`kafka-${version}`), `classes-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(classes))
    await fillFolder(classes, (folder) => runToEnd('javac', ['-cp', join(libs, '*'), '-d', folder, ...sources]));
  const jars = join(libs, '*');
  // The archive's jars come first: it is of use only to a class path that begins with its own.
  const classpath = [jars, classes].join(process.platform === 'win32' ? ';' : ':');
  return { version, options: [...fast, ...(await classArchive(version, jars, fast)), '-cp', classpath] };
}

/** The folder with all jars of one Kafka version and what it needs; Maven fetches them once. */
export async function kafkaLibraries(version: string): Promise<string> {
  const libs = join(cacheFolder(`kafka-${version}`), 'libs');
  if (!existsSync(libs)) await fillFolder(libs, (folder) => copyJars(version, folder, []));
  return libs;
}

/** The folder with the sources of the same jars, as far as they are published. */
export async function kafkaSources(version: string): Promise<string> {
  const sources = join(cacheFolder(`kafka-${version}`), 'sources');
  const options = ['-Dclassifier=sources', '-DfailOnMissingClassifierArtifact=false'];
  if (!existsSync(sources)) await fillFolder(sources, (folder) => copyJars(version, folder, options));
  return sources;
}

async function copyJars(version: string, folder: string, options: readonly string[]): Promise<void> {
  await requireMaven();
  await runToEnd('mvn', [
    '-q',
    '-B',
    '-f',
    join(__dirname, 'pom.xml'),
    `-Dkafka.version=${version}`,
    ...(Number(version.split('.')[0]) >= 4 ? ['-Pslf4j-binding'] : []),
    'dependency:copy-dependencies',
    ...options,
    `-DoutputDirectory=${folder}`,
  ]);
}
