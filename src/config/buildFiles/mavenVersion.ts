import type { BuildFile, ClientRequest, VersionRange } from './buildFile';
import { kafkaVersion } from './kafkaVersion';
import { springBootKafka, springKafkaClients } from './springKafka';
import { childrenOf, readXml, textOf, type XmlElement } from './xmlElement';

interface Dependency {
  readonly group: string;
  readonly artifact: string;
  readonly version: string | undefined;
  readonly imported: boolean;
}

/**
 * The Java client of a Maven project: the version that the POM or its parents in the folders above give to kafka-clients,
 * else the one that Spring Boot manages, else the one that spring-kafka brings. Undefined where no Kafka is named.
 * `poms` are those of a folder and the ones above it, nearest first.
 */
export function mavenVersion(poms: readonly BuildFile[]): ClientRequest | undefined {
  const [nearest] = poms;
  if (!nearest) return undefined;
  const projects = family(poms.map((pom) => childrenOf(readXml(pom.text), 'project')[0]));
  const properties = propertiesOf(projects);
  const expand = (written: string | undefined): string | undefined =>
    written === undefined ? undefined : expanded(written, properties);
  const direct = projects.flatMap((project) => dependencies(project, 'dependencies', expand));
  const managed = projects.flatMap((project) => dependencies(project, 'dependencyManagement', expand));
  const all = [...direct, ...managed];
  if (!all.some(({ group, artifact }) => /kafka/i.test(`${group}:${artifact}`))) return undefined;
  const found = (range: VersionRange | undefined): ClientRequest => ({ client: 'java', range, file: nearest.name });

  const written = [direct, managed].map((list) => list.filter(isKafkaClients).find(({ version }) => version));
  const own = written.find((dependency) => dependency !== undefined);
  if (own?.version !== undefined) return found(kafkaVersion(own.version));
  const parent = projects.map((project) => childrenOf(project, 'parent')[0]).find(isSpringBoot);
  if (parent) {
    const override = expand(properties.get('kafka.version'));
    return found(
      override === undefined ? springBootKafka(expand(textOf(parent, 'version')) ?? '') : kafkaVersion(override),
    );
  }
  const boot = managed.find(({ artifact, imported }) => imported && artifact === 'spring-boot-dependencies');
  if (boot) return found(springBootKafka(boot.version ?? ''));
  const springKafka = all.find(({ group, artifact, version }) => version && isSpringKafka(group, artifact));
  // Another platform (Quarkus, Micronaut, a company's BOM) may manage it: nothing is known then.
  const otherPlatform = managed.some(({ imported }) => imported) || hasOuterParent(projects);
  return found(springKafka?.version && !otherPlatform ? springKafkaClients(springKafka.version) : undefined);
}

const isKafkaClients = ({ group, artifact }: Dependency): boolean =>
  group === 'org.apache.kafka' && (artifact === 'kafka-clients' || artifact === 'kafka-streams');

const isSpringKafka = (group: string, artifact: string): boolean =>
  group === 'org.springframework.kafka' && artifact === 'spring-kafka';

const isSpringBoot = (parent: XmlElement | undefined): boolean =>
  /^spring-boot-(?:starter-parent|dependencies|parent)$/.test(textOf(parent, 'artifactId') ?? '');

/** The project and those of the folders above that it names as its parents. */
function family(projects: readonly (XmlElement | undefined)[]): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const project of projects) {
    const child = found[found.length - 1];
    const wanted = child && textOf(childrenOf(child, 'parent')[0], 'artifactId');
    if (project && (child === undefined || textOf(project, 'artifactId') === wanted)) found.push(project);
    // A folder between the two may hold another project's POM.
  }
  return found;
}

const hasOuterParent = (projects: readonly XmlElement[]): boolean =>
  childrenOf(projects[projects.length - 1], 'parent').length > 0;

/** A child's property wins over its parent's, as in Maven. */
function propertiesOf(projects: readonly XmlElement[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { name, text } of projects.flatMap((project) =>
    childrenOf(project, 'properties').flatMap(({ children }) => children),
  )) {
    if (!found.has(name)) found.set(name, text);
  }
  return found;
}

function dependencies(
  project: XmlElement,
  section: 'dependencies' | 'dependencyManagement',
  expand: (written: string | undefined) => string | undefined,
): readonly Dependency[] {
  const path = section === 'dependencies' ? ['dependencies', 'dependency'] : [section, 'dependencies', 'dependency'];
  return childrenOf(project, ...path).map((element) => ({
    group: expand(textOf(element, 'groupId')) ?? '',
    artifact: expand(textOf(element, 'artifactId')) ?? '',
    version: expand(textOf(element, 'version')),
    imported: textOf(element, 'scope') === 'import',
  }));
}

/** A placeholder without a value stays, and is no version then. */
function expanded(written: string, properties: ReadonlyMap<string, string>): string {
  let text = written;
  for (let depth = 0; depth < 5 && text.includes('${') && text.length < 1_000; depth += 1) {
    text = text.replace(/\$\{([^{}]+)\}/g, (whole, name: string) => properties.get(name.trim()) ?? whole);
  }
  return text;
}
