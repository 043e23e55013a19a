import { parse } from 'jsonc-parser';
import type { ClientName } from '../unit';
import type { BuildFile, ClientRequest, Ecosystem, VersionRange } from './buildFile';
import { dotnetRequests } from './dotnetVersions';
import { nodeRdkafka } from './nodeRdkafka';
import { pythonRequests } from './pythonVersions';
import { mapAt, textAt, tomlValue } from './tomlValue';
import { exactVersion, semverRange } from './versionRange';

type Read = (files: readonly BuildFile[], above: readonly BuildFile[]) => readonly ClientRequest[];

/** What the build files of one folder say about the clients of an ecosystem; `above` are those of the folders above it. */
export const otherVersions: Readonly<Record<Exclude<Ecosystem, 'jvm'>, Read>> = {
  python: pythonRequests,
  node: (files) => each(files, { 'package.json': packageJson }),
  go: (files) => each(files, { 'go.mod': goMod }),
  dotnet: dotnetRequests,
  rust: (files) => each(files, { 'Cargo.toml': cargoToml, 'Cargo.lock': cargoLock }),
  ruby: (files) => each(files, { Gemfile: gemfile, 'Gemfile.lock': gemfileLock }),
  php: (files) => each(files, { 'composer.json': composerJson, 'composer.lock': composerLock }),
};

type Found = readonly [client: ClientName, range: VersionRange | undefined];

function each(
  files: readonly BuildFile[],
  readers: Readonly<Record<string, (text: string) => readonly Found[]>>,
): readonly ClientRequest[] {
  return files.flatMap(({ name, text }) => {
    const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
    return (read?.(text) ?? []).map(([client, range]) => ({ client, range, file: name }));
  });
}

const nodeClients: Readonly<Record<string, ClientName>> = {
  kafkajs: 'kafkajs',
  '@confluentinc/kafka-javascript': 'confluent-kafka-javascript',
  '@platformatic/kafka': 'platformatic',
  'kafka-node': 'kafka-node',
};

function packageJson(text: string): readonly Found[] {
  const manifest: unknown = parse(text);
  return ['dependencies', 'devDependencies', 'peerDependencies'].flatMap((section) =>
    Object.entries(mapAt(manifest, section)).flatMap(([name, range]): readonly Found[] => {
      if (name === 'node-rdkafka') {
        const own = typeof range === 'string' ? semverRange(range) : undefined;
        return [['librdkafka', own && nodeRdkafka(own)]];
      }
      const client = Object.hasOwn(nodeClients, name) ? nodeClients[name] : undefined;
      return client ? [[client, typeof range === 'string' ? semverRange(range) : undefined]] : [];
    }),
  );
}

const goClients: readonly (readonly [RegExp, ClientName])[] = [
  [/^github\.com\/(?:IBM|Shopify)\/sarama$/, 'sarama'],
  [/^github\.com\/segmentio\/kafka-go$/, 'kafka-go'],
  [/^github\.com\/twmb\/franz-go$/, 'franz-go'],
  // Numbered as the librdkafka that it brings along.
  [/^github\.com\/confluentinc\/confluent-kafka-go(?:\/v2)?$/, 'librdkafka'],
];

/** The versions in go.mod are the ones that are built: Go takes the lowest that satisfies everybody. */
function goMod(text: string): readonly Found[] {
  return [...text.matchAll(/^\s*(?:require\s+)?([\w.-]+\.[a-z]+\/[\w./-]+)\s+(v\S+)/gm)].flatMap(
    ([, module = '', version = '']): readonly Found[] => {
      const client = goClients.find(([pattern]) => pattern.test(module))?.[1];
      return client ? [[client, exactVersion(version)]] : [];
    },
  );
}

function cargoToml(text: string): readonly Found[] {
  const manifest = tomlValue(text);
  return [mapAt(manifest, 'dependencies'), mapAt(manifest, 'workspace', 'dependencies')].flatMap(
    (section): readonly Found[] => {
      if (!Object.hasOwn(section, 'kafka')) return [];
      const written = textAt(section, 'kafka') ?? textAt(section.kafka, 'version');
      return [['kafka-rust', written === undefined ? undefined : semverRange(written, 'caret')]];
    },
  );
}

/** rdkafka-sys carries the version of librdkafka behind a plus sign: `4.7.0+2.3.0`. */
function cargoLock(text: string): readonly Found[] {
  return [...text.matchAll(/name = "(rdkafka-sys|kafka)"\r?\nversion = "([^"+]+)(?:\+([\d.]+))?"/g)].map(
    ([, name, own = '', library = '']): Found =>
      name === 'kafka' ? ['kafka-rust', exactVersion(own)] : ['librdkafka', exactVersion(library)],
  );
}

function gemfile(text: string): readonly Found[] {
  const gem = /^\s*gem\s+["']ruby-kafka["']([^#\n]*)/m.exec(text);
  const written = /^\s*,\s*["']=?\s*([\d.]+)["']\s*$/.exec(gem?.[1] ?? '')?.[1];
  return gem ? [['ruby-kafka', written === undefined ? undefined : exactVersion(written)]] : [];
}

function gemfileLock(text: string): readonly Found[] {
  const version = /^ {4}ruby-kafka \(([\d.]+)\)/m.exec(text)?.[1];
  return version === undefined ? [] : [['ruby-kafka', exactVersion(version)]];
}

function composerJson(text: string): readonly Found[] {
  const range = textAt(mapAt(parse(text), 'require'), 'longlang/phpkafka');
  return range === undefined ? [] : [['phpkafka', semverRange(range)]];
}

function composerLock(text: string): readonly Found[] {
  const version = /"name":\s*"longlang\/phpkafka",\s*"version":\s*"([^"]+)"/.exec(text)?.[1];
  return version === undefined ? [] : [['phpkafka', exactVersion(version)]];
}
