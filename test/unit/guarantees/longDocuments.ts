import { surfaceOf } from '../../../src/config/surfaces';
import type { SourceDocument } from '../../../src/guarantees/analysis';

/**
 * Documents that are long enough to be read in sections, of those that are not: with sections about other things around
 * them, where their format lets any section stand at the margin. And some of our own, with all that reaches from one
 * section into another.
 */
export const longDocuments = (documents: readonly SourceDocument[]): readonly SourceDocument[] => [
  ...documents.flatMap((document) => {
    const surface = surfaceOf(document.path);
    const format = surface?.kind === 'structured' ? surface.format : undefined;
    if (format !== 'yaml' && format !== 'toml' && format !== 'hocon' && format !== 'json') return [];
    const text = surrounded[format](document.text.replace(/^\ufeff/, ''));
    return text === undefined ? [] : [{ ...document, text }];
  }),
  ...own,
  ...own.map((document) => ({ ...document, text: document.text.replaceAll('\n', '\r\n') })),
];

const times = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

const around = {
  yaml: (at: number): string =>
    `section${at}:\n  name: service ${at}\n  ports: [80, 443]\n  # kafka\n  label: text\n\n`,
  toml: (at: number): string => `[section${at}]\nname = "service ${at}"\nports = [80, 443]\n\n`,
  hocon: (at: number): string => `section${at} {\n  name = "service ${at}"\n  limits { cpu = 1 }\n}\n`,
};

const surrounded: Readonly<Record<'yaml' | 'toml' | 'hocon' | 'json', (text: string) => string | undefined>> = {
  // At the margin of a list or a document with a head no other key may stand.
  yaml: (text) =>
    /^(?:-|---)/m.test(text) ? undefined : `${times(15, around.yaml)}${text.trimEnd()}\n${times(15, around.yaml)}`,
  toml: (text) => `${text.trimEnd()}\n${times(20, around.toml)}`,
  hocon: (text) => `${times(15, around.hocon)}${text.trimEnd()}\n${times(15, around.hocon)}`,
  json: (text) => {
    const long = `"about": { "other": "${'x'.repeat(4_000)}", "acks": "0" }`;
    const brace = text.indexOf('{');
    if (/^\s*\[/.test(text)) return text.replace('[', `[{ ${long} },`);
    return brace < 0 ? undefined : `${text.slice(0, brace + 1)}${long},${text.slice(brace + 1)}`;
  },
};

const own: readonly SourceDocument[] = [
  {
    path: 'clients.yml',
    text: times(
      12,
      (at) => `kafka${at % 9}:
  bootstrap-servers: b:9092
  producer: # ${at % 4}
    acks: "${at % 2}"
    retries: 0
    properties:
      linger.ms: 5
  consumer: {enable.auto.commit: true, group.id: g}
`,
    ),
  },
  {
    path: 'application.yml',
    text: times(
      3,
      (at) => `---
spring:
  config.activate.on-profile: p${at}
  kafka:
    producer: &producer${at}
      acks: ${at % 2}
      # ${'long '.repeat(100)}
      retries: 0
  cloud.stream.kafka.binder:
    requiredAcks: 0
base${at}: &base
  acks: "1"
  retries: 0
kafka${at}:
  producer:
    <<: *base
    linger.ms: 5
kafka.other${at}.producer: *base
script: |
  kafka-console-producer --bootstrap-server b:9092 --topic t --request-required-acks 0
producer.properties: |
  bootstrap.servers=b:9092
  acks=0
`,
    ),
  },
  {
    path: 'values.yaml',
    text: `config:\n${times(
      12,
      (at) => `  part${at % 5}.yml: |
    kafka:
      producer:
        acks: 0
  kafka${at}:
    producer:
      acks: 0
    # ${'long '.repeat(20)}
`,
    )}last: 1\n`,
  },
  {
    path: 'clients.toml',
    text: times(
      15,
      (at) => `[kafka${at % 7}.producer]
bootstrap.servers = "b:9092"
acks = "${at % 2}"
[[outputs.kafka]] # ${at}
brokers = ["b:9092"]
required_acks = ${at % 2}
max_retry = 0
`,
    ),
  },
  {
    path: 'telegraf.conf',
    text: times(20, (at) => `[[outputs.kafka]]\nbrokers = ["b:${at % 3}"]\nrequired_acks = 0\n\n`),
  },
  {
    path: 'application.conf',
    text: times(
      20,
      (at) => `kafka${at % 9}.producer {
  kafka-clients {
    bootstrap.servers = "b:9092"
    acks = "${at % 2}"
    acks = \${?ACKS}
    retries = 0
  }
}
flat.producer.kafka-clients.acks = 0
`,
    ),
  },
  {
    path: 'connectors.json',
    text: `[\n${Array.from(
      { length: 25 },
      (_, at) => `  { "name": "sink${at % 9}", "config": {
    "connector.class": "a.SinkConnector", // ${at % 2}
    "producer.override.acks": "${at % 2}",
    "errors.tolerance": "all", "consumer.override.auto.offset.reset": "latest"
  } }`,
    ).join(',\n')}\n]\n`,
  },
];
