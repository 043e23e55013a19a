import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder';
import { fillFolder } from './fillFolder';
import { runProcess } from './runProcess';

/** The jars that brokers and tools load from: what belongs to Connect, Streams and their servers only would make it bigger. */
const loaded = [
  'kafka_.*',
  'kafka-(clients|server|raft|metadata|storage|group|transaction|share|coordinator|tools).*',
  '(scala-library|jackson-core|jackson-databind|log4j|reload4j|slf4j|argparse4j|jopt-simple|metrics-core|pcollections).*',
].join('|');

/**
 * The options with which a JVM takes the classes of these jars, already read and verified, from an archive in the cache
 * (110 MB for each version of Kafka, made once in ten seconds of processor time): with it a broker needs 2.6 s of
 * processor time to start instead of 4.3, and a tool 0.55 s instead of 0.9. None where the JVM makes no archive.
 * @param libraries what the class path has to begin with
 * @see https://docs.oracle.com/en/java/javase/17/docs/specs/man/java.html#application-class-data-sharing
 */
export async function classArchive(version: string, libraries: string, options: readonly string[]): Promise<string[]> {
  // An archive is good only for the very JVM that wrote it.
  const { stderr } = await runProcess('java', ['-version']);
  const source = join(__dirname, 'java/LoadClasses.java');
  const hash = createHash('sha256')
    .update([stderr, libraries, loaded, ...options].join('\n'))
    .digest('hex');
  const folder = join(cacheFolder(`kafka-${version}`), `archive-${hash.slice(0, 12)}`);
  if (!existsSync(folder))
    await fillFolder(folder, async (draft) => {
      // Its failure leaves the folder empty, and is not tried again.
      const archive = `-XX:ArchiveClassesAtExit=${join(draft, 'classes.jsa')}`;
      await runProcess('java', [...options, archive, quiet, '-cp', libraries, source, loaded]);
    });
  const file = join(folder, 'classes.jsa');
  return existsSync(file) ? [`-XX:SharedArchiveFile=${file}`, quiet] : [];
}

/** Without a word about classes that were left out, on the output of what is run. */
const quiet = '-Xlog:disable';
