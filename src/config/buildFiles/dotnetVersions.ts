import type { BuildFile, ClientRequest } from './buildFile';
import { mavenRange } from './versionRange';
import { childrenOf, readXml, textOf, type XmlElement } from './xmlElement';

const project = /\.(?:cs|fs|vb)proj$/i;
const shared = /^Directory\.(?:Build|Packages)\.props$/i;

/** Confluent.Kafka is numbered as the librdkafka that it brings along. */
export function dotnetRequests(files: readonly BuildFile[], above: readonly BuildFile[]): readonly ClientRequest[] {
  const outer = above.filter(({ name }) => shared.test(name)).map(({ text }) => root(text));
  return files.flatMap(({ name, text }) => {
    const own = root(text);
    const surroundings = [...files.filter((file) => shared.test(file.name)).map((file) => root(file.text)), ...outer];
    if (name === 'packages.config') return requests(name, childrenOf(own, 'package'), 'id', [own]);
    if (project.test(name))
      return requests(name, childrenOf(own, 'ItemGroup', 'PackageReference'), 'Include', [own, ...surroundings]);
    if (!/^Directory\.Packages\.props$/i.test(name)) return [];
    return requests(name, childrenOf(own, 'ItemGroup', 'PackageVersion'), 'Include', [own, ...surroundings]);
  });
}

const root = (text: string): XmlElement | undefined => {
  const elements = readXml(text).children;
  return elements.find(({ name }) => name === 'Project' || name === 'packages');
};

/** A project without a version of its own takes the central one. */
function requests(
  file: string,
  elements: readonly XmlElement[],
  idName: string,
  roots: readonly (XmlElement | undefined)[],
): readonly ClientRequest[] {
  return elements
    .filter((element) => attribute(element, idName)?.toLowerCase() === 'confluent.kafka')
    .map((element) => {
      const written = versionOf(element) ?? versionOf(central(roots));
      return {
        client: 'librdkafka',
        range: written === undefined ? undefined : mavenRange(expanded(written, roots)),
        file,
      };
    });
}

const central = (roots: readonly (XmlElement | undefined)[]): XmlElement | undefined =>
  roots
    .flatMap((one) => childrenOf(one, 'ItemGroup', 'PackageVersion'))
    .find((element) => attribute(element, 'Include')?.toLowerCase() === 'confluent.kafka');

const versionOf = (element: XmlElement | undefined): string | undefined =>
  element &&
  (attribute(element, 'VersionOverride') ??
    attribute(element, 'Version') ??
    textOf(element, 'VersionOverride') ??
    textOf(element, 'Version'));

/** packages.config writes its attributes in small letters. */
const attribute = (element: XmlElement, name: string): string | undefined =>
  element.attributes[name] ?? element.attributes[name.toLowerCase()];

const expanded = (written: string, roots: readonly (XmlElement | undefined)[]): string =>
  written.replace(/\$\(([\w.]+)\)/g, (whole, name: string) => {
    const groups = roots.flatMap((one) => childrenOf(one, 'PropertyGroup'));
    return groups.map((group) => textOf(group, name)).find((value) => value !== undefined) ?? whole;
  });
