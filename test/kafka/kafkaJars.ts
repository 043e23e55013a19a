import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder';
import { requireJava, requireMaven } from './requireJava';
import { runProcess } from './runProcess';

export interface KafkaJars {
  readonly version: string;
  /** For `java -cp`: all jars of that version and our own compiled classes. */
  readonly classpath: string;
}

const sources = ['SupervisedKafka.java', 'ScriptedProducer.java', 'ExportKey.java'].map((name) =>
  join(__dirname, 'java', name),
);

/** The jars of one Kafka version and our Java classes, from the cache or through Maven: never fetched twice. */
export async function kafkaJars(version: string): Promise<KafkaJars> {
  await requireJava();
  const libs = join(cacheFolder(`kafka-${version}`), 'libs');
  if (!existsSync(libs)) await into(libs, (folder) => copyJars(version, folder));
  const hash = createHash('sha256');
  for (const source of sources) hash.update(readFileSync(source));
  const classes = join(cacheFolder(`kafka-${version}`), `classes-${hash.digest('hex').slice(0, 12)}`);
  if (!existsSync(classes))
    await into(classes, (folder) => run('javac', ['-cp', join(libs, '*'), '-d', folder, ...sources]));
  const separator = process.platform === 'win32' ? ';' : ':';
  return { version, classpath: [classes, join(libs, '*')].join(separator) };
}

async function copyJars(version: string, folder: string): Promise<void> {
  await requireMaven();
  await run('mvn', [
    '-q',
    '-B',
    '-f',
    join(__dirname, 'pom.xml'),
    `-Dkafka.version=${version}`,
    ...(Number(version.split('.')[0]) >= 4 ? ['-Pslf4j-binding'] : []),
    'dependency:copy-dependencies',
    `-DoutputDirectory=${folder}`,
  ]);
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const result = await runProcess(command, args);
  if (result.code !== 0) throw new Error(`${command} failed (${result.code}):\n${result.stdout}\n${result.stderr}`);
}

/** Fills a folder beside the wanted one and renames it, so that a run that was cut short leaves no half cache behind. */
async function into(target: string, fill: (folder: string) => Promise<void>): Promise<void> {
  const partial = mkdtempSync(`${target}-partial-`);
  try {
    await fill(partial);
    if (!existsSync(target)) renameSync(partial, target);
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}
