import { runProcess } from './runProcess';

/** Rejects with a sentence that says what to install when there is no Java 17 or newer, with its compiler, or no Maven. */
export async function requireJava(): Promise<void> {
  const java = await runProcess('javac', ['-version']);
  const major = Number(/javac (\d+)/.exec(`${java.stdout} ${java.stderr}`)?.[1] ?? 0);
  if (java.code !== 0 || major === 0)
    throw new Error('No Java found: install a JDK 17 or newer (java, javac and keytool must be on the PATH).');
  if (major < 17) throw new Error(`Java ${major} is too old for Apache Kafka 4: install a JDK 17 or newer.`);
}

/** Maven is needed only while the jars are not in the cache. */
export async function requireMaven(): Promise<void> {
  const maven = await runProcess('mvn', ['--version']);
  if (maven.code !== 0)
    throw new Error('No Maven found: install Maven 3.6 or newer (mvn must be on the PATH) to fetch Apache Kafka.');
}
