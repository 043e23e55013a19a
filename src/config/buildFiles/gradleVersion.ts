import type { BuildFile, ClientRequest, VersionRange } from './buildFile';
import { type Coordinate, catalogOf } from './gradleCatalog';
import { kafkaVersion } from './kafkaVersion';
import { springBootKafka, springKafkaClients } from './springKafka';

const script = /^(?:build\.gradle(?:\.kts)?|settings\.gradle(?:\.kts)?|build\.sbt)$/;

/**
 * The Java client of a Gradle or sbt build: scripts are programs, so only literal coordinates are read, with variables that
 * have one value. `folders` hold the build files of a folder and those above it, nearest first.
 */
export function gradleVersion(folders: readonly (readonly BuildFile[])[]): ClientRequest | undefined {
  const build = oneBuild(folders);
  const scripts = build.filter(({ name }) => script.test(name));
  const [nearest] = scripts;
  if (!nearest) return undefined;
  const texts = scripts.map(({ text }) => withoutComments(text));
  const catalogs = build.filter(({ name }) => name.endsWith('.toml')).map(({ text }) => catalogOf(text));
  const variables = variablesOf([...texts, ...build.filter(isGradleProperties).map(({ text }) => text)]);
  const coordinates = [
    ...texts.map((text) => coordinatesIn(text, variables)),
    catalogs.flatMap((catalog) => [...catalog.libraries, ...catalog.plugins]),
  ];
  const all = coordinates.flat();
  if (!all.some(({ group, name }) => /kafka/i.test(`${group}:${name}`))) return undefined;
  const found = (range: VersionRange | undefined): ClientRequest => ({ client: 'java', range, file: nearest.name });

  for (const list of coordinates) {
    const written = versionsOf(list, isKafkaClients);
    if (written.length > 0) return found(only(written, kafkaVersion));
  }
  const boot = versionsOf(all, isSpringBoot);
  if (boot.length > 0) {
    // The dependency management plugin reads this name.
    const override = variables.get('kafka.version');
    return found(override === undefined ? only(boot, springBootKafka) : kafkaVersion(override));
  }
  const platform = /\b(?:enforcedPlatform|platform|mavenBom)\b/.test(texts.join('\n'));
  return found(platform ? undefined : only(versionsOf(all, isSpringKafka), springKafkaClients));
}

const isGradleProperties = ({ name }: BuildFile): boolean => name === 'gradle.properties';
const isKafkaClients = ({ group, name }: Coordinate): boolean =>
  group === 'org.apache.kafka' && (name === 'kafka-clients' || name === 'kafka-streams');
const isSpringKafka = ({ group, name }: Coordinate): boolean =>
  group === 'org.springframework.kafka' && name === 'spring-kafka';
const isSpringBoot = ({ group, name }: Coordinate): boolean =>
  group === 'org.springframework.boot' && /^(?:|spring-boot-(?:dependencies|gradle-plugin))$/.test(name);

/** The folders of one build: up to the one with the settings. */
function oneBuild(folders: readonly (readonly BuildFile[])[]): readonly BuildFile[] {
  const root = folders.findIndex((files) => files.some(({ name }) => /^settings\.gradle/.test(name)));
  return folders.slice(0, root < 0 ? 1 : root + 1).flat();
}

const versionsOf = (list: readonly Coordinate[], wanted: (one: Coordinate) => boolean): readonly string[] =>
  list.filter(wanted).flatMap(({ version }) => (version === undefined ? [] : [version]));

/** Several modules or test suites may name several versions: no one of them is the version. */
function only(
  written: readonly string[],
  read: (written: string) => VersionRange | undefined,
): VersionRange | undefined {
  const [first] = written;
  return first !== undefined && written.every((one) => one === first) ? read(first) : undefined;
}

/** Assignments of literals, by name without `ext.`; an empty text where a name gets several. */
function variablesOf(texts: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const note = (name: string, value: string): void => {
    const known = found.get(name);
    found.set(name, known === undefined || known === value ? value : '');
  };
  for (const text of texts) {
    for (const [, quoted, plain, value] of text.matchAll(
      /(?:\b(?:ext|extra|project\.ext)\s*\[\s*["']([\w.-]+)["']\s*\]|\b([A-Za-z_]\w*))(?:\s*:\s*String)?\s*=\s*["']([^"'$\n]{1,60})["']/g,
    ))
      note(quoted ?? plain ?? '', value ?? '');
    for (const [, name, value] of text.matchAll(/\bset\s*\(\s*["']([\w.-]+)["']\s*,\s*["']([^"'$\n]{1,60})["']/g))
      note(name ?? '', value ?? '');
    for (const [, name, value] of text.matchAll(/^([A-Za-z_][\w.-]*)\s*[=:]\s*([\w.+-]{1,60})\s*$/gm))
      note(name ?? '', value ?? '');
  }
  return found;
}

function coordinatesIn(text: string, variables: ReadonlyMap<string, string>): readonly Coordinate[] {
  const found: Coordinate[] = [];
  const add = (group: string | undefined, name: string | undefined, version: string | undefined): void => {
    found.push({ group: group ?? '', name: name ?? '', version: version && expanded(version, variables) });
  };
  for (const [, group, name, version] of text.matchAll(
    /["']([\w.-]+):([\w.-]+)(?::([^"'\n:@]+))?(?:[:@][^"'\n]*)?["']/g,
  ))
    add(group, name, version);
  for (const [, group, name, rest] of text.matchAll(
    /\bgroup\s*[:=]\s*["']([\w.-]+)["']\s*,\s*name\s*[:=]\s*["']([\w.-]+)["']([^\n)]*)/g,
  )) {
    const [, literal, variable] = /\bversion\s*[:=]\s*(?:["']([^"']+)["']|([\w.]+))/.exec(rest ?? '') ?? [];
    add(group, name, literal ?? (variable === undefined ? undefined : `$${variable}`));
  }
  // Plugins: id("org.springframework.boot") version "3.2.0".
  for (const [, id, literal, variable] of text.matchAll(
    /\bid\s*\(?\s*["']([\w.-]+)["']\s*\)?\s*\.?version\s*\(?\s*(?:["']([^"'\n]+)["']|([\w.]+))/g,
  ))
    add(id, '', literal ?? `$${variable}`);
  // sbt: "org.apache.kafka" % "kafka-clients" % "2.8.1".
  for (const [, group, name, literal, variable] of text.matchAll(
    /"([\w.-]+)"\s*%%?\s*"([\w.-]+)"\s*%\s*(?:"([^"\n]+)"|([\w.]+))/g,
  ))
    add(group, name, literal ?? `$${variable}`);
  return found;
}

/** `$kafkaVersion`, `${versions.kafka}`: the value of the last name, or the text as it is, which is no version then. */
const expanded = (written: string, variables: ReadonlyMap<string, string>): string =>
  written.replace(
    /\$(?:\{\s*([\w.]+)\s*\}|([\w.]+))/g,
    (whole, braced?: string, plain?: string) => variables.get((braced ?? plain ?? '').replace(/^.*\./, '')) ?? whole,
  );

/** Strings stay, so that the `//` of an address in one is none of a comment. */
const withoutComments = (text: string): string =>
  text.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g,
    (_, kept) => kept ?? ' ',
  );
